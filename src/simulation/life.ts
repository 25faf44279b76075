// What happens to a person day by day, whoever doses them: the same life is lived under every arm of a trial.
import type { WithinPerson } from '#kinetics/constants.ts'
import type { Dice } from './dice.ts'
import type { VirtualPerson } from './people.ts'
import type { ClinicDays, Scenario } from './scenarios.ts'

/** A life in columns, a place a day. */
export type Life = {
  /** Log of the person's need that day against their usual one. */
  readonly logNeed: Float64Array
  /** 1 where the dose of that day is missed. */
  readonly missed: Uint8Array
  /** What an INR measured that day is multiplied with. */
  readonly measured: Float64Array
  /** Whether the person does not come to a test of that day, or the clinic is full. */
  readonly away: Uint8Array
}

/** @technical A mark in a column. */
export const ABSENT = 1
/** @technical A mark in a column. */
export const FULL = 2

export const emptyLife = (days: number): Life => ({
  logNeed: new Float64Array(days),
  missed: new Uint8Array(days),
  measured: new Float64Array(days),
  away: new Uint8Array(days),
})

/** Lives a life into its columns, one cause after the other. */
export function live(life: Life, person: VirtualPerson, dice: Dice, scenario: Scenario): void {
  const { within, clinic } = scenario
  wander(life.logNeed, person.wanderSpread, within, dice)
  fallIll(life.logNeed, within, dice)
  for (let day = 0; day < life.missed.length; day += 1) {
    life.missed[day] = dice.even() < person.missed ? 1 : 0
    life.measured[day] = Math.exp(within.inrSpread * dice.normal())
    life.away[day] = awayBy(dice.even(), clinic)
  }
}

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

/** In spells of illness the need is less. */
function fallIll(
  logNeed: Float64Array,
  { illnessesAYear, illnessDays, illnessFactor }: WithinPerson,
  dice: Dice,
): void {
  const chance = illnessesAYear / DAYS_IN_A_YEAR
  const change = Math.log(illnessFactor)
  let illUntil = 0
  for (let day = 0; day < logNeed.length; day += 1) {
    if (dice.even() < chance) illUntil = day + illnessDays
    if (day < illUntil) logNeed[day] = (logNeed[day] ?? 0) + change
  }
}

function awayBy(chance: number, { absent, full }: ClinicDays): number {
  if (chance < absent) return ABSENT
  return chance < absent + full ? FULL : 0
}
