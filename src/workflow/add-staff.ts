import { isOfCommissioner } from '#access/role-kinds.ts'
import { addAccount, addWorkplace } from '#store/accounts.ts'
import { thisProvider } from '#store/providers.ts'
import { addStaff as storeStaff } from '#store/staff.ts'
import { act, type Done } from './act.ts'
import { endOfOneTimePassword, oneTimePassword } from './one-time-password.ts'
import { type Parsed, refused, refusedField } from './outcome.ts'
import { hashPassword } from './password-hash.ts'
import { faultsOfStaff, parseStaff, STAFF_FIELDS, type StaffDetails } from './staff-form.ts'
import { readTextFields } from './text-fields.ts'
import { faultOfUsername, readUsername, USERNAME_TAKEN } from './username.ts'

type NewStaff = StaffDetails & { readonly username: string }

/** Whose account was made, and until when the password works that the page shows once. */
export type StaffAdded = Done & { readonly accountId: string; readonly oneTimeUntil: string }

/** Gives a person an account and a place here. The first password is shown once and must be changed. */
export const addStaff = act<NewStaff, StaffAdded>({
  name: 'manage-staff',
  parse: parseNewStaff,
  perform: async (desk, { username, ...staff }) => {
    const faults = faultsOfStaff(staff, desk)
    if (faults.length > 0) return refused(422, ...faults)

    const accountId = desk.newId()
    const oneTimeUntil = endOfOneTimePassword(desk.now)
    const passwordHash = await hashPassword(oneTimePassword(desk.secret, accountId, oneTimeUntil))
    const createdAt = new Date(desk.now).toISOString()
    const account = { id: accountId, username, passwordHash, oneTimeUntil, createdAt }
    if (!(await addAccount(desk.tx, account)))
      return refusedField('username', 'taken', USERNAME_TAKEN)

    const providerName = (await thisProvider(desk.tx))?.name ?? ''
    const isCommissioner = isOfCommissioner(desk.actor.role)
    const { providerId } = desk.tx
    await addWorkplace(desk.tx, accountId, { providerId, providerName, isCommissioner })
    const changed = { changedBy: desk.actor.accountId, changedAt: createdAt }
    await storeStaff(desk.tx, { ...staff, accountId, active: true, ...changed })
    const noted = { role: staff.role, competence: staff.competence }
    return { kind: 'done', subject: accountId, noted, accountId, oneTimeUntil }
  },
})

function parseNewStaff(input: unknown): Parsed<NewStaff> {
  const read = readTextFields(input, [...STAFF_FIELDS, 'username'])
  if (read.kind === 'refused') return read
  const username = readUsername(read.value.username)
  const parsed = parseStaff(read.value)
  const findings = 'findings' in parsed ? [...parsed.findings] : []
  const fault = faultOfUsername(username)
  if (fault !== undefined) findings.unshift(fault)
  if ('findings' in parsed || findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'parsed', value: { ...parsed.staff, username } }
}
