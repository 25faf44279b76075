import { uuid } from '#base/ids.ts'
import { workplacesOf } from '#store/accounts.ts'
import { endPasskeys } from '#store/passkeys.ts'
import { endRecoveryCodes, endSecondStep } from '#store/second-steps.ts'
import { endSessionsOf } from '#store/sessions.ts'
import { findStaff } from '#store/staff.ts'
import { act, type Done } from './act.ts'
import { notHere, type Parsed, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Reset = { readonly accountId: string }

/**
 * Takes away the second step of a colleague who has lost it: their sessions end, and they set it up anew with their password.
 * Nobody resets their own, which would make it worth no more than the password, and nobody sees one.
 */
export const resetSecondStep = act<Reset, Done>({
  name: 'reset-second-step',
  parse: parseReset,
  perform: async ({ tx, now, actor }, { accountId }) => {
    if (accountId === actor.accountId) return refused(403, OWN)
    if ((await findStaff(tx, accountId)) === undefined) return notHere('colleague')
    if ((await workplacesOf(tx, accountId)).length > 1) return refused(409, ALSO_ELSEWHERE)
    const at = new Date(now).toISOString()
    const end = { at, because: 'reset', by: actor.accountId } as const
    const hadApp = await endSecondStep(tx, accountId, end)
    const passkeys = await endPasskeys(tx, accountId, end)
    if (!hadApp && passkeys === 0) return refused(409, NONE)
    await endRecoveryCodes(tx, accountId, at)
    await endSessionsOf(tx, accountId, { at, because: 'second-step-reset' })
    return { kind: 'done', subject: accountId }
  },
})

const OWN = {
  field: '',
  code: 'own-account',
  message:
    'Nobody resets their own second step. Set it up anew on your account page, or ask another administrator or clinical lead.',
}
/** Whoever takes it away takes away what protects the other provider too. */
const ALSO_ELSEWHERE = {
  field: '',
  code: 'also-elsewhere',
  message:
    'This person also works at another provider, so no single provider may reset their second step. They can sign in with one of their recovery codes and set it up anew on their account page.',
}
const NONE = {
  field: '',
  code: 'no-second-step',
  message: 'This person has no second step, so there is nothing to reset.',
}

function parseReset(input: unknown): Parsed<Reset> {
  const read = readTextFields(input, ['accountId'])
  if (read.kind === 'refused') return read
  const accountId = uuid(read.value.accountId)
  if (accountId !== undefined) return { kind: 'parsed', value: { accountId } }
  return { kind: 'refused', findings: notHere('colleague').findings }
}
