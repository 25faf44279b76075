import { type ProviderRole, ROLES, type Role } from '#access/policy.ts'
import { addDays, type Day, londonDay } from '#base/day.ts'
import { londonInstant } from '#base/london-time.ts'
import type { ProviderKind } from '#store/providers.ts'
import { ACTS } from './acts.ts'
import { DEMONSTRATION_PASSWORD, REACH } from './demonstration.ts'
import type { Caller, House } from './desk.ts'
import { foundProvider } from './found-provider.ts'
import { newId } from './new-id.ts'
import type { Door, Enrolling, Fields } from './virtual-clinic.ts'

/** A provider of the demonstration county, and who is looked after there. */
export type Site = {
  readonly name: string
  readonly odsCode: string
  readonly kind: ProviderKind
  /** Its sign-ins are this word and the role: `crookes-nurse`. */
  readonly prefix: string
  readonly people: number
  /** Days ago that it opened; a site without it is as old as the county. */
  readonly since?: number
  /** Weekdays of its clinics; 1 is Monday. */
  readonly weekdays: readonly number[]
  readonly enrolling: Enrolling
}

const AT_THE_CHAIR = { method: 'provider-meter', registeredPractice: 'C88997' } as const

/** The other practice, the pharmacy and the hospital. */
export const LARGER_SITES: readonly Site[] = [
  {
    name: 'Crookes Valley Practice (synthetic)',
    odsCode: 'C88997',
    kind: 'gp-practice',
    prefix: 'crookes',
    people: 24,
    weekdays: [2, 5],
    enrolling: { ...AT_THE_CHAIR, protocol: 'coventry', from: 'The hospital clinic, letter' },
  },
  {
    name: 'Rivelin Pharmacy (synthetic)',
    odsCode: 'FX997',
    kind: 'community-pharmacy',
    prefix: 'rivelin',
    people: 10,
    weekdays: [1, 3, 5],
    enrolling: { ...AT_THE_CHAIR, protocol: 're-ly', from: 'Crookes Valley Practice, letter' },
  },
  {
    name: 'Loxley Hospital anticoagulant clinic (synthetic)',
    odsCode: 'RX997',
    kind: 'hospital-clinic',
    prefix: 'loxley',
    people: 14,
    weekdays: [1, 2, 3, 4, 5],
    enrolling: {
      method: 'laboratory',
      registeredPractice: 'C88999',
      protocol: 'coventry',
      from: 'The ward, discharge letter',
    },
  },
]

/** Who works there: one of each role, under invented names. */
const STAFF: Readonly<Record<ProviderRole, string>> = {
  'healthcare-assistant': 'Kit Marlowe',
  nurse: 'Bea Thornton',
  pharmacist: 'Owen Sparrow',
  prescriber: 'Dr Anneka Lund',
  'clinical-lead': 'Dr Ravi Menon',
  'practice-manager': 'Gwyneth Stone',
  receptionist: 'Pip Harrow',
  'system-administrator': 'Alex Kerr',
}

/** What is known to everybody is not made hard to guess: passwords of invented places cost nothing. */
const CHEAP = { memoryKib: 8, passes: 1 } as const

/** Competence is renewed every two years; here it lasts until some weeks from now. */
export const COMPETENT_FOR_DAYS = 120

export type OpenSite = {
  readonly site: Site
  readonly providerId: string
  readonly callerOf: (role: Role) => Caller
}

/** Twelve more that began in the last months, with a handful of people each: name, kind, prefix. */
const SMALLER: readonly (readonly [string, ProviderKind, string])[] = [
  ['Abbeydale Surgery', 'gp-practice', 'abbeydale'],
  ['Beauchief Health Centre', 'gp-practice', 'beauchief'],
  ['Darnall Pharmacy', 'community-pharmacy', 'darnall'],
  ['Endcliffe Practice', 'gp-practice', 'endcliffe'],
  ['Fulwood Surgery', 'gp-practice', 'fulwood'],
  ['Gleadless Pharmacy', 'community-pharmacy', 'gleadless'],
  ['Heeley Green Practice', 'gp-practice', 'heeley'],
  ['Intake Pharmacy', 'community-pharmacy', 'intake'],
  ['Kelham Practice', 'gp-practice', 'kelham'],
  ['Meersbrook Surgery', 'gp-practice', 'meersbrook'],
  ['Nether Edge Practice', 'gp-practice', 'nether-edge'],
  ['Owlerton Community Hospital', 'hospital-clinic', 'owlerton'],
]

const BEGAN_DAYS_AGO = 60

/** Every site of the county beside the first practice. */
export const SITES: readonly Site[] = [
  ...LARGER_SITES,
  ...SMALLER.map(([name, kind, prefix], nth) => ({
    name: `${name} (synthetic)`,
    odsCode: `C887${`${nth}`.padStart(2, '0')}`,
    kind,
    prefix,
    people: 2,
    since: BEGAN_DAYS_AGO + nth,
    weekdays: [1 + (nth % 5)],
    enrolling: { ...AT_THE_CHAIR, protocol: 'coventry', from: 'The hospital clinic, letter' },
  })),
]

/** A meter for each practice and a new lot of strips each quarter. */
export function deviceOn({ prefix }: Site, on: Day) {
  const quarter = Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1
  return { meter: `CoaguChek ${prefix} 1`, stripLot: `L ${on.slice(2, 4)}${quarter}07` }
}

/** Sites with the start of their user names, for the person who has just started the demonstration. */
export const signInsAt = (sites: readonly Site[]): string =>
  sites
    .map(({ name, prefix }) => `${name.replace(' (synthetic)', '')} (${prefix}-nurse, ...)`)
    .join(', ')

/** Founds a site on a day, with its people and its clinics. */
export async function openSite(house: House, site: Site, on: Day): Promise<OpenSite> {
  const now = instantOn(on, OPENS_AT)
  const until = addDays(londonDay(house.clock()), COMPETENT_FOR_DAYS)
  const providerId = newId(now)
  const accounts = ROLES.map((role) => ({ role, accountId: newId(now) }))
  const { name, odsCode, kind, prefix } = site
  await foundProvider(house.pool, {
    providerId,
    provider: { name, odsCode, kind, telephone: '01632 960188' },
    people: accounts.map(({ role, accountId }) => ({
      accountId,
      role,
      username: `${prefix}-${role}`,
      password: DEMONSTRATION_PASSWORD,
      name: STAFF[role],
      competence: { ...REACH[role], until: REACH[role].dosing === 'none' ? null : until },
    })),
    clock: () => now,
    passwordCost: CHEAP,
  })
  const callerOf = (role: Role): Caller => ({
    providerId,
    accountId: accounts.find((account) => account.role === role)?.accountId ?? '',
  })
  return { site, providerId, callerOf }
}

/** When the doors open, in minutes of the day. */
const OPENS_AT = 510

/** The instant of a minute of a London day; clinics are by day, when no clock changes. */
export function instantOn(on: Day, minute: number): number {
  const at = londonInstant(on, minute)
  if (at.kind !== 'instant') throw new Error(`${on} has no minute ${minute}`)
  return at.ms
}

/** The house as it stood at a minute of a day. */
export const houseAt = (house: House, on: Day, minute: number): House => {
  const ms = instantOn(on, minute)
  return { ...house, clock: () => ms }
}

/** The door of a site at a minute of a day: the acts of the product, by the people of the site. */
export function doorAt(
  house: House,
  { callerOf }: Pick<OpenSite, 'callerOf'>,
  on: Day,
  minute: number,
): Door {
  const then = houseAt(house, on, minute)
  return {
    today: on,
    ask: async (role: Role, name: string, fields: Fields) => {
      const act = ACTS[name]
      if (act === undefined) throw new Error(`there is no act ${name}`)
      return act.run(then, callerOf(role), newId(then.clock()), fields)
    },
  }
}
