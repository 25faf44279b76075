// One visit in, one suggestion or one set of alarms out. Pure: the same visit and the same rule set give the
// same advice for ever, which is what lets a stored suggestion be replayed (H09, H10).
import { type Ug, ug } from '#clinical/dose.ts'
import { adviseInitiation, type InitiationVisit } from '#clinical/initiation/advise-initiation.ts'
import { isMeasured } from '#clinical/inr.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import type {
  Advice,
  AdviseInput,
  Alarm,
  AlarmAdvice,
  DoseAdvice,
  Fired,
  NoChange,
} from './advice.ts'
import { ALARMS } from './alarm-actions.ts'
import { alarmsOf, raised, together } from './alarms.ts'
import { bandOfRange, type Calculated, calculate, type Dosable } from './calculate.ts'
import { type Decided, nextTest, nextTestDays } from './next-test.ts'
import { noChangeTenths } from './no-change-band.ts'
import { notChecked, protocolAlarms } from './protocol-alarms.ts'
import { lowAfterRestart } from './restart-alarm.ts'
import { type RoundedDose, roundToTablets } from './rounding.ts'
import type { RuleSet } from './rule-set.ts'
import { NOTES, RULES } from './rules.ts'
import { tooSoon } from './soon-alarms.ts'

/** The suggestion for a visit, or the alarms that stand in its place. */
export function advise(visit: AdviseInput, rules: RuleSet): Advice {
  if (isInitiation(visit)) {
    return adviseInitiation(
      visit,
      together(alarmsOf(visit, rules), raised(notChecked(visit, rules))),
    )
  }
  const suggested = suggest(visit, rules)
  return suggested.kind === 'alarm' ? suggested : doseAdvice(suggested, rules)
}

/** What is done with a suggestion, without the words that explain it. */
export type Decision = {
  readonly weeklyUg: Ug
  readonly omitDays: number
  /** Worked out where it is asked: a plan of recall may stand in its place. */
  readonly nextDays: () => number
}

/** The dose and the next test of `advise` for a maintained course, for who asks a million times and reads no words. */
export function decide(visit: AdviseInput, rules: RuleSet): Decision | 'alarm' {
  const suggested = suggest(visit, rules)
  if (suggested.kind === 'alarm') return 'alarm'
  return {
    weeklyUg: suggested.rounded.weeklyUg,
    omitDays: suggested.calculated.omitDays,
    nextDays: () => nextTestDays(suggested.visit, changesOf(suggested), rules),
  }
}

/** A dose that was worked out, before it is explained. */
type Suggested = {
  readonly kind: 'dose'
  readonly visit: Dosable
  readonly calculated: Calculated
  /** After the cap on one step. */
  readonly clampedUg: Ug
  readonly rounded: RoundedDose
}

/** The dose of a maintained course, or the alarms that stand in its place. */
function suggest(visit: AdviseInput, rules: RuleSet): Suggested | AlarmAdvice {
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

  return { kind: 'dose', visit, calculated, clampedUg, rounded }
}

const isInitiation = (visit: AdviseInput): visit is InitiationVisit =>
  visit.phase === 'initiating' && visit.initiation !== undefined

/** That an INR came too soon for its protocol says nothing more where a person decides already (H33). */
function everyAlarm(visit: AdviseInput, rules: RuleSet): readonly Alarm[] {
  const ofVisit = together(alarmsOf(visit, rules), raised(lowAfterRestart(visit, rules)))
  if (!isMeasured(visit.inr)) return ofVisit
  const alarms = together(ofVisit, protocolAlarms(visit, rules))
  return alarms.length > 0 ? alarms : raised(tooSoon(visit, rules))
}

function isDosable(visit: AdviseInput): visit is Dosable {
  return isMeasured(visit.inr) && visit.currentDailyUg !== 'not-known'
}

const inPlaceOfADose = (alarms: readonly Alarm[]): AlarmAdvice => ({
  kind: 'alarm',
  alarms,
  fired: [],
})

/** The nearest whole microgram, no further from the dose in force than the cap allows. */
function clamp(rawNg: number, currentUg: Ug, capPercent: number): Ug {
  const wanted = Math.round(rawNg / 1000)
  const most = Math.floor((currentUg * (100 + capPercent)) / 100)
  const least = Math.ceil((currentUg * (100 - capPercent)) / 100)
  return ug(Math.min(most, Math.max(least, wanted)))
}

/** What of a suggestion the next test depends on. */
const changesOf = ({ visit, calculated, rounded }: Suggested): Decided => ({
  doseChanges: rounded.weeklyUg !== weeklyUgOf(visit.currentDailyUg),
  omitDays: calculated.omitDays,
  keptByFirstDeviation: calculated.keptByFirstDeviation,
})

/** A suggestion with the words that explain it. */
function doseAdvice(suggested: Suggested, rules: RuleSet): DoseAdvice {
  const { visit, calculated, clampedUg, rounded } = suggested
  return {
    kind: 'dose',
    protocol: rules.protocol,
    band: calculated.band,
    noChange: noChangeOf(visit, rules),
    rawNg: calculated.rawNg,
    clampedUg,
    roundedUg: rounded.dailyUg,
    weeklyUg: rounded.weeklyUg,
    pattern: rounded.pattern,
    changePercentHundredths: changeInHundredths(rounded.weeklyUg, weeklyUgOf(visit.currentDailyUg)),
    omitDays: calculated.omitDays,
    nextTest: nextTest(visit, changesOf(suggested), rules),
    fired: firedBy(suggested),
    notes: notesOn(suggested),
  }
}

function noChangeOf(visit: Dosable, rules: RuleSet): NoChange | undefined {
  if (rules.band === undefined) return undefined
  const { low, high } = noChangeTenths(visit, rules)
  return { low, high, band: rules.band }
}

/** Of the new weekly dose against the old, in hundredths of a percent, to the nearest. */
export const changeInHundredths = (newWeekly: number, oldWeekly: number): number =>
  Math.round(((newWeekly - oldWeekly) * 10_000) / oldWeekly)

function firedBy({ calculated, clampedUg, rounded }: Suggested): readonly Fired[] {
  const made = rounded.pattern === 'constant' ? RULES.constantDose : RULES.weeklyPattern
  return Math.round(calculated.rawNg / 1000) === clampedUg
    ? [...calculated.fired, made]
    : [...calculated.fired, RULES.cap, made]
}

function notesOn({ visit, calculated, clampedUg, rounded }: Suggested): readonly string[] {
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
