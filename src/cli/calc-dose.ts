import { z } from 'zod'
import type { Day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import {
  formatTenths,
  type Inr,
  type InrLimits,
  LABORATORY_RANGE,
  METER_RANGE,
  parseInr,
} from '#clinical/inr.ts'
import { MISSED_DOSES_ASKED_OVER_DAYS, type PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import { parseTarget } from '#clinical/target.ts'
import { SENSITIVITIES, TOLERANCES } from '#clinical/warfarin/adjustment.ts'
import type { AdviseInput, PreviousResult } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { maintenanceCard } from '#clinical/warfarin/maintenance-cards.ts'
import { DEFAULT_RULE_SET, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import { meanDailyUg } from '#clinical/week-plan.ts'
import { PROTOCOLS } from '#register/episode.ts'
import { ruleSetHash } from '#workflow/site-rules.ts'
import { writtenAdvice } from './calc-dose-answer.ts'
import type { CaseAnswer, CaseRefused } from './calculation.ts'
import { tenths, wholeBetween } from './case-numbers.ts'
import { caseDay, caseMg, caseTablets, UNREAD } from './case-words.ts'

/** A number like 2.5, or text for a censored INR: ">8.0". */
const caseInr = z.union([z.number(), z.string()])

const casePatient = z.strictObject({
  mechanical_valve: z.enum(['none', 'aortic', 'mitral', 'other', 'not-known']).default('not-known'),
  antiphospholipid: z.enum(['no', 'yes', 'not-known']).default('not-known'),
  /** Reasons of the high-risk list, like vte-under-3-months. */
  high_risk_low_inr: z.array(z.string()).default([]),
})

const casePlan = z.strictObject({
  protocol: z.enum(PROTOCOLS).default(DEFAULT_RULE_SET.protocol),
  first_deviation_rule: z.boolean().default(DEFAULT_RULE_SET.firstDeviationRule),
  /** That the site has recorded its check; an unverified protocol gives no dose without. */
  protocol_checked: z.boolean().default(false),
  band: z.enum(['as-published', 'never-wider-than-range']).default('as-published'),
  tolerance_low: z.enum(TOLERANCES).default('as-published'),
  tolerance_high: z.enum(TOLERANCES).default('as-published'),
  sensitivity_percent: z.literal(SENSITIVITIES).default(100),
  target: tenths,
  low: tenths,
  high: tenths,
  phase: z.enum(['initiating', 'maintaining']).default('maintaining'),
  tablets: caseTablets,
})

const caseResult = z.strictObject({
  date: caseDay,
  inr: caseInr,
  dose_changed: z.union([z.boolean(), z.literal('not-known')]).default('not-known'),
})

const caseAnswers = z.strictObject({
  answered_on: caseDay.optional(),
  taken_yesterday_mg: z.union([caseMg, z.literal('not-known')]),
  missed_doses: wholeBetween(0, MISSED_DOSES_ASKED_OVER_DAYS),
  bleeding: z.enum(['none', 'minor', 'major']),
  medicines_changed: z.enum(['no', 'started-interacting', 'stopped-interacting', 'changed-other']),
  illness: z.boolean(),
  procedure_planned: z.boolean(),
  pregnancy_possible: z.enum(['no', 'yes', 'not-applicable']),
})

const doseCase = z
  .strictObject({
    ...UNREAD,
    name: z.string(),
    today: caseDay,
    sampled_on: caseDay.optional(),
    inr: caseInr,
    method: z.enum(['provider-meter', 'laboratory', 'own-meter']),
    patient: casePatient.prefault({}),
    plan: casePlan,
    current_daily_dose_mg: z.union([caseMg, z.literal('not-known')]).optional(),
    current_weekly_dose_mg: caseMg.optional(),
    scheduled_yesterday_mg: z.union([caseMg, z.literal('not-known')]).optional(),
    test_was_due_on: z.union([caseDay, z.literal('not-known')]).default('not-known'),
    history: z.array(caseResult).default([]),
    answers: z.union([z.literal('nothing-to-report'), caseAnswers]),
  })
  .refine(
    (given) =>
      (given.current_daily_dose_mg === undefined) !== (given.current_weekly_dose_mg === undefined),
    'needs either "current_daily_dose_mg" or "current_weekly_dose_mg"',
  )

/** Cases of a visit: patient, plan, dose in force, history and the seven answers. */
export const doseCases = z.object({
  kind: z.literal('dose').optional(),
  vectors: z.array(doseCase),
})

type DoseCase = z.infer<typeof doseCase>

/** The whole suggestion of one visit, explained, or the alarms that stand in its place. */
export function answerDose(given: DoseCase): CaseAnswer | CaseRefused {
  const { name, plan } = given
  const visit = visitOf(given)
  if (typeof visit === 'string') return { name, refused: visit }
  const { protocol, first_deviation_rule: firstDeviationRule } = plan
  const rules: RuleSet = { ...DEFAULT_RULE_SET, protocol, firstDeviationRule, band: plan.band }
  const advice = writtenAdvice(advise(visit, rules), visit, rules.graceDays)
  return { name, answer: { ...advice, rule_set: ruleSetHash(rules) } }
}

/** The visit as the rules take it, or what is wrong with the case. */
function visitOf(given: DoseCase): AdviseInput | string {
  const { today, plan, method } = given
  const sampledOn = given.sampled_on ?? today
  const inr = inrOf(given.inr, method === 'laboratory' ? LABORATORY_RANGE : METER_RANGE)
  if (typeof inr === 'string') return `inr: ${inr}`
  const previous = previousOf(given.history, sampledOn)
  if (typeof previous === 'string') return previous
  const target = parseTarget({
    target: formatTenths(plan.target),
    rangeLow: formatTenths(plan.low),
    rangeHigh: formatTenths(plan.high),
  })
  if (target.kind === 'refused') return target.message
  const currentDailyUg = currentOf(given)
  const scheduledYesterdayUg = given.scheduled_yesterday_mg ?? currentDailyUg
  const answers = answersOf(given, scheduledYesterdayUg)
  if (typeof answers === 'string') return answers

  return {
    today,
    sampledOn,
    inr,
    method,
    target: target.target,
    phase: plan.phase,
    currentDailyUg,
    previous,
    testWasDueOn: given.test_was_due_on,
    answers,
    scheduledYesterdayUg,
    risk: {
      mechanicalValve: given.patient.mechanical_valve,
      antiphospholipid: given.patient.antiphospholipid,
      highRiskLowInr: given.patient.high_risk_low_inr,
    },
    tabletSet: plan.tablets,
    adjustment: {
      low: plan.tolerance_low,
      high: plan.tolerance_high,
      sensitivityPercent: plan.sensitivity_percent,
    },
    protocolMayDose: plan.protocol_checked || maintenanceCard(plan.protocol).status === 'verified',
  }
}

/** The mean daily dose; a weekly total is divided as the clinic divides it. */
function currentOf(given: DoseCase): AdviseInput['currentDailyUg'] {
  const { current_weekly_dose_mg: weekly, current_daily_dose_mg: daily } = given
  return weekly === undefined ? (daily ?? 'not-known') : meanDailyUg(ug(weekly))
}

function inrOf(given: z.infer<typeof caseInr>, limits: InrLimits): Inr | string {
  if (typeof given === 'number') {
    const read = tenths.safeParse(given)
    if (!read.success) return read.error.issues[0]?.message ?? 'must be a number'
    return inrOf(formatTenths(read.data), limits)
  }
  const parsed = parseInr(given, limits)
  return parsed.kind === 'inr' ? parsed.inr : parsed.message
}

/** The results before, newest first, as a visit looks back on them. */
function previousOf(
  history: DoseCase['history'],
  sampledOn: Day,
): readonly PreviousResult[] | string {
  const previous: PreviousResult[] = []
  for (const { date, inr, dose_changed: doseChanged } of history) {
    const read = inrOf(inr, LABORATORY_RANGE)
    if (typeof read === 'string') return `history of ${date}: ${read}`
    if (date > sampledOn) return `history of ${date}: after the sample of this visit`
    previous.push({ on: date, inr: read, doseChanged })
  }
  return previous.sort((a, b) => (a.on > b.on ? -1 : 1))
}

const NO_NOTES: PreDoseAnswers['notes'] = {
  missedDoses: '',
  bleeding: '',
  medicinesChanged: '',
  illness: '',
  procedurePlanned: '',
  pregnancyPossible: '',
}

/** The seven answers; nothing to report is what the one statement of the page says. */
function answersOf(
  { answers, today }: DoseCase,
  yesterday: AdviseInput['scheduledYesterdayUg'],
): PreDoseAnswers | string {
  if (answers !== 'nothing-to-report') {
    return {
      answeredOn: answers.answered_on ?? today,
      takenYesterdayUg: answers.taken_yesterday_mg,
      missedDoses: answers.missed_doses,
      bleeding: answers.bleeding,
      medicinesChanged: answers.medicines_changed,
      illness: answers.illness,
      procedurePlanned: answers.procedure_planned,
      pregnancyPossible: answers.pregnancy_possible,
      notes: NO_NOTES,
    }
  }
  if (yesterday === 'not-known') {
    return 'The dose of yesterday is not known: give the answers one by one.'
  }
  return {
    answeredOn: today,
    takenYesterdayUg: yesterday,
    missedDoses: 0,
    bleeding: 'none',
    medicinesChanged: 'no',
    illness: false,
    procedurePlanned: false,
    pregnancyPossible: 'no',
    notes: NO_NOTES,
  }
}
