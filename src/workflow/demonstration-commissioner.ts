import { organisationsOf } from '#store/providers.ts'
import { DEMONSTRATION_PASSWORD } from './demonstration.ts'
import type { House } from './desk.ts'
import { foundProvider } from './found-provider.ts'
import { newId } from './new-id.ts'

/** Who works for the commissioner of the demonstration; the user name is the role, and of the second manager the role and a number. */
const PEOPLE = [
  { username: 'commissioner-analyst', role: 'commissioner-analyst', name: 'Noor Haddad' },
  { username: 'commissioner-manager', role: 'commissioner-manager', name: 'Ash Winter' },
  { username: 'commissioner-manager-2', role: 'commissioner-manager', name: 'Tamsin Oduya' },
] as const

/** The sign-ins of the demonstration's commissioner. */
export const commissionerSignIns = PEOPLE.map((person) => ({
  ...person,
  password: DEMONSTRATION_PASSWORD,
}))

const COMMISSIONER = {
  name: 'NHS Five Rivers Integrated Care Board (synthetic)',
  odsCode: 'QX997',
  kind: 'commissioner',
  telephone: '01632 960199',
} as const

/** What is known to everybody is not made hard to guess: passwords of invented places cost nothing. */
const CHEAP = { memoryKib: 8, passes: 1 } as const

/** Opens the commissioner of the demonstration with its people, where it is not there yet; answers its id. */
export async function foundDemonstrationCommissioner(house: House): Promise<string> {
  const there = (await organisationsOf(house.pool)).find(({ name }) => name === COMMISSIONER.name)
  if (there !== undefined) return there.providerId
  const now = house.clock()
  const providerId = newId(now)
  const competence = { level: null, dosing: 'none', until: null } as const
  await foundProvider(house.pool, {
    providerId,
    provider: COMMISSIONER,
    people: commissionerSignIns.map((person) => ({ ...person, competence, accountId: newId(now) })),
    clock: house.clock,
    passwordCost: CHEAP,
  })
  return providerId
}
