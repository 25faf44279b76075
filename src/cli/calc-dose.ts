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
import { parseTarget } from '#clinical/target.ts'
import { type Adjustment, SENSITIVITIES, TOLERANCES } from '#clinical/warfarin/adjustment.ts'
import type { AdviseInput, PreviousResult } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { maintenanceCard } from '#clinical/warfarin/maintenance-cards.ts'
import { DEFAULT_RULE_SET, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import { meanDailyUg } from '#clinical/week-plan.ts'
import { PROTOCOLS } from '#register/episode.ts'
import { ruleSetHash } from '#workflow/site-rules.ts'
import { writtenAdvice } from './calc-dose-answer.ts'
import type { CaseAnswer, CaseRefused } from './calculation.ts'
import { answersOf, caseAnswers } from './case-answers.ts'
import { medicineSaid, rememberedOf } from './case-medicines.ts'
import { tenths } from './case-numbers.ts'
import { caseStart, startOf } from './case-start.ts'
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
    /** The last day before the sample on which a dose was left out or a larger one given. */
    last_uneven_dose_on: caseDay.optional(),
    answers: z.union([z.literal('nothing-to-report'), caseAnswers]),
    /** Interacting medicines of earlier visits, whose effect may last. */
    medicines_before: z.array(medicineSaid).default([]),
    /** When warfarin was taken again after a procedure, while no INR since has been in range. */
    restarted_on: caseDay.optional(),
    /** Only while the plan is "initiating". */
    initiation: caseStart.optional(),
  })
  .refine(
    (given) =>
      (given.current_daily_dose_mg === undefined) !== (given.current_weekly_dose_mg === undefined),
    'needs either "current_daily_dose_mg" or "current_weekly_dose_mg"',
  )
  .refine(
    ({ initiation, plan }) => initiation === undefined || plan.phase === 'initiating',
    '"initiation" needs a plan whose "phase" is "initiating"',
  )
  .refine(
    ({ last_uneven_dose_on: on, sampled_on: sampledOn, today }) =>
      on === undefined || on < (sampledOn ?? today),
    '"last_uneven_dose_on" must be before the sample of this visit',
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
  const advice = writtenAdvice(advise(visit, rules), visit, rules)
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
  const answers = answersOf(given.answers, today, scheduledYesterdayUg)
  if (typeof answers === 'string') return answers
  const background = backgroundOf(given)
  if (typeof background === 'string') return background

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
    risk: riskOf(given.patient),
    tabletSet: plan.tablets,
    adjustment: adjustmentOf(plan),
    protocolMayDose: plan.protocol_checked || maintenanceCard(plan.protocol).status === 'verified',
    ...background,
  }
}

const riskOf = (patient: DoseCase['patient']): AdviseInput['risk'] => ({
  mechanicalValve: patient.mechanical_valve,
  antiphospholipid: patient.antiphospholipid,
  highRiskLowInr: patient.high_risk_low_inr,
})

const adjustmentOf = (plan: DoseCase['plan']): Adjustment => ({
  low: plan.tolerance_low,
  high: plan.tolerance_high,
  sensitivityPercent: plan.sensitivity_percent,
})

/** What happened before this visit and still counts: medicines, a procedure, an uneven dose, a start. */
function backgroundOf({
  medicines_before: said,
  restarted_on: restartedOn,
  last_uneven_dose_on: unevenDoseOn,
  initiation,
  plan,
  today,
}: DoseCase):
  | Pick<AdviseInput, 'remembered' | 'restartedOn' | 'unevenDoseOn' | 'initiation'>
  | string {
  const remembered = rememberedOf(said, today)
  if (typeof remembered === 'string') return remembered
  return {
    ...(remembered.length > 0 && { remembered }),
    ...(restartedOn !== undefined && { restartedOn }),
    ...(unevenDoseOn !== undefined && { unevenDoseOn }),
    ...(initiation && { initiation: startOf(initiation, plan.protocol_checked) }),
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
