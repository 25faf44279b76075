import { clinicalDate } from '#base/day.ts'
import { isMeasured } from '#clinical/inr.ts'
import { hasTimedOut, isFresh } from '#clinical/warfarin/dosable-window.ts'
import { LATER_REASONS, type LaterReason, laterReason } from '#recall/later-reasons.ts'
import type { Suggestion } from '#store/decisions.ts'
import { waitForVisit } from '#store/visits.ts'
import { act } from './act.ts'
import { type Authorised, chooseOrder, ORDER_FIELDS } from './authorised-order.ts'
import { appointmentMinute, bookNextTest } from './book-next-test.ts'
import { clinicOffers } from './clinic-offers.ts'
import type { Desk } from './desk.ts'
import { doseStop, isNothingUntilTest, writtenThrough } from './dose-limits.ts'
import { type DatedDose, dateDose } from './dose-order.ts'
import type { Dosed } from './dose-visit.ts'
import { finishTask } from './finish-task.ts'
import { beyondTest, initiationStop, isInitiation } from './initiation-limits.ts'
import { about, keepPassed, type PassedQuestion, passedLater } from './kept-questions.ts'
import {
  chooseNextTest,
  NEXT_TEST_FIELDS,
  type NextTestChoice,
  type NextTestFields,
  notAsAdvised,
} from './next-test-choice.ts'
import { type Refused, refused, refusedField } from './outcome.ts'
import { laterThanPlan, noLaterThan, testByOfPlan } from './procedure-blocks.ts'
import { ANSWER_FIELDS, type AnswerFields } from './question-answers.ts'
import { saveDecision } from './save-decision.ts'
import { unsettledDifference, withCause } from './settled-difference.ts'
import { hasSignedAgain, SIGN_AGAIN } from './sign-again.ts'
import { keepRules } from './site-rules.ts'
import { withNarrowerWindow } from './suggested-window.ts'
import { seeTask, TASK_FIELDS, type TaskFields } from './task-fields.ts'
import { readTextFields } from './text-fields.ts'
import { openWaitingVisit, type WaitingVisit } from './visit-decision.ts'
import { keepOpinion, opinionOfTask } from './visit-opinion.ts'

const DECIDED = ['referral', 'alarm'] as const
const FIELDS = [
  ...TASK_FIELDS,
  ...ORDER_FIELDS,
  ...NEXT_TEST_FIELDS,
  ...ANSWER_FIELDS,
  'laterBecause',
  'differenceBecause',
  'signedAgain',
] as const
type Fields = TaskFields &
  Authorised &
  NextTestFields &
  AnswerFields & {
    readonly laterBecause?: string
    /** Why another dose was taken than that of the schedule, where one was. */
    readonly differenceBecause?: string
    /** The proof that the password was entered anew, where the dose is beyond the limits. */
    readonly signedAgain?: string
  }

/** Decides the dose of a referred or alarmed result: as suggested, as proposed, or the person's own. */
export const authoriseDose = act<Fields, Dosed>({
  name: 'authorise-dose',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, DECIDED)
    if (seen.kind === 'refused') return seen
    await waitForVisit(desk.tx, seen.task.patientId)
    const waiting = await openWaitingVisit(desk, seen)
    if (waiting.kind === 'refused') return waiting
    const { details } = waiting
    const stop =
      initiationStop(desk, details.suggestion.inputs) ??
      unsettledDifference(details, 'differenceBecause', fields.differenceBecause)
    if (stop !== undefined) return stop
    const chosen = await chooseOrder(desk, fields, seen.task, waiting)
    if (chosen.kind === 'refused') return chosen

    const ready = await readyOrder(desk, waiting, chosen, fields)
    if (ready.kind === 'refused') return about(waiting.episode, ready)
    const { choice, dose, later, passed } = ready
    const note = noteOf(withCause(seen.note, details, fields.differenceBecause), later)
    const refusal =
      unsigned(desk, seen.task.id, passed, fields.signedAgain) ??
      (await finishTask(desk, { ...seen, note }, 'dosed'))
    if (refusal !== undefined) return refusal
    await keepRules(desk, waiting.rules)
    const decisionId = await saveDecision(desk, {
      kind: 'authorised',
      episode: waiting.episode,
      saved: waiting.saved,
      suggestion: details.suggestion,
      dose,
      atMinute: appointmentMinute(choice),
      reason: chosen.reason,
      proposedBy: chosen.proposedBy,
    })
    if (typeof decisionId !== 'string') return decisionId
    await keepPassed(desk, waiting.episode, decisionId, passed)
    await keepOpinion(desk, await opinionOfTask(desk, waiting), {
      ...waiting,
      id: decisionId,
      dose,
    })
    const lost = await bookNextTest(desk, waiting.episode, choice)
    const patientId = waiting.patient.id
    return lost ?? { kind: 'done', patientId, subject: decisionId, decisionId, ...notedOf(later) }
  },
})

/** A dose beyond the limits is signed for anew by the second clinician (H34). */
const unsigned = (
  desk: Desk,
  taskId: string,
  passed: readonly PassedQuestion[],
  proof: string | undefined,
): Refused | undefined =>
  passed.some(({ kind }) => kind === 'second-clinician') && !hasSignedAgain(desk, taskId, proof)
    ? SIGN_AGAIN
    : undefined

type ReadyOrder = {
  readonly kind: 'ready'
  readonly choice: NextTestChoice
  readonly dose: DatedDose
  readonly later: Later
  readonly passed: readonly PassedQuestion[]
}

/** The dose on the calendar with the test that was chosen, when nothing stops either. */
async function readyOrder(
  desk: Desk,
  waiting: WaitingVisit,
  chosen: Chosen,
  fields: Fields,
): Promise<ReadyOrder | Refused> {
  const choice = await chosenTest(desk, waiting, chosen, fields)
  if (choice.kind === 'refused') return choice
  const { rules, details } = waiting
  const aged = await withNarrowerWindow(desk.tx, rules, details.suggestion.ruleSetHash)
  const ready = readyDose(desk, { ...waiting, rules: aged }, chosen, choice, fields)
  if ('status' in ready) return ready
  const later = laterThanAdvised(fields.laterBecause, choice, chosen)
  if (later.kind === 'refused') return later
  const { because } = later
  const passed = because === undefined ? ready.passed : [...ready.passed, passedLater(because)]
  return { kind: 'ready', choice, dose: ready.dose, later, passed }
}

type Later = { readonly kind: 'later'; readonly because: LaterReason | undefined }

/** A test beyond the time that the published action or the rules set is a step of its own, with a coded reason. */
function laterThanAdvised(
  typed: string | undefined,
  { on }: NextTestChoice,
  { testBy }: Chosen,
): Later | Refused {
  if (on <= testBy) return { kind: 'later', because: undefined }
  const because = laterReason(typed)
  if (because !== undefined) return { kind: 'later', because }
  const message = `The next test is due by ${clinicalDate(testBy)}. To have it on ${clinicalDate(on)}, choose why and save again.`
  return refusedField('laterBecause', 'later-than-advised', message)
}

/** The reason stands in the task's history, beside the person's own words. */
const noteOf = (note: string, { because }: Later): string =>
  because === undefined
    ? note
    : `${note === '' ? '' : `${note} `}Next test later than advised: ${LATER_REASONS[because]}.`

const notedOf = ({ because }: Later) =>
  because === undefined ? {} : { noted: { laterBecause: because } }

type Chosen = Extract<Awaited<ReturnType<typeof chooseOrder>>, { kind: 'chosen' }>

/** The next test that was chosen; with a suggestion of a start by a protocol, only the day of the protocol. */
async function chosenTest(
  desk: Desk,
  { patient, details, episode }: WaitingVisit,
  { asAdvised, testBy }: Chosen,
  fields: Fields,
): Promise<NextTestChoice | Refused> {
  const isStrict = asAdvised && isInitiation(details.suggestion.inputs)
  const limit = await testByOfPlan(desk, episode.id)
  const by = noLaterThan(testBy, limit)
  const offers = await clinicOffers(desk, patient, by, isStrict)
  const choice = chooseNextTest(fields, offers, by)
  if (choice.kind === 'refused') return choice
  const misfit = isStrict ? notAsAdvised(choice, by, isStrict) : undefined
  return misfit ?? laterThanPlan(choice.on, limit) ?? choice
}

function readyDose(
  desk: Desk,
  { plan, rules, details, sampledAt, unsound }: WaitingVisit,
  { order, reason, isSecondClinician }: Chosen,
  choice: NextTestChoice,
  answers: AnswerFields,
): Pick<ReadyOrder, 'dose' | 'passed'> | Refused {
  const dose = dateDose(order, plan.tabletSet, {
    from: desk.today,
    nextTest: choice.on,
    ...beyondTest(rules, details.suggestion.inputs),
  })
  if (dose.kind === 'refused') return refused(422, ...dose.findings)
  const { inputs } = details.suggestion
  const isFirstConfirmed = !isMeasured(inputs.inr) || inputs.stripsUnderAdvice === true
  if (isFirstConfirmed && !isNothingUntilTest(dose)) return noDoseBeforeLaboratory(inputs)
  if (unsound !== null && !isNothingUntilTest(dose)) return notSound(unsound)
  const proposal = {
    inputs: {
      ...inputs,
      today: desk.today,
      target: plan.target,
      tabletSet: plan.tabletSet,
      ...(hasTimedOut({ ...inputs, sampledAt }, desk.now, rules) && {
        sampleTimedOut: true as const,
      }),
    },
    dose,
    rules,
    comment: reason.text,
    answers,
    isSecondClinician,
    wasFresh: isFresh(inputs, rules),
  }
  return doseStop(proposal) ?? { dose, passed: writtenThrough(proposal) }
}

/** What no meter measured, or a lot of strips may have read too high, waits for the laboratory (H04, H06). */
const noDoseBeforeLaboratory = ({ inr }: Suggestion['inputs']): Refused =>
  isMeasured(inr)
    ? refusedField(
        'omitDays',
        'strips-under-advice',
        'Strips of this lot may read high. Enter the laboratory result and dose on that; until then omit every day up to the next test.',
      )
    : refusedField(
        'omitDays',
        'censored',
        'The meter could not measure this INR, so nothing may be taken until the next test. Omit every day until then.',
      )

/** What a meter without a control in date, or strips that may not be used, measured: no dose rests on it (H06). */
const notSound = (why: string): Refused =>
  refusedField(
    'omitDays',
    'unsound-device',
    `${why} Enter the laboratory result and dose on that; until then omit every day up to the next test.`,
  )
