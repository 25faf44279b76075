// Which facts of a visit stop the calculation and call for a person (H04, H05, H08, H17, H21, H35).
import type { AdviseInput, Alarm } from './advice.ts'
import { ALARMS } from './alarm-actions.ts'
import { isFresh } from './dosable-window.ts'
import { lowInrDangers } from './high-risk.ts'
import { actingMedicines, interactionAlarm } from './interaction-alarm.ts'
import { suitsReLy } from './re-ly.ts'
import type { RuleSet } from './rule-set.ts'

/** What an alarm about the INR itself looks at. */
type InrFacts = Pick<AdviseInput, 'inr' | 'method' | 'target' | 'risk' | 'isTopOfMeter'>
/** One look at the facts: the alarm that they raise, or none. */
export type Check<Facts = AdviseInput> = (facts: Facts, rules: RuleSet) => Alarm | undefined

const NONE: readonly Alarm[] = []

/** The alarms among the answers of some checks, in their order. */
export function raised(...answers: readonly (Alarm | undefined)[]): readonly Alarm[] {
  let alarms = NONE
  for (const alarm of answers) if (alarm !== undefined) alarms = [...alarms, alarm]
  return alarms
}

/** Alarms one after the other; mostly there are none. */
export const together = (some: readonly Alarm[], more: readonly Alarm[]): readonly Alarm[] =>
  more.length === 0 ? some : [...some, ...more]

/** Every alarm that a visit raises, the most urgent kinds first; empty when a dose may be calculated. */
export function alarmsOf(visit: AdviseInput, rules: RuleSet): readonly Alarm[] {
  const first = together(raised(bleeding(visit, rules)), alarmsOfInr(visit, rules))
  return together(
    first,
    raised(
      pregnancy(visit, rules),
      interacting(visit, rules),
      meterSuits(visit, rules),
      strips(visit, rules),
      phase(visit, rules),
      takenDose(visit, rules),
      currentDose(visit, rules),
      answersOfToday(visit, rules),
      sampleAge(visit, rules),
      protocolSuits(visit, rules),
      changing(visit, rules),
    ),
  )
}

/** The alarms about the INR alone: what a result says on which no visit stands. */
export const alarmsOfInr = (facts: InrFacts, rules: RuleSet): readonly Alarm[] =>
  raised(
    highInr(facts, rules),
    lowAtRisk(facts, rules),
    farBelow(facts, rules),
    belowMeter(facts, rules),
    outsideValidRange(facts, rules),
  )

const bleeding: Check = ({ answers }) => {
  switch (answers.bleeding) {
    case 'none':
      return undefined
    case 'minor':
      return ALARMS['bleeding-minor']
    case 'clinically-relevant':
      return ALARMS['bleeding-clinically-relevant']
    case 'major':
      return ALARMS['bleeding-major']
  }
}

/** A meter stops at the top of its range: its 8.0, or 7.5, may be anything above (clinical reference 3.2, 3.3). */
const highInr: Check<InrFacts> = ({ inr, method, isTopOfMeter }, rules) => {
  if (inr.comparator === '<') return undefined
  const top = rules.veryHighInrTenths
  const isTop = isTopOfMeter === true || inr.tenths === top
  const mayBeAbove = inr.comparator === '>' || (method !== 'laboratory' && isTop)
  if (inr.tenths > top || mayBeAbove) return ALARMS['inr-above-8']
  return inr.tenths >= rules.highInrTenths ? ALARMS['inr-5-to-8'] : undefined
}

const belowMeter: Check<InrFacts> = ({ inr }) =>
  inr.comparator === '<' ? ALARMS['inr-below-meter-range'] : undefined

const lowAtRisk: Check<InrFacts> = ({ inr, target, risk }, rules) => {
  const isLow = inr.comparator !== '>' && target.lowTenths - inr.tenths >= rules.lowInrAtRiskTenths
  if (!isLow) return undefined
  const dangers = lowInrDangers(risk)
  if (dangers.length === 0) return undefined
  return { ...ALARMS['low-inr-at-risk'], title: `Low INR, with ${dangers.join('; ')}` }
}

const farBelow: Check<InrFacts> = ({ inr, target }, rules) => {
  const isFar = target.valueTenths - inr.tenths >= rules.farBelowTargetTenths
  return inr.comparator !== '>' && isFar ? ALARMS['inr-far-below-target'] : undefined
}

const outsideValidRange: Check<InrFacts> = ({ inr }, { validRangeTenths, highInrTenths }) => {
  if (inr.comparator !== '=' || inr.tenths >= highInrTenths) return undefined
  const isValid = inr.tenths >= validRangeTenths.low && inr.tenths <= validRangeTenths.high
  return isValid ? undefined : ALARMS['outside-valid-range']
}

const pregnancy: Check = ({ answers }) =>
  answers.pregnancyPossible === 'yes' ? ALARMS['pregnancy-possible'] : undefined

const interacting: Check = ({ answers, today }) => {
  const acting = actingMedicines(answers.medicines ?? [])
  if (acting.length > 0) return interactionAlarm(acting, today)
  switch (answers.medicinesChanged) {
    case 'started-interacting':
    case 'stopped-interacting':
      return ALARMS['interacting-medicine']
    case 'no':
    case 'changed-other':
      return undefined
  }
}

const takenDose: Check = ({ answers, scheduledYesterdayUg }) => {
  const taken = answers.takenYesterdayUg
  if (taken === 'not-known') return ALARMS['taken-dose-differs']
  if (scheduledYesterdayUg === 'not-known') return undefined
  return taken === scheduledYesterdayUg ? undefined : ALARMS['taken-dose-differs']
}

const currentDose: Check = ({ currentDailyUg }) =>
  currentDailyUg === 'not-known' || currentDailyUg === 0
    ? ALARMS['current-dose-not-known']
    : undefined

const answersOfToday: Check = ({ answers, today }) =>
  answers.answeredOn === today ? undefined : ALARMS['answers-not-of-today']

const sampleAge: Check = (visit, rules) => {
  if (visit.sampledOn > visit.today) return ALARMS['sample-in-future']
  return isFresh(visit, rules) ? undefined : ALARMS['sample-too-old']
}

/**
 * Only recorded antiphospholipid syndrome stops a meter result: almost nobody is tested for it, so that "not
 * known" here would stop every clinic. The plan asks for it when it is confirmed.
 */
const meterSuits: Check = ({ method, risk }) =>
  method !== 'laboratory' && risk.antiphospholipid === 'yes'
    ? ALARMS['meter-unsuitable']
    : undefined

const strips: Check = ({ stripsUnderAdvice }) =>
  stripsUnderAdvice === true ? ALARMS['strips-under-advice'] : undefined

const phase: Check = (visit) => (visit.phase === 'initiating' ? ALARMS.initiating : undefined)

const changing: Check = ({ medicineChanging }) =>
  medicineChanging === true ? ALARMS['medicine-changing'] : undefined

const protocolSuits: Check = ({ target }, { protocol }) =>
  protocol === 're-ly' && !suitsReLy(target) ? ALARMS['protocol-not-for-target'] : undefined
