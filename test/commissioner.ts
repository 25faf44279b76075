import type { Role } from '#access/policy.ts'
import { COMMISSIONERS } from '#access/role-groups.ts'
import { CHEAP, PASSWORD, type TestClinic } from '#test/clinic.ts'
import type { Caller } from '#workflow/desk.ts'
import { foundProvider } from '#workflow/found-provider.ts'
import { newId } from '#workflow/new-id.ts'

/** A commissioner beside a clinic, in its database and by its clock, with one person in each role. */
export type TestCommissioner = {
  readonly id: string
  readonly name: string
  readonly callerOf: (role: (typeof COMMISSIONERS)[number]) => Caller
  /** The user name of each person is the prefix and the role; the password is that of the clinic. */
  readonly usernameOf: (role: Role) => string
}

/** Founds it; `prefix` sets its user names apart from another commissioner's there. */
export async function testCommissioner(
  { pool, clock }: Pick<TestClinic, 'pool' | 'clock'>,
  { name = 'Five Rivers ICB', prefix = '', odsCode = 'QX999' } = {},
): Promise<TestCommissioner> {
  const id = newId(clock.now())
  const accounts = new Map<Role, string>(COMMISSIONERS.map((role) => [role, newId(clock.now())]))
  const callerOf = (role: Role): Caller => ({
    providerId: id,
    accountId: accounts.get(role) ?? '',
  })
  const usernameOf = (role: Role) => `${prefix}${role}`
  await foundProvider(pool, {
    providerId: id,
    provider: { name, odsCode, kind: 'commissioner', telephone: '01632 960199' },
    people: COMMISSIONERS.map((role) => ({
      accountId: callerOf(role).accountId,
      username: usernameOf(role),
      password: PASSWORD,
      name: `Test ${role}`,
      role,
      competence: { level: null, dosing: 'none', until: null },
    })),
    clock: clock.now,
    passwordCost: CHEAP,
  })
  return { id, name, callerOf, usernameOf }
}
