import { formatMg } from '#clinical/dose.ts'
import type { AdviseInput, DoseAdvice } from '#clinical/warfarin/advice.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import type { DecisionKind } from '#store/decisions.ts'
import type { Done } from './act.ts'
import { appointmentMinute, bookNextTest } from './book-next-test.ts'
import { clinicOffers } from './clinic-offers.ts'
import type { Desk } from './desk.ts'
import { doseStop, writtenThrough } from './dose-limits.ts'
import { type DatedDose, type DoseOrder, dateDose } from './dose-order.ts'
import { beyondTest, initiationStop } from './initiation-limits.ts'
import { about, keepPassed, type PassedQuestion } from './kept-questions.ts'
import {
  chooseNextTest,
  type NextTestChoice,
  type NextTestFields,
  notAsAdvised,
} from './next-test-choice.ts'
import type { OpenVisit } from './open-visit.ts'
import { type Refused, refused, refusedField } from './outcome.ts'
import { laterThanPlan, noLaterThan, testByOfPlan } from './procedure-blocks.ts'
import type { AnswerFields } from './question-answers.ts'
import { saveDecision } from './save-decision.ts'
import { saveVisit } from './save-visit.ts'
import { keepRules } from './site-rules.ts'
import { keepOpinion, seenOpinion } from './visit-opinion.ts'

/** What a dose that was saved answers: the page then tells the patient. */
export type Dosed = Done & { readonly decisionId: string }

/** A dose that a person has chosen for an open visit: as suggested, or their own with a reason. */
export type ChosenDose = {
  readonly kind: Extract<DecisionKind, 'accepted' | 'changed'>
  readonly advice: DoseAdvice
  readonly order: DoseOrder
  readonly reason: { readonly code: string; readonly text: string } | null
  readonly fields: NextTestFields & AnswerFields & { readonly secondOpinion?: string }
}

type Ready = {
  readonly choice: NextTestChoice
  readonly dose: DatedDose
  readonly passed: readonly PassedQuestion[]
}

/** Checks a chosen dose, then writes visit, dose and next appointment, all or nothing. */
export async function doseVisit(
  desk: Desk,
  open: OpenVisit,
  chosen: ChosenDose,
): Promise<Dosed | Refused> {
  const beyond = initiationStop(desk, open.suggestion.inputs)
  if (beyond !== undefined) return beyond
  const ready = await readyDose(desk, open, chosen)
  const { known, suggestion } = open
  if ('kind' in ready) return about(known.episode, ready)

  const seen = await seenOpinion(desk, open, chosen.fields.secondOpinion)
  await keepRules(desk, known.rules)
  const decisionId = await saveDecision(desk, {
    kind: chosen.kind,
    episode: known.episode,
    saved: await saveVisit(desk, open),
    suggestion,
    dose: ready.dose,
    atMinute: appointmentMinute(ready.choice),
    reason: chosen.reason,
    proposedBy: null,
  })
  if (typeof decisionId !== 'string') return decisionId
  await keepPassed(desk, known.episode, decisionId, ready.passed)
  await keepOpinion(desk, seen, { ...known, id: decisionId, dose: ready.dose })
  const lost = await bookNextTest(desk, known.episode, ready.choice)
  return lost ?? { kind: 'done', patientId: known.patient.id, subject: decisionId, decisionId }
}

async function readyDose(
  desk: Desk,
  { known, visit, suggestion }: OpenVisit,
  { kind, advice, order, reason, fields }: ChosenDose,
): Promise<Ready | Refused> {
  const limit = await testByOfPlan(desk, known.episode.id)
  const latestOn = noLaterThan(advice.nextTest.latestOn, limit)
  const asAdvised = kind === 'accepted' ? advice : null
  const isStrict = asAdvised?.initiation !== undefined
  const offers = await clinicOffers(desk, known.patient, latestOn, isStrict)
  const choice = chooseNextTest(fields, offers, latestOn)
  if (choice.kind === 'refused') return choice
  const misfit =
    asAdvised === null
      ? weeklyTotalTyped(order, suggestion.inputs.currentDailyUg)
      : notAsAdvised(choice, latestOn, isStrict)
  const late = misfit ?? laterThanPlan(choice.on, limit)
  if (late !== undefined) return late
  const dose = dateDose(order, known.plan.tabletSet, {
    from: desk.today,
    nextTest: choice.on,
    ...beyondTest(known.rules, suggestion.inputs),
  })
  if (dose.kind === 'refused') return refused(422, ...dose.findings)
  const proposal = {
    inputs: suggestion.inputs,
    dose,
    rules: known.rules,
    comment: `${visit.comment ?? ''}\n${reason?.text ?? ''}`,
    answers: fields,
    isSecondClinician: false,
    wasFresh: true,
  }
  return doseStop(proposal) ?? { choice, dose, passed: writtenThrough(proposal) }
}

/**
 * The weekly total typed as the dose of a day is seven times too much (H14): said before anything else about it,
 * for the daily dose and for each weekday alike (D4.06).
 */
function weeklyTotalTyped(
  { dose }: DoseOrder,
  currentUg: AdviseInput['currentDailyUg'],
): Refused | undefined {
  if (currentUg === 'not-known' || currentUg === 0) return undefined
  const typed = dose.kind === 'daily' ? [dose.dailyUg] : dose.doses
  const total = weeklyUgOf(currentUg)
  if (!typed.includes(total)) return undefined
  const message = `${formatMg(total)} is the weekly total. Enter mg a day.`
  const field = dose.kind === 'daily' ? 'dailyDose' : 'weekDoses'
  return refusedField(field, 'weekly-total-as-daily', message)
}

/** An alarm stands in the place of a suggestion: nobody accepts or changes what is not there. */
export const noDoseOnAlarm: Refused = refused(409, {
  field: '',
  code: 'alarm',
  message:
    'No dose can be accepted on this result. Save it with the action that is shown, so that an authorised person has it now.',
})
