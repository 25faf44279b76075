import { uuid } from '#base/ids.ts'
import { findAccount, workplacesOf } from '#store/accounts.ts'
import { endPasskeys } from '#store/passkeys.ts'
import { addResetAsked, closeResetsAsked, isAskedElsewhere } from '#store/resets-asked.ts'
import { endRecoveryCodes, endSecondStep } from '#store/second-steps.ts'
import { endSessionsOf } from '#store/sessions.ts'
import { findStaff } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { notHere, type Parsed, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Reset = { readonly accountId: string }

/** `waits`: nothing is reset yet, because the person works at another provider too, whose administrator has not asked for it. */
export type ResetDone = Done & { readonly waits?: true }

/** For how long what one provider has asked for waits for the other. Source: decision 0039. Status: local setting. */
const ASKED_FOR_MS = 3 * 86_400_000

/**
 * Takes away the second step of a colleague who has lost it: their sessions end, and they set it up anew with their password.
 * Nobody resets their own, which would make it worth no more than the password, and nobody sees one.
 */
export const resetSecondStep = act<Reset, ResetDone>({
  name: 'reset-second-step',
  parse: parseReset,
  perform: async ({ tx, now, actor }, { accountId }) => {
    if (accountId === actor.accountId) return refused(403, OWN)
    if ((await findStaff(tx, accountId)) === undefined) return notHere('colleague')
    const at = new Date(now).toISOString()
    if (!(await hasSecondStepNow(tx, accountId))) return refused(409, NONE)
    if (await waitsForAnother({ tx, now, actor }, accountId)) {
      return { kind: 'done', subject: accountId, waits: true, noted: { waits: 'another-provider' } }
    }
    const end = { at, because: 'reset', by: actor.accountId } as const
    const hadApp = await endSecondStep(tx, accountId, end)
    const passkeys = await endPasskeys(tx, accountId, end)
    if (!hadApp && passkeys === 0) return refused(409, NONE)
    await endRecoveryCodes(tx, accountId, at)
    await closeResetsAsked(tx, accountId, at)
    await endSessionsOf(tx, accountId, { at, because: 'second-step-reset' })
    return { kind: 'done', subject: accountId }
  },
})

const hasSecondStepNow = async (tx: Tx, accountId: string): Promise<boolean> =>
  (await findAccount(tx, accountId))?.hasSecondStep === true

/** What protects two providers is taken away by somebody of each, who are two people. */
async function waitsForAnother(
  { tx, now, actor }: Pick<Desk, 'tx' | 'now' | 'actor'>,
  accountId: string,
): Promise<boolean> {
  if ((await workplacesOf(tx, accountId)).length < 2) return false
  const asked = { accountId, providerId: tx.providerId, by: actor.accountId }
  await addResetAsked(tx, { ...asked, at: new Date(now).toISOString() })
  return !(await isAskedElsewhere(tx, asked, new Date(now - ASKED_FOR_MS).toISOString()))
}

const OWN = {
  field: '',
  code: 'own-account',
  message:
    'Nobody resets their own second step. Set it up anew on your account page, or ask another administrator or clinical lead.',
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
