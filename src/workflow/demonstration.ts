import { type Competence, type ProviderRole, ROLES } from '#access/policy.ts'
import { addDays, londonDay } from '#base/day.ts'
import { providersOf } from '#store/providers.ts'
import type { House } from './desk.ts'
import { type Founder, foundProvider } from './found-provider.ts'
import { newId } from './new-id.ts'

/** The password of every person of the demonstration. It guards made-up records only, and is printed at each start. */
export const DEMONSTRATION_PASSWORD = 'steady as she goes'

/** Who works in the demonstration: one person in each role, whose user name is the role. */
const NAMES: Readonly<Record<ProviderRole, string>> = {
  'healthcare-assistant': 'Hana Ali',
  nurse: 'Jo Whitfield',
  pharmacist: 'Rashid Siddiqui',
  prescriber: 'Dr Priya Nair',
  'clinical-lead': 'Dr Clare Lindqvist',
  'practice-manager': 'Morgan Price',
  receptionist: 'Robin Ellis',
  'system-administrator': 'Sam Adeyemi',
}

export const REACH: Readonly<Record<ProviderRole, Pick<Competence, 'level' | 'dosing'>>> = {
  'healthcare-assistant': { level: 4, dosing: 'accept' },
  nurse: { level: 4, dosing: 'change' },
  pharmacist: { level: 4, dosing: 'authorise' },
  prescriber: { level: 5, dosing: 'authorise' },
  'clinical-lead': { level: 5, dosing: 'authorise' },
  'practice-manager': { level: null, dosing: 'none' },
  receptionist: { level: null, dosing: 'none' },
  'system-administrator': { level: null, dosing: 'none' },
}

const COMPETENT_FOR_DAYS = 730

/** The sign-ins of the demonstration, one for each role. */
export const demonstrationSignIns = ROLES.map((role) => ({
  username: role,
  password: DEMONSTRATION_PASSWORD,
  name: NAMES[role],
  role,
}))

/** The practice that the printed sign-ins are of; the list of who may enter keeps its name as it was founded. */
export const FIRST_PRACTICE = 'Hallam Surgery (synthetic)'

/** Opens the demonstration's practice with its people, when there is no provider yet; answers its id. */
export async function foundDemonstration(house: House): Promise<string | 'there-already'> {
  if ((await providersOf(house.pool)).length > 0) return 'there-already'
  const now = house.clock()
  const providerId = newId(now)
  const until = addDays(londonDay(now), COMPETENT_FOR_DAYS)
  const people: readonly Founder[] = demonstrationSignIns.map((person) => ({
    ...person,
    accountId: newId(now),
    competence: {
      ...REACH[person.role],
      until: REACH[person.role].dosing === 'none' ? null : until,
    },
  }))
  const provider = {
    name: FIRST_PRACTICE,
    odsCode: 'C88999',
    kind: 'gp-practice',
    telephone: '01632 960077',
  } as const
  await foundProvider(house.pool, { providerId, provider, people, clock: house.clock })
  return providerId
}
