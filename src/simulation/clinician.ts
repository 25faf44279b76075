// What the virtual clinician does where the product gives no dose and leaves the decision to a person. Real clinicians
// differ; these are the published actions at their middle. Only arms of the product meet them: the rules of research act on every INR.
import { type Chart, type Decision, inDays, todaysReading } from './chart.ts'

/** Readings: tenths, or 1000 and more for an INR above the meter. @see docs/evidence.md#virtual-clinician */
const VERY_HIGH = 80
/** @see docs/evidence.md#virtual-clinician */
const HIGH = 50
/** @see docs/evidence.md#virtual-clinician */
const RAISED_ABOVE_TARGET = 15
/** @see docs/evidence.md#virtual-clinician */
const FAR_BELOW = 10
/** Days without a dose, share of the dose after them, days to the next test. @see docs/evidence.md#virtual-clinician */
const AT_VERY_HIGH = { omitDays: 3, percent: 80, nextDays: 3 } as const
/** @see docs/evidence.md#virtual-clinician */
const AT_HIGH = { omitDays: 2, percent: 85, nextDays: 3 } as const
/** @see docs/evidence.md#virtual-clinician */
const AT_RAISED = { omitDays: 1, percent: 90, nextDays: 7 } as const
/** @see docs/evidence.md#virtual-clinician */
const AT_LOW = { omitDays: 0, percent: 115, nextDays: 7 } as const
/** @see docs/evidence.md#virtual-clinician */
const KEEP = { omitDays: 0, percent: 100, nextDays: 7 } as const

/** The virtual clinician's decision in the place of a suggestion. */
export function decideByPerson(chart: Chart, targetTenths: number): Decision {
  const { omitDays, percent, nextDays } = actionAt(todaysReading(chart), targetTenths)
  return { weeklyUg: percentOf(chart.weeklyUg, percent), omitDays, nextDays: inDays(nextDays) }
}

/** Days between tests while somebody is being started: in the first weeks, and after. @see docs/evidence.md#virtual-clinician */
const STARTING = { firstDays: 14, nextDays: 3, laterDays: 7 } as const

/** The same while somebody is being started and the protocol gives no dose: never on with more than the usual start. */
export function startByPerson(chart: Chart, targetTenths: number): Decision {
  const weeklyUg = Math.min(chart.weeklyUg, START_WEEKLY_UG)
  const decided = decideByPerson({ ...chart, weeklyUg }, targetTenths)
  const days = decided.nextDays()
  const usual = chart.today < STARTING.firstDays ? STARTING.nextDays : STARTING.laterDays
  return { ...decided, nextDays: inDays(Math.min(days, usual)), isFixedDay: true }
}

/** What is done about a reading where the product leaves it to a person: days without a dose, share of it afterwards, next test. */
export function actionAt(reading: number, targetTenths: number) {
  if (reading > VERY_HIGH) return AT_VERY_HIGH
  if (reading >= HIGH) return AT_HIGH
  if (reading >= targetTenths + RAISED_ABOVE_TARGET) return AT_RAISED
  return reading <= targetTenths - FAR_BELOW ? AT_LOW : KEEP
}

/** Everybody starts with 5 mg a day. @see docs/evidence.md#virtual-clinician */
export const START_WEEKLY_UG = 35_000

/** The weekly dose is made of 1 mg tablets. @see docs/evidence.md#virtual-clinician */
const WEEKLY_STEP_UG = 1000

/** A share of a weekly dose, to the nearest that tablets make. */
const percentOf = (weeklyUg: number, percent: number): number =>
  toTablets((weeklyUg * percent) / 100)

/** A weekly dose in micrograms, to the nearest that tablets make. */
export const toTablets = (weeklyUg: number): number =>
  Math.max(WEEKLY_STEP_UG, Math.round(weeklyUg / WEEKLY_STEP_UG) * WEEKLY_STEP_UG)
