// What a clinic knows of a virtual person: the results it measured, the doses it gave, never the body behind them.
import type { Traits } from '#kinetics/parameters.ts'

/** @technical Units. */
export const UG_A_WEEK_PER_MG_A_DAY = 7000

/** What a clinic may know of a person; genes only where an arm is said to know them. */
export type KnownPerson = Traits & {
  readonly sex: 'female' | 'male'
  readonly weightKg: number
}

export type Chart = {
  person: KnownPerson
  /** Days since the first dose. */
  today: number
  /** Results of this course, oldest first, today's included; day numbers, and readings as columns hold them. */
  readonly days: Int32Array
  readonly readings: Int16Array
  tests: number
  /** The day on which today's test was due. */
  dueOn: number
  /** Whether a protocol of initiation is still at work. */
  isStarting: boolean
  /** Micrograms a week in force. */
  weeklyUg: number
  /** The last day on which the clinic had a dose left out; -1 when it never had. */
  lastOmitted: number
  /** What the clinic told the person to take on each day so far, mg. */
  readonly told: Float64Array
}

/** Before the first person. @technical A place to be filled. */
const NOBODY: KnownPerson = {
  sex: 'female',
  ageYears: 0,
  weightKg: 0,
  cyp2c9: '*1/*1',
  vkorc1: 'GG',
}

/** A chart for courses of at most so many days, one person after the other. */
export const emptyChart = (days: number): Chart => ({
  person: NOBODY,
  today: 0,
  days: new Int32Array(days + 1),
  readings: new Int16Array(days + 1),
  tests: 0,
  dueOn: 0,
  isStarting: false,
  weeklyUg: 0,
  lastOmitted: -1,
  told: new Float64Array(days + 1),
})

/** What is decided at a visit. */
export type Decision = {
  readonly weeklyUg: number
  /** So many days from today on without a dose. */
  readonly omitDays: number
  /** The next test in so many days, as whoever decides would have it: asked where no plan of the trial says it. */
  readonly nextDays: () => number
  /** The test belongs to the dose: on that day whatever the plan of the trial. */
  readonly isFixedDay?: true
}

/** A next test in so many days, whatever was decided. */
export const inDays = (days: number) => (): number => days

/** Of a dose that stays and of one that changes, by arms without a recall of their own. @technical Only plans of a trial test them. */
export const NEXT = { kept: inDays(28), changed: inDays(14) } as const

/** The reading of today's test. */
export const todaysReading = ({ readings, tests }: Chart): number => readings[tests - 1] ?? 0

/** The reading of the test before today's; undefined when there was none. */
export const readingBefore = ({ readings, tests }: Chart): number | undefined =>
  tests < 2 ? undefined : readings[tests - 2]

/** Writes down the result of a test on the day that the chart stands at. */
export function note(chart: Chart, reading: number): void {
  chart.days[chart.tests] = chart.today
  chart.readings[chart.tests] = reading
  chart.tests += 1
}
