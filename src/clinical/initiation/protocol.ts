// What an initiation protocol is: its test days, and for each the rows from INR to dose. Data, never code, so
// that a row can be read beside its source (H08, H09).
import type { Day } from '#base/day.ts'
import type { Evidence } from '#clinical/warfarin/rule-set.ts'

export const INITIATION_PROTOCOLS = [
  'oates',
  'janes',
  'tait-sefcick',
  'age-adjusted-fennerty',
] as const
export type InitiationProtocol = (typeof INITIATION_PROTOCOLS)[number]

/** Which day is tested next: a day of the protocol, its next day of those that are fixed, or so many days from now. */
export type NextDay =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'next-fixed' }
  | { readonly kind: 'in'; readonly days: number }

/** What a row answers: a dose a day until the next test, or the published words for a person to decide by. */
export type Answer =
  | { readonly kind: 'dose'; readonly doseUg: number; readonly next: NextDay }
  | { readonly kind: 'person'; readonly action: string }

/** A row holds from its first INR on, in tenths, to just below its last: half open, so that none is undefined between two. */
export type Row = {
  readonly fromTenths: number
  readonly belowTenths: number | 'no-limit'
  readonly answer: Answer
}

/** The rows of one test day, for whom they hold and after which doses. The first that fits answers. */
export type StepTable = {
  readonly sex?: 'female' | 'male'
  /** Whole years, ends included. */
  readonly age?: { readonly from: number; readonly to: number }
  /** Holds only while this is the dose in force, in micrograms a day. */
  readonly inForceUg?: number
  /** And only if it was the dose on each day since this day of the protocol. */
  readonly sinceDay?: number
  readonly rows: readonly Row[]
}

/** One test day. Day 1 is the day of the first dose. */
export type Step = {
  readonly day: number
  /** What is taken if the test does not happen: the same for the days of grace, or nothing until tested. */
  readonly ifNotTested: 'same' | 'none'
  /** Asked only of those who take this dose; everybody else is settling already. */
  readonly onlyForUg?: number
  readonly tables: readonly StepTable[]
}

/** Tests besides the fixed days: so many days after a dose was lowered, and before a day of the protocol. */
export type Recheck = {
  readonly afterDays: number
  readonly beforeDay: number
  readonly tables: readonly StepTable[]
}

export type ProtocolTable = {
  readonly id: InitiationProtocol
  readonly version: number
  readonly name: string
  /** What it does, in a sentence. */
  readonly says: string
  readonly source: string
  readonly status: Evidence
  readonly pace: 'slow' | 'fast'
  readonly providers: readonly ('gp-practice' | 'hospital-clinic')[]
  /** Whether its rows differ by sex: then the sex must be on record. */
  readonly needsSex: boolean
  /** The fixed test days, in order; the last one predicts the dose that is kept. */
  readonly steps: readonly Step[]
  readonly recheck?: Recheck
  /** From the last fixed day until the INRs are stable, a test every so many days. */
  readonly settlingDays: number
  /** Only after so many days of the same dose does an INR in range keep it. */
  readonly steadyDays: number
  /** Of the doses that are given to a healthy adult, the highest that a row names, in micrograms. */
  readonly mostUg: number
}

/** So many days of one dose, as the schedules said; the first begins on the first day of treatment. */
export type GivenDose = { readonly from: Day; readonly days: number; readonly ug: number }

/** What a suggestion within an initiation hangs on, besides the visit itself; kept with it, so that it replays. */
export type InitiationInput = {
  readonly protocol: InitiationProtocol
  readonly version: number
  /** The day of the first dose: day 1. */
  readonly firstOn: Day
  readonly sex: 'female' | 'male' | 'not-known'
  /** In whole years on day 1. */
  readonly age: number
  /** From day 1 to yesterday, in order; a day that no schedule covers is missing. */
  readonly given: readonly GivenDose[]
  /** Treatment was suspended since it began. */
  readonly interrupted: boolean
  /** The table is not verified, and this site's check of it does not stand (any more). */
  readonly closed?: true
}

/** The lowest INR of every row that has no lower limit. @technical No INR is below it: it stands for no limit. */
export const NO_LOWEST = 0
