import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import type { CourseStep, RecordedCourse } from '#contract/course-facts.ts'
import type { Level, ProviderKind } from '#contract/specification.ts'
import type { MeasuringMethod } from '#register/episode.ts'
import { type Chance, chance } from '#test/crash/chance.ts'

// An invented county over one contract year, with everything that is entered late entered late. All of it comes from a seed.

/** Something, with the day on which it was entered, and perhaps that on which it was taken back. */
type Entered<T> = T & { readonly enteredOn: Day; readonly takenBackOn: Day | null }

type YearVisit = { readonly visitId: string; readonly episodeId: string; readonly on: Day }

export type YearCourse = Omit<RecordedCourse, 'endedOn' | 'initiatedOn'> & {
  readonly patientId: string
  readonly ended: Entered<{ readonly on: Day }> | null
  readonly initiated: Entered<{ readonly on: Day }> | null
  readonly homeVisits: readonly Entered<YearVisit>[]
}

export type YearProvider = {
  readonly id: string
  readonly kind: ProviderKind
  readonly levels: readonly Level[]
  readonly from: Day
  readonly to: Day
  readonly courses: readonly YearCourse[]
  readonly notCovered: ReadonlySet<string>
}

export type County = { readonly seed: number; readonly providers: number; readonly each: number }

export const YEAR = { from: day('2027-04-01'), to: day('2028-03-31') }

const METHODS: readonly [MeasuringMethod, ...MeasuringMethod[]] = [
  'laboratory',
  'provider-meter',
  'own-meter',
]

/** The providers of a county. One patient in twenty moves from one to the next in the year. */
export function countyYear({ seed, providers, each }: County): readonly YearProvider[] {
  const by = chance(seed)
  const made = Array.from({ length: providers }, (_, nth) => provider(by, nth))
  const courses = made.map((): YearCourse[] => [])
  for (const [nth] of made.entries()) {
    for (let patient = 0; patient < each; patient += 1) {
      const patientId = `patient-${nth}-${patient}`
      const course = anyCourse(by, patientId, `course-${nth}-${patient}`)
      courses[nth]?.push(course)
      const next = courses[(nth + 1) % providers]
      if (course.ended !== null && by.below(3) === 0) next?.push(takenOver(by, course))
    }
  }
  return made.map((one, nth) => {
    const own = courses[nth] ?? []
    const notCovered = own.map(({ patientId }) => patientId).filter(() => by.below(50) === 0)
    return { ...one, courses: own, notCovered: new Set(notCovered) }
  })
}

const PHARMACY_LEVELS: readonly (readonly Level[])[] = [[3, 4], [4]]
const PRACTICE_LEVELS: readonly (readonly Level[])[] = [[3], [3, 4], [3, 4, 5]]

function provider(by: Chance, nth: number) {
  const kind = by.pick(['gp-practice', 'gp-practice', 'community-pharmacy'] as const)
  const levels: readonly Level[] =
    kind === 'community-pharmacy'
      ? (PHARMACY_LEVELS[by.below(2)] ?? [4])
      : (PRACTICE_LEVELS[by.below(3)] ?? [3])
  const isWhole = by.below(6) > 0
  return {
    ...{ id: `provider-${nth}`, kind, levels },
    from: isWhole ? YEAR.from : addDays(YEAR.from, by.below(90)),
    to: isWhole ? YEAR.to : addDays(YEAR.to, -by.below(90)),
  }
}

/** Nine in ten are entered on their day or the next, the rest up to three months late. */
const entered = <T extends { readonly on: Day }>(by: Chance, what: T, oftenWrong = 40) => {
  const enteredOn = addDays(what.on, by.below(10) === 0 ? by.below(90) : by.below(2))
  const takenBackOn = by.below(oftenWrong) === 0 ? addDays(enteredOn, 1 + by.below(60)) : null
  return { ...what, enteredOn, takenBackOn }
}

function anyCourse(by: Chance, patientId: string, episodeId: string): YearCourse {
  const startedOn = addDays(YEAR.from, by.below(700) - 400)
  const isHere = by.below(4) > 0
  return course(by, { patientId, episodeId, startedOn, isHere })
}

/** The same person, from the day after the end elsewhere or a few days later. */
function takenOver(by: Chance, before: YearCourse): YearCourse {
  const startedOn = addDays(before.ended?.on ?? YEAR.from, 1 + by.below(3))
  const { patientId } = before
  return course(by, { patientId, episodeId: `${before.episodeId}-b`, startedOn, isHere: false })
}

type Begun = {
  readonly patientId: string
  readonly episodeId: string
  readonly startedOn: Day
  readonly isHere: boolean
}

function course(by: Chance, { patientId, episodeId, startedOn, isHere }: Begun): YearCourse {
  const recordedOn = addDays(startedOn, by.below(12) === 0 ? by.below(70) : 0)
  const steps = stepsFrom(by, recordedOn, isHere)
  const last = steps.at(-1)?.on ?? recordedOn
  const on = by.below(6) === 0 ? addDays(last, by.below(120)) : null
  const ended = on === null ? null : { ...entered(by, { on }), takenBackOn: null }
  const isAtrialFibrillation = by.below(3) > 0
  const isInitiated = isHere && by.below(3) > 0
  return {
    ...{ patientId, episodeId, startedOn, isAtrialFibrillation, ended },
    medicine: by.below(30) === 0 ? 'phenindione' : 'warfarin',
    initiated: isInitiated ? entered(by, { on: startedOn }, 200) : null,
    steps:
      ended === null ? steps : [...steps, { ...NO_METHOD, on: ended.enteredOn, phase: 'ended' }],
    homeVisits: visitsFrom(by, episodeId, recordedOn, on),
  }
}

const NO_METHOD = { method: null, howStarted: null } as const

/** A plan, changed now and then: another way of measuring, and pauses, some of them over a whole month. */
function stepsFrom(by: Chance, first: Day, isHere: boolean): CourseStep[] {
  const howStarted = isHere ? 'initiated-here' : 'transferred-in'
  const steps: CourseStep[] = [
    {
      on: first,
      phase: isHere ? 'initiating' : 'maintaining',
      method: by.pick(METHODS),
      howStarted,
    },
  ]
  let on = first
  for (let changes = by.below(4); changes > 0; changes -= 1) {
    on = addDays(on, 5 + by.below(150))
    const isPause = by.below(2) === 0
    steps.push({
      ...NO_METHOD,
      on,
      phase: isPause ? 'suspended' : 'maintaining',
      method: isPause ? null : by.pick(METHODS),
    })
    if (!isPause) continue
    on = addDays(on, by.below(80))
    steps.push({ ...NO_METHOD, on, phase: 'maintaining' })
  }
  return steps
}

/** One patient in twenty is seen at home, some of them more often than is paid. */
function visitsFrom(by: Chance, episodeId: string, first: Day, last: Day | null) {
  if (by.below(20) > 0) return []
  const every = by.pick([9, 17, 28] as const)
  const visits: Entered<YearVisit>[] = []
  const until = last ?? YEAR.to
  let on = first < YEAR.from ? addDays(YEAR.from, -30) : first
  for (let nth = 0; daysBetween(on, until) >= 0; nth += 1) {
    visits.push(entered(by, { visitId: `${episodeId}-home-${nth}`, episodeId, on }))
    on = addDays(on, every)
  }
  return visits
}

/** What of a course the record knew on the evening of a day; nothing of one that nobody had recorded. */
export function asKnownOn(
  course: YearCourse,
  on: Day,
): (RecordedCourse & { readonly homeVisits: readonly YearVisit[] }) | undefined {
  const steps = course.steps.filter((step) => step.on <= on)
  if (steps.length === 0) return undefined
  const isKnown = (what: { readonly enteredOn: Day; readonly takenBackOn: Day | null } | null) =>
    what !== null && what.enteredOn <= on && (what.takenBackOn === null || what.takenBackOn > on)
  const { ended, initiated, homeVisits, patientId: _, ...rest } = course
  return {
    ...rest,
    steps,
    endedOn: isKnown(ended) ? (ended?.on ?? null) : null,
    initiatedOn: isKnown(initiated) ? (initiated?.on ?? null) : null,
    homeVisits: homeVisits
      .filter(isKnown)
      .map(({ visitId, episodeId, on: at }) => ({ visitId, episodeId, on: at })),
  }
}
