// One visit in, one suggestion or one set of alarms out. Pure: the same visit and the same rule set give the
// same advice for ever, which is what lets a stored suggestion be replayed (H09, H10).
import { type Ug, ug } from '#clinical/dose.ts'
import { adviseInitiation, type InitiationVisit } from '#clinical/initiation/advise-initiation.ts'
import { isMeasured } from '#clinical/inr.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import type { Advice, AdviseInput, Alarm, DoseAdvice, Fired } from './advice.ts'
import { ALARMS } from './alarm-actions.ts'
import { alarmsOf } from './alarms.ts'
import { bandOfRange, type Calculated, calculate, type Dosable } from './calculate.ts'
import { nextTest } from './next-test.ts'
import { noChangeTenths } from './no-change-band.ts'
import { protocolAlarms, uncheckedAlarms } from './protocol-alarms.ts'
import { restartAlarms } from './restart-alarm.ts'
import { type RoundedDose, roundToTablets } from './rounding.ts'
import type { RuleSet } from './rule-set.ts'
import { NOTES, RULES } from './rules.ts'
import { tooSoonAlarms } from './soon-alarms.ts'

/** The suggestion for a visit, or the alarms that stand in its place. */
export function advise(visit: AdviseInput, rules: RuleSet): Advice {
  if (isInitiation(visit)) {
    return adviseInitiation(visit, [...alarmsOf(visit, rules), ...uncheckedAlarms(visit)])
  }
  const alarms = everyAlarm(visit, rules)
  if (alarms.length > 0 || !isDosable(visit)) return inPlaceOfADose(alarms)

  const calculated = calculate(visit, rules)
  const clampedUg = clamp(calculated.rawNg, visit.currentDailyUg, rules.capPercent)
  const rounded = roundToTablets({
    wantedUg: clampedUg,
    currentUg: visit.currentDailyUg,
    capPercent: rules.capPercent,
    roundingUg: rules.roundingUg,
    tabletSet: visit.tabletSet,
  })
  if (rounded.kind === 'cannot-be-made') return inPlaceOfADose([ALARMS['tablets-cannot-make-dose']])

  return doseAdvice(visit, rules, calculated, clampedUg, rounded)
}

const isInitiation = (visit: AdviseInput): visit is InitiationVisit =>
  visit.phase === 'initiating' && visit.initiation !== undefined

/** That an INR came too soon for its protocol says nothing more where a person decides already (H33). */
function everyAlarm(visit: AdviseInput, rules: RuleSet): readonly Alarm[] {
  const ofVisit = [...alarmsOf(visit, rules), ...restartAlarms(visit)]
  if (!isMeasured(visit.inr)) return ofVisit
  const alarms = [...ofVisit, ...protocolAlarms(visit, rules)]
  return alarms.length > 0 ? alarms : tooSoonAlarms(visit, rules)
}

function isDosable(visit: AdviseInput): visit is Dosable {
  return isMeasured(visit.inr) && visit.currentDailyUg !== 'not-known'
}

const inPlaceOfADose = (alarms: readonly Alarm[]): Advice => ({ kind: 'alarm', alarms, fired: [] })

/** The nearest whole microgram, no further from the dose in force than the cap allows. */
function clamp(rawNg: number, currentUg: Ug, capPercent: number): Ug {
  const wanted = Math.round(rawNg / 1000)
  const most = Math.floor((currentUg * (100 + capPercent)) / 100)
  const least = Math.ceil((currentUg * (100 - capPercent)) / 100)
  return ug(Math.min(most, Math.max(least, wanted)))
}

function doseAdvice(
  visit: Dosable,
  rules: RuleSet,
  calculated: Calculated,
  clampedUg: Ug,
  rounded: RoundedDose,
): DoseAdvice {
  const currentWeekly = weeklyUgOf(visit.currentDailyUg)
  const { omitDays, keptByFirstDeviation } = calculated
  const doseChanges = rounded.weeklyUg !== currentWeekly
  return {
    kind: 'dose',
    protocol: rules.protocol,
    band: calculated.band,
    ...(rules.band !== undefined && {
      noChange: { ...noChangeTenths(visit, rules), band: rules.band },
    }),
    rawNg: calculated.rawNg,
    clampedUg,
    roundedUg: rounded.dailyUg,
    weeklyUg: rounded.weeklyUg,
    pattern: rounded.pattern,
    changePercentHundredths: changeInHundredths(rounded.weeklyUg, currentWeekly),
    omitDays,
    nextTest: nextTest(visit, { doseChanges, omitDays, keptByFirstDeviation }, rules),
    fired: firedBy(calculated, clampedUg, rounded),
    notes: notesOn(visit, calculated, clampedUg, rounded),
  }
}

/** Of the new weekly dose against the old, in hundredths of a percent, to the nearest. */
export const changeInHundredths = (newWeekly: number, oldWeekly: number): number =>
  Math.round(((newWeekly - oldWeekly) * 10_000) / oldWeekly)

function firedBy(calculated: Calculated, clampedUg: Ug, rounded: RoundedDose): readonly Fired[] {
  const fired = [...calculated.fired]
  if (Math.round(calculated.rawNg / 1000) !== clampedUg) fired.push(RULES.cap)
  fired.push(rounded.pattern === 'constant' ? RULES.constantDose : RULES.weeklyPattern)
  return fired
}

function notesOn(
  visit: Dosable,
  calculated: Calculated,
  clampedUg: Ug,
  rounded: RoundedDose,
): readonly string[] {
  const notes: string[] = []
  const { currentDailyUg, inr, target, answers } = visit
  const currentWeekly = weeklyUgOf(currentDailyUg)
  const isKept = clampedUg === currentDailyUg
  if (!isKept && rounded.weeklyUg === currentWeekly) notes.push(NOTES.swallowed)
  if (isKept && rounded.weeklyUg !== currentWeekly) notes.push(NOTES.currentCannotBeMade)
  if (calculated.band === 'in-band' && bandOfRange(inr, target) !== 'in-band') {
    notes.push(NOTES.bandWiderThanRange)
  }
  if (Math.abs(rounded.weeklyUg - clampedUg * 7) * 20 > clampedUg * 7) {
    notes.push(NOTES.farFromCalculated)
  }
  if (answers.missedDoses > 0 && calculated.band === 'below') notes.push(NOTES.missedDoses)
  if (answers.procedurePlanned) notes.push(NOTES.procedure)
  return notes
}
