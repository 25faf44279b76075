import { uuid } from '#base/ids.ts'
import { setPassword, workplacesOf } from '#store/accounts.ts'
import { endSessionsOf } from '#store/sessions.ts'
import { findStaff } from '#store/staff.ts'
import { act } from './act.ts'
import type { StaffAdded } from './add-staff.ts'
import { endOfOneTimePassword, oneTimePassword } from './one-time-password.ts'
import { notHere, type Parsed, refused } from './outcome.ts'
import { hashPassword } from './password-hash.ts'
import { readTextFields } from './text-fields.ts'

type Issue = { readonly accountId: string }

/** Gives a person who cannot sign in a new password to start with; it ends their sessions. */
export const issuePassword = act<Issue, StaffAdded>({
  name: 'manage-staff',
  parse: parseIssue,
  perform: async ({ tx, now, actor, secret }, { accountId }) => {
    if (accountId === actor.accountId) return refused(403, OWN)
    if ((await findStaff(tx, accountId)) === undefined) return notHere('colleague')
    if ((await workplacesOf(tx, accountId)).length > 1) return refused(409, ALSO_ELSEWHERE)

    const oneTimeUntil = endOfOneTimePassword(now)
    const passwordHash = await hashPassword(oneTimePassword(secret, accountId, oneTimeUntil))
    const at = new Date(now).toISOString()
    await setPassword(tx, { accountId, passwordHash, oneTimeUntil, at })
    await endSessionsOf(tx, accountId, { at, because: 'password-changed' })
    return { kind: 'done', subject: accountId, accountId, oneTimeUntil }
  },
})

const OWN = {
  field: '',
  code: 'own-account',
  message: 'Change your own password on your account page.',
}

/** Whoever sets the password could enter the other provider with it. */
const ALSO_ELSEWHERE = {
  field: '',
  code: 'also-elsewhere',
  message:
    'This person also works at another provider, so no single provider may set their password. They can change it on their account page.',
}

function parseIssue(input: unknown): Parsed<Issue> {
  const read = readTextFields(input, ['accountId'])
  if (read.kind === 'refused') return read
  const accountId = uuid(read.value.accountId)
  if (accountId !== undefined) return { kind: 'parsed', value: { accountId } }
  return { kind: 'refused', findings: notHere('colleague').findings }
}
