import { permission } from '#access/policy.ts'
import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import type { Phase } from '#register/episode.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { standingLink } from '#store/record-links.ts'
import { openTasksOf, type TaskKind } from '#store/tasks.ts'
import { act, type Done } from './act.ts'
import { testDay } from './authorised-order.ts'
import { bookNextTest } from './book-next-test.ts'
import { clinicOffers } from './clinic-offers.ts'
import { DECIDED_HERE } from './decided-here.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { startedByProtocolStop } from './initiation-limits.ts'
import { isSettled } from './name-right-patient.ts'
import {
  chooseNextTest,
  isTestChosen,
  NEXT_TEST_FIELDS,
  type NextTestFields,
  noTestToSet,
} from './next-test-choice.ts'
import { notHere, type Refused, refused, refusedField } from './outcome.ts'
import { isToEnter } from './result-to-enter.ts'
import { endWaiting } from './sent-waiting.ts'
import { unsettledDifference, withCause } from './settled-difference.ts'
import { siteRules } from './site-rules.ts'
import { type SeenTask, seeTask, TASK_FIELDS, type TaskFields } from './task-fields.ts'
import { readTextFields } from './text-fields.ts'
import { visitDetails } from './visit-task.ts'
import { askWhoseAgain, misfiledNow, waitForRecords } from './whose-again.ts'

/** What was done, when it was no dose: a task is closed by one of these and by nothing else. */
const CLOSING_ACTIONS = {
  'sent-to-hospital': 'Sent to hospital',
  'vitamin-k-given': 'Vitamin K given',
  'venous-sample-taken': 'Venous sample taken',
  'contacted-and-advised': 'Patient contacted and advised',
  'specialist-asked': 'Specialist asked, advice followed',
  'checked-no-harm': 'Checked: no harm, no change of dose',
} as const

/** What was done about the decision of a review, which is about the plan and not about an INR. */
export const REVIEW_CLOSING_ACTIONS = {
  'plan-changed': 'Treatment plan changed, or treatment ended',
  'specialist-asked': 'Specialist asked, advice followed',
  'plan-stands': 'Looked at: treatment goes on as planned',
} as const

/** Why no laboratory result comes: a confirmation closes by that result, or by one of these. */
const VENOUS_REASONS = {
  'measured-elsewhere': 'Measured elsewhere: the result is in the words below',
  'patient-declined': 'The patient declined the sample',
  'sample-not-possible': 'No sample could be taken',
} as const

/** The record that had another patient's result, once it is known whose it is. */
const WRONG_PATIENT_ACTIONS = {
  ...CLOSING_ACTIONS,
  'right-patient-not-found': 'It cannot be found out whose result it is',
} as const

/** Why a result is not entered at the record that it was said to be of. */
const NOT_ENTERED = {
  'entered-otherwise': 'The result is in this record already',
  'not-this-patient': 'It is not the result of this patient either',
  'later-result': 'A later INR is on record: this one is not dosed on',
  'sent-to-hospital': CLOSING_ACTIONS['sent-to-hospital'],
  'contacted-and-advised': CLOSING_ACTIONS['contacted-and-advised'],
} as const

/** Why nothing was saved of a result that alarmed: the result itself closes it when it is saved. */
const UNSAVED_REASONS = {
  'typed-in-error': 'Typed in error: this patient has no such result',
  'other-patient': "Another patient's result, recorded there",
  'sent-to-hospital': CLOSING_ACTIONS['sent-to-hospital'],
} as const

/** What the second look at an ended treatment found. */
const SECOND_LOOK_ACTIONS = {
  'stays-ended': 'Looked at: treatment stays ended',
  'starts-again': 'Treatment is to start again: a new plan is written',
} as const

/** Two records that have been taken apart again. */
const LOOKED_AT = {
  'entries-right': 'Looked at: what was entered is on the right record',
  'put-right': 'What was on the wrong record has been put right',
  'contacted-and-advised': CLOSING_ACTIONS['contacted-and-advised'],
} as const

/** The call about a text that does not count. */
const TEXT_WITHDRAWN_ACTIONS = {
  'told-not-to-follow': 'Telephoned: they know that the text does not count',
  'told-otherwise': 'They know already that it does not count',
  'counts-again': 'Its dose counts again, and they know that',
} as const

/** The actions that close a task of this kind. */
export function closingActionsOf(kind: TaskKind): Readonly<Record<string, string>> {
  if (isToEnter(kind)) return NOT_ENTERED
  switch (kind) {
    case 'review-decision':
      return REVIEW_CLOSING_ACTIONS
    case 'venous-confirmation':
      return VENOUS_REASONS
    case 'alarm-unsaved':
      return UNSAVED_REASONS
    case 'second-look':
      return SECOND_LOOK_ACTIONS
    case 'wrong-patient':
      return WRONG_PATIENT_ACTIONS
    case 'record-link':
      return LOOKED_AT
    case 'text-withdrawn':
      return TEXT_WITHDRAWN_ACTIONS
    default:
      return CLOSING_ACTIONS
  }
}

type Fields = TaskFields &
  NextTestFields & {
    readonly code?: string
    /** Why another dose was taken than that of the schedule, where one was. */
    readonly closedDifference?: string
  }

/** Closes a task with what was done. Without a next test the patient would be on no list, so it needs one. */
export const closeTask = act<Fields, Done>({
  name: 'close-task',
  parse: (input) =>
    readTextFields(input, [...TASK_FIELDS, ...NEXT_TEST_FIELDS, 'code', 'closedDifference']),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, DECIDED_HERE)
    if (seen.kind === 'refused') return seen
    await waitForRecords(desk, seen.task)
    const actions = closingActionsOf(seen.task.kind)
    const code = Object.keys(actions).find((action) => action === fields.code)
    if (code === undefined) return refusedField('code', 'required', 'Choose what was done.')
    if (seen.note === '') return refusedField('note', 'required', 'Say what was done, in words.')

    const before =
      notForPrescriber(desk, seen) ??
      unsettledDifference(visitDetails(seen.task), 'closedDifference', fields.closedDifference) ??
      (await unsettled(desk, seen, code))
    if (before !== undefined) return before

    const episode = await findEpisode(desk.tx, seen.task.episodeId)
    const beyond = episode && (await startedByProtocolStop(desk, episode))
    if (beyond !== undefined) return beyond
    const note = withCause(seen.note, visitDetails(seen.task), fields.closedDifference)
    const refusal = await finishTask(desk, { ...seen, note }, code)
    if (refusal !== undefined) return refusal
    await askWhoseAgain(desk, seen.task)
    await endWaiting(desk, seen.task, code, seen.note)
    const without = await setNextTest(desk, seen, fields)
    if (without !== undefined) return without
    return { kind: 'done', patientId: seen.task.patientId, subject: seen.task.id, noted: { code } }
  },
})

/** Whether treatment stays ended is a prescriber's decision, as its end was (H24). */
function notForPrescriber({ actor, today }: Desk, { task }: SeenTask): Refused | undefined {
  if (task.kind !== 'second-look') return undefined
  const may = permission('end-episode', actor, today)
  if (may.kind === 'allowed') return undefined
  return refused(403, { field: '', code: `not-permitted-${may.because}`, message: may.message })
}

/**
 * What must be settled on a page of its own before its task is closed: whose a result is, or that nobody can find out
 * (H01); whether two records are of one person (H02).
 */
async function unsettled(
  desk: Desk,
  { task }: SeenTask,
  code: string,
): Promise<Refused | undefined> {
  if (task.kind === 'wrong-patient' && code !== 'right-patient-not-found') {
    const misfiled = await misfiledNow(desk, task)
    return misfiled !== undefined && isSettled(misfiled) ? undefined : NOT_NAMED
  }
  if (task.kind !== 'record-link') return undefined
  const { linkId } = task.details as { readonly linkId?: string }
  return (await standingLink(desk.tx, linkId ?? '')) === undefined ? undefined : NOT_COMPARED
}

const NOT_NAMED = refusedField(
  'code',
  'right-patient-open',
  'First say whose result it is, or close it with "It cannot be found out".',
)
const NOT_COMPARED = refusedField(
  'code',
  'link-stands',
  'Say first whether the two records are of one person: this closes by itself then.',
)

/** The next test that the action needs; none is asked for while another open task still has the patient. */
async function setNextTest(
  desk: Desk,
  { task }: SeenTask,
  fields: Fields,
): Promise<Refused | undefined> {
  const episode = await findEpisode(desk.tx, task.episodeId)
  const patient = await findPatient(desk.tx, task.patientId)
  if (episode === undefined || patient === undefined) return notHere('task')
  if (needsNoTest(task.kind, episode.phase)) return noTestToSet(fields)
  const stillOpen = await openTasksOf(desk.tx, task.episodeId)
  if (!isTestChosen(fields) && (stillOpen.length > 0 || isAhead(episode.nextTestOn, desk.today)))
    return undefined

  const { ruleSet } = await siteRules(desk.tx)
  const testBy = testDay(desk, visitDetails(task), ruleSet)
  const choice = chooseNextTest(fields, await clinicOffers(desk, patient, testBy), testBy)
  if (choice.kind === 'refused') return choice
  const latest = latestWithoutDose(desk.today, episode.nextTestOn, ruleSet)
  if (choice.on <= desk.today || choice.on > latest) return outOfBounds(latest)
  await setTestDays(desk.tx, { episodeId: episode.id, nextTestOn: choice.on })
  return bookNextTest(desk, episode, choice)
}

/** Whether whoever closes the task chooses no next test: nobody comes after an end, and a pause has its own day and owner. */
export const needsNoTest = (kind: TaskKind, phase: Phase): boolean =>
  phase === 'ended' || phase === 'suspended' || kind === 'alarm-unsaved'

const isAhead = (nextTestOn: string | null, today: string): boolean =>
  nextTestOn !== null && nextTestOn > today

/** The schedule in force ends soon after the test it was made for: without a new dose nothing goes on for weeks. */
function latestWithoutDose(
  today: Day,
  nextTestOn: string | null,
  rules: Pick<RuleSet, 'afterHighInrMaxDays'>,
): Day {
  const soon = addDays(today, rules.afterHighInrMaxDays)
  return nextTestOn !== null && nextTestOn > soon ? day(nextTestOn) : soon
}

const outOfBounds = (latest: Day): Refused =>
  refusedField(
    'nextTestOn-day',
    'test-date',
    `Without a new dose the next test must be after today and by ${clinicalDate(latest)}.`,
  )
