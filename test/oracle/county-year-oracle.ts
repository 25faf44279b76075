import { addDays, type Day, day } from '#base/day.ts'
import { asKnownOn, type YearCourse, type YearProvider } from './county-year.ts'

// What a month of a provider is worth, worked out once more and in another way: day by day, and with the prices, the levels and the
// cap of the specification of Sheffield (S26, S27) written out here.

export type Worth = {
  readonly kind: 'active' | 'initiation' | 'home-visit'
  readonly month: string
  readonly patientId: string
  /** What it is that is paid once: the visit, else the patient. */
  readonly of: string
  readonly on: Day | null
  /** Of a visit: whether it is within the cap. */
  readonly isPaid: boolean
  readonly pence: number
}

/** What another provider has claimed: the same for everybody. */
export type Claimed = Pick<Worth, 'kind' | 'month' | 'patientId' | 'on'>
/** By patient. */
export type ClaimedByOthers = ReadonlyMap<string, readonly Claimed[]>

const PENCE = { 3: 1325, 4: 1775, initiation: 5000, visit: 600 } as const
const MOST_VISITS = 12
const CONTRACT_MONTHS = 12

type Known = NonNullable<ReturnType<typeof asKnownOn>>

/** Everything that counts in a month by the record as it was on the evening of a day, beside what others had claimed then. */
export function countedByDays(
  provider: YearProvider,
  month: string,
  asOf: Day,
  elsewhere: ClaimedByOthers,
): readonly Worth[] {
  const byPatient = Map.groupBy(provider.courses, ({ patientId }) => patientId)
  return [...byPatient].flatMap(([patientId, courses]) => {
    const known = courses.flatMap((each: YearCourse) => asKnownOn(each, asOf) ?? [])
    const mine = known.filter(({ steps }) => steps.some(({ phase }) => isTreated(phase)))
    const others = elsewhere.get(patientId) ?? []
    return [
      ...activeByDays(provider, month, patientId, mine),
      ...initiatedByDays(provider, month, patientId, mine),
      ...visitsByDays(provider, month, patientId, mine, others),
    ]
  })
}

const isTreated = (phase: string) => ['initiating', 'maintaining', 'suspended'].includes(phase)

function daysOf({ from, to }: YearProvider, month: string): readonly Day[] {
  const days: Day[] = []
  for (let on = day(`${month}-01`); on.startsWith(month); on = addDays(on, 1)) {
    if (on >= from && on <= to) days.push(on)
  }
  return days
}

function isUnder({ startedOn, endedOn, steps }: Known, on: Day): boolean {
  const first = steps.find(({ phase }) => isTreated(phase))
  const from = first?.howStarted === 'transferred-in' || startedOn === null ? first?.on : startedOn
  return from !== undefined && from <= on && (endedOn === null || on <= endedOn)
}

const isPausedOn = ({ steps }: Known, on: Day) =>
  steps.findLast((step) => step.on <= on)?.phase === 'suspended'

function levelOn({ steps }: Known, on: Day): 3 | 4 | undefined {
  const planned = steps.filter(({ method }) => method !== null)
  const method = (planned.findLast((step) => step.on <= on) ?? planned[0])?.method
  return method === undefined ? undefined : method === 'provider-meter' ? 4 : 3
}

function activeByDays(
  provider: YearProvider,
  month: string,
  patientId: string,
  known: readonly Known[],
): Worth[] {
  const days = daysOf(provider, month)
  const last = days.at(-1)
  if (last === undefined) return []
  const counted = known.filter(
    (course) =>
      course.medicine === 'warfarin' &&
      isUnder(course, last) &&
      days.some((on) => isUnder(course, on) && !isPausedOn(course, on)),
  )
  const begunOn = (course: Known) => days.find((on) => isUnder(course, on)) ?? last
  const course = counted.sort(
    (a, b) => beganOn(b).localeCompare(beganOn(a)) || begunOn(b).localeCompare(begunOn(a)),
  )[0]
  const level = course && levelOn(course, last)
  if (level === undefined || !provider.levels.includes(level)) return []
  return [
    {
      kind: 'active',
      month,
      patientId,
      of: patientId,
      on: null,
      isPaid: true,
      pence: PENCE[level],
    },
  ]
}

function beganOn({ startedOn, steps }: Known): Day {
  const first = steps.find(({ phase }) => isTreated(phase))
  const on = first?.howStarted === 'transferred-in' ? first.on : (startedOn ?? first?.on)
  return on ?? day('1900-01-01')
}

function initiatedByDays(
  provider: YearProvider,
  month: string,
  patientId: string,
  known: readonly Known[],
): Worth[] {
  if (provider.kind !== 'gp-practice' || !provider.levels.includes(5)) return []
  const days = known
    .filter(({ medicine, isAtrialFibrillation }) => medicine === 'warfarin' && isAtrialFibrillation)
    .flatMap(({ initiatedOn }) => initiatedOn ?? [])
    .sort()
  const on = days[0]
  if (on === undefined || !daysOf(provider, month).includes(on)) return []
  return [
    {
      kind: 'initiation',
      month,
      patientId,
      of: patientId,
      on,
      isPaid: true,
      pence: PENCE.initiation,
    },
  ]
}

function visitsByDays(
  provider: YearProvider,
  month: string,
  patientId: string,
  known: readonly Known[],
  elsewhere: readonly Claimed[],
): Worth[] {
  const start = day(`${provider.from.slice(0, 7)}-01`)
  const isOfYear = (on: Day) => on >= start && monthsBetween(start, on) < CONTRACT_MONTHS
  const own = known
    .flatMap((course) =>
      course.homeVisits.map((visit) => ({ ...visit, level: levelOn(course, visit.on) })),
    )
    .filter(
      ({ on, level }) =>
        on >= provider.from &&
        on <= provider.to &&
        level !== undefined &&
        provider.levels.includes(level),
    )
    .sort((a, b) => a.on.localeCompare(b.on))
  const paidThere = elsewhere.filter(
    ({ kind, on }) => kind === 'home-visit' && on !== null && isOfYear(on),
  )
  return own.flatMap(({ visitId, on }, nth) => {
    if (!on.startsWith(month)) return []
    const before = paidThere.filter((each) => each.on !== null && each.on <= on).length
    const isPaid = before + nth + 1 <= MOST_VISITS
    return [
      { kind: 'home-visit', month, patientId, of: visitId, on, isPaid, pence: PENCE.visit },
    ] as const
  })
}

const monthsBetween = (a: Day, b: Day) =>
  (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 +
  Number(b.slice(5, 7)) -
  Number(a.slice(5, 7))

/** Of what counts that for which this provider is paid, beside what others had claimed. */
export const paidOf = (
  { notCovered }: YearProvider,
  counted: readonly Worth[],
  elsewhere: ClaimedByOthers,
): readonly Worth[] =>
  counted.filter((each) => {
    if (notCovered.has(each.patientId)) return false
    if (each.kind === 'home-visit') return each.isPaid
    const others = elsewhere.get(each.patientId) ?? []
    return !others.some(
      ({ kind, month }) => kind === each.kind && (kind === 'initiation' || month === each.month),
    )
  })
