import { type ProviderRole, ROLES } from '#access/policy.ts'
import { addDays, type Day, day, daysBetween } from '#base/day.ts'

// Where everybody of the county is, and what was measured when: plain arithmetic, so that the same size is the same
// county, and SQL and TypeScript can both say it.

export type CountySize = {
  readonly patients: number
  readonly providers: number
  /** Results of each patient, `DAYS_APART` apart, up to this month: 14 a year, as people on warfarin have. */
  readonly resultsEach: number
  /** The newest of these were dosed here; the dose of older ones came with the results. */
  readonly dosedEach: number
  /** People of the first provider; without it, a tenth of all. */
  readonly first?: number
}

export const WHOLE_COUNTY: CountySize = {
  patients: 100_000,
  providers: 50,
  resultsEach: 50,
  dosedEach: 4,
}

/** All who take warfarin in the country, a year of their results, and its general practices; one is a large clinic. */
export const WHOLE_NATION: CountySize = {
  patients: 410_000,
  providers: 6500,
  resultsEach: 13,
  dosedEach: 3,
  first: 10_000,
}

export const TODAY = day('2026-11-22')
export const DAYS_APART = 26
export const DAYS_TO_NEXT_TEST = 28
const FIRST_HAS = 0.1

/** The first provider is the largest; the others share the rest evenly, and the last has what is left over. */
export function patientsOf(size: CountySize, provider: number): number {
  const { patients, providers } = size
  if (providers === 1) return patients
  const first = size.first ?? Math.round(patients * FIRST_HAS)
  const others = providers - 1
  const share = Math.floor((patients - first) / others)
  if (provider === 0) return first
  return provider === others ? patients - first - share * (others - 1) : share
}

/** Most were tested in the last month; one in 33 should have been and was not. */
export const lastTestedOn = (patient: number): Day =>
  addDays(TODAY, -(patient % DAYS_APART) - 1 - (patient % 33 === 0 ? DAYS_APART : 0))

/** 0 is the newest visit. */
export const visitDay = (patient: number, visit: number): Day =>
  addDays(lastTestedOn(patient), -visit * DAYS_APART)

/** What an INR is, in tenths, two thirds of the time in range. None is so far out that it is not dosed. */
export const SPREAD = [
  25, 24, 26, 19, 27, 23, 31, 25, 22, 28, 24, 18, 26, 25, 33, 21, 29, 24, 36, 25, 27, 17, 23, 30,
  26, 24, 20, 34, 25, 28, 22, 26, 19, 24, 39,
] as const
const STEP_OF_VISIT = 11

export const tenthsOf = (patient: number, visit: number): number =>
  SPREAD[(patient + visit * STEP_OF_VISIT) % SPREAD.length] ?? 25

export const KINDS = {
  provider: 1,
  account: 2,
  patient: 3,
  episode: 4,
  result: 5,
  visit: 6,
  decision: 7,
  told: 8,
  appointment: 9,
  pattern: 10,
} as const
type Kind = keyof typeof KINDS

const MOST_VISITS = 64
const MILLISECONDS_A_DAY = 86_400_000
const NINE_O_CLOCK = 32_400_000

/** When something of this patient happened that day: each patient has a moment of their own. */
export const momentOf = (on: Day, patient: number): number =>
  daysBetween(day('1970-01-01'), on) * MILLISECONDS_A_DAY + NINE_O_CLOCK + (patient % 10_000) * 1000

/** Like the product's ids: sorted by time. Unlike them, the same every time. */
export function idOf(
  kind: Kind,
  at: {
    readonly provider: number
    readonly patient?: number
    readonly visit?: number
    readonly moment: number
  },
): string {
  const { provider, patient = 0, visit = 0, moment } = at
  const hex = [
    hexOf(moment, 12),
    kindAndProvider(kind, provider),
    hexOf(patient * MOST_VISITS + visit, 12),
  ].join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Groups three and four, which have a digit each that a version 7 has. */
const kindAndProvider = (kind: Kind, provider: number): string =>
  `7${hexOf(provider >> 12, 2)}${hexOf(KINDS[kind], 1)}8${hexOf(provider & 0xf_ff, 3)}`

const hexOf = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** The same id, as SQL that says it of the columns named. */
export const idInSql = (
  kind: Kind,
  at: {
    readonly provider: number
    readonly patient: string
    readonly visit: string
    readonly on: string
  },
): string =>
  `(lpad(to_hex((${at.on} - date '1970-01-01')::bigint * ${MILLISECONDS_A_DAY} + ${NINE_O_CLOCK} +
      ${at.patient} % 10000 * 1000), 12, '0') || '${kindAndProvider(kind, at.provider)}' ||
    lpad(to_hex(${at.patient} * ${MOST_VISITS} + ${at.visit}), 12, '0'))::uuid`

/** The day of a visit, as SQL. */
export const visitDayInSql = (patient: string, visit: string): string =>
  `(date '${TODAY}' - ${patient} % ${DAYS_APART} - 1 - case when ${patient} % 33 = 0 then ${DAYS_APART} else 0 end
     - ${visit} * ${DAYS_APART})`

export const tenthsInSql = (patient: string, visit: string): string =>
  `(array[${SPREAD.join()}])[(${patient} + ${visit} * ${STEP_OF_VISIT}) % ${SPREAD.length} + 1]`

/** When everything that has no visit of its own was recorded. */
export const FOUNDED = momentOf(day('2022-01-03'), 0)

export const providerIdOf = (provider: number): string =>
  idOf('provider', { provider, moment: FOUNDED })

export const accountIdOf = (provider: number, role: ProviderRole): string =>
  idOf('account', { provider, patient: ROLES.indexOf(role), moment: FOUNDED })

export type Place = { readonly provider: number; readonly patient: number }

export const patientIdOf = (at: Place): string => idOf('patient', { ...at, moment: FOUNDED })
export const episodeIdOf = (at: Place): string => idOf('episode', { ...at, moment: FOUNDED })

/** The id of a person or course, as SQL that says it of the column that counts them. */
export const fixedIdInSql = (
  kind: 'patient' | 'episode',
  provider: number,
  patient: string,
): string => {
  const start = idOf(kind, { provider, moment: FOUNDED }).replaceAll('-', '').slice(0, 20)
  return `('${start}' || lpad(to_hex(${patient} * ${MOST_VISITS}), 12, '0'))::uuid`
}
