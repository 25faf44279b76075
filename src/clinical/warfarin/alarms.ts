// Which facts of a visit stop the calculation and call for a person (H04, H05, H08, H17, H21, H35).
import { daysBetween } from '#base/day.ts'
import type { AdviseInput, Alarm } from './advice.ts'
import { ALARMS } from './alarm-actions.ts'
import { actingMedicines, interactionAlarm } from './interaction-alarm.ts'
import { suitsReLy } from './re-ly.ts'
import type { RuleSet } from './rule-set.ts'

type Check = (visit: AdviseInput, rules: RuleSet) => Alarm | undefined

/** Every alarm that a visit raises, the most urgent kinds first; empty when a dose may be calculated. */
export function alarmsOf(visit: AdviseInput, rules: RuleSet): readonly Alarm[] {
  const alarms: Alarm[] = []
  for (const check of CHECKS) {
    const alarm = check(visit, rules)
    if (alarm !== undefined) alarms.push(alarm)
  }
  return alarms
}

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

/** A meter stops at the top of its range: its 8.0 may be anything above (clinical reference 3.2, 3.3). */
const highInr: Check = ({ inr, method }, rules) => {
  if (inr.comparator === '<') return undefined
  const top = rules.veryHighInrTenths
  const mayBeAbove = inr.comparator === '>' || (method !== 'laboratory' && inr.tenths === top)
  if (inr.tenths > top || mayBeAbove) return ALARMS['inr-above-8']
  return inr.tenths >= rules.highInrTenths ? ALARMS['inr-5-to-8'] : undefined
}

const belowMeter: Check = ({ inr }) =>
  inr.comparator === '<' ? ALARMS['inr-below-meter-range'] : undefined

const lowAtRisk: Check = ({ inr, target, risk }, rules) => {
  const isAtRisk = risk.mechanicalValve !== 'none' || risk.highRiskLowInr.length > 0
  const isLow = inr.comparator !== '>' && target.lowTenths - inr.tenths >= rules.lowInrAtRiskTenths
  return isAtRisk && isLow ? ALARMS['low-inr-at-risk'] : undefined
}

const farBelow: Check = ({ inr, target }, rules) => {
  const isFar = target.valueTenths - inr.tenths >= rules.farBelowTargetTenths
  return inr.comparator !== '>' && isFar ? ALARMS['inr-far-below-target'] : undefined
}

const outsideValidRange: Check = ({ inr }, { validRangeTenths, highInrTenths }) => {
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

const sampleAge: Check = ({ sampledOn, today, method }, { dosableWindowDays }) => {
  if (sampledOn === today) return undefined
  if (sampledOn > today) return ALARMS['sample-in-future']
  const window = method === 'laboratory' ? dosableWindowDays.laboratory : dosableWindowDays.meter
  return daysBetween(sampledOn, today) > window ? ALARMS['sample-too-old'] : undefined
}

/**
 * Only recorded antiphospholipid syndrome stops a meter result: almost nobody is tested for it, so that "not
 * known" here would stop every clinic. The plan asks for it when it is confirmed.
 */
const meterSuits: Check = ({ method, risk }) =>
  method !== 'laboratory' && risk.antiphospholipid === 'yes'
    ? ALARMS['meter-unsuitable']
    : undefined

const phase: Check = (visit) => (visit.phase === 'initiating' ? ALARMS.initiating : undefined)

const protocolSuits: Check = ({ target }, { protocol }) =>
  protocol === 're-ly' && !suitsReLy(target) ? ALARMS['protocol-not-for-target'] : undefined

const CHECKS: readonly Check[] = [
  bleeding,
  highInr,
  lowAtRisk,
  farBelow,
  belowMeter,
  outsideValidRange,
  pregnancy,
  interacting,
  meterSuits,
  phase,
  takenDose,
  currentDose,
  answersOfToday,
  sampleAge,
  protocolSuits,
]
