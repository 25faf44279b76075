// What happens to a person day by day, whoever doses them: the same life is lived under every arm of a trial.
import type { WithinPerson } from '#kinetics/constants.ts'
import type { Dice } from './dice.ts'
import type { VirtualPerson } from './people.ts'
import type { ClinicDays, Scenario } from './scenarios.ts'

/** A life in columns, a place a day: the same whoever doses, but for the INRs. */
export type Life = {
  /** Log of the person's need that day against their usual one. */
  readonly logNeed: Float64Array
  /** 1 where the dose of that day is missed. */
  readonly missed: Uint8Array
  /** How far an INR measured that day is off: log. */
  readonly logError: Float64Array
  /** Whether the person does not come to a test of that day, or the clinic is full. */
  readonly away: Uint8Array
  /** The INR at the end of each day under the doses of one course, written while it is lived. */
  readonly inrs: Float64Array
}

/** @technical A mark in a column. */
export const MISSED = 1
/** @technical A mark in a column. */
export const ABSENT = 1
/** @technical A mark in a column. */
export const FULL = 2

export const emptyLife = (days: number): Life => ({
  logNeed: new Float64Array(days),
  missed: new Uint8Array(days),
  logError: new Float64Array(days),
  away: new Uint8Array(days),
  inrs: new Float64Array(days),
})

/** Lives a life into its columns, one cause after the other. */
export function live(life: Life, person: VirtualPerson, dice: Dice, scenario: Scenario): void {
  const { within, clinic } = scenario
  wander(life.logNeed, person.wanderSpread, within, dice)
  fallIll(life.logNeed, within, dice)
  for (let day = 0; day < life.logError.length; day += 1) {
    life.logError[day] = within.inrSpread * dice.normal()
  }
  mark(life.missed, person.missed, dice, () => MISSED)
  mark(life.away, clinic.absent + clinic.full, dice, () => whyAway(clinic, dice))
}

/** Marks days that come with a chance each, by leaping from one to the next. */
function mark(days: Uint8Array, chance: number, dice: Dice, why: () => number): void {
  days.fill(0)
  if (chance <= 0) return
  for (let day = dice.failures(chance); day < days.length; day += 1 + dice.failures(chance)) {
    days[day] = why()
  }
}

const whyAway = ({ absent, full }: ClinicDays, dice: Dice): number =>
  dice.even() * (absent + full) < absent ? ABSENT : FULL

/** The need wanders around the usual one (Ornstein and Uhlenbeck's process). */
function wander(
  logNeed: Float64Array,
  spread: number,
  { wanderDays }: WithinPerson,
  dice: Dice,
): void {
  const kept = Math.exp(-1 / wanderDays)
  const pushed = spread * Math.sqrt(1 - kept * kept)
  let away = spread * dice.normal()
  for (let day = 0; day < logNeed.length; day += 1) {
    away = kept * away + pushed * dice.normal()
    logNeed[day] = away
  }
}

/** @technical The calendar. */
const DAYS_IN_A_YEAR = 365.25

/** In spells of illness the need is less; one that begins within another lasts from its own first day. */
function fallIll(
  logNeed: Float64Array,
  { illnessesAYear, illnessDays, illnessFactor }: WithinPerson,
  dice: Dice,
): void {
  const chance = illnessesAYear / DAYS_IN_A_YEAR
  const change = Math.log(illnessFactor)
  let well = 0
  for (let day = dice.failures(chance); day < logNeed.length; day += 1 + dice.failures(chance)) {
    const until = Math.min(day + illnessDays, logNeed.length)
    for (let ill = Math.max(day, well); ill < until; ill += 1) {
      logNeed[ill] = (logNeed[ill] ?? 0) + change
    }
    well = until
  }
}
