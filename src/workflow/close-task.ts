import { addDays } from '#base/day.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { openTasksOf } from '#store/tasks.ts'
import { act, type Done } from './act.ts'
import { bookNextTest } from './book-next-test.ts'
import { clinicOffers } from './clinic-offers.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { chooseNextTest, NEXT_TEST_FIELDS, type NextTestFields } from './next-test-choice.ts'
import { notHere, type Refused, refusedField } from './outcome.ts'
import { siteRules } from './site-rules.ts'
import { type SeenTask, seeTask, TASK_FIELDS, type TaskFields } from './task-fields.ts'
import { readTextFields } from './text-fields.ts'

/** What was done, when it was no dose: a task is closed by one of these and by nothing else. */
export const CLOSING_ACTIONS = {
  'sent-to-hospital': 'Sent to hospital',
  'vitamin-k-given': 'Vitamin K given',
  'venous-sample-taken': 'Venous sample taken',
  'contacted-and-advised': 'Patient contacted and advised',
  'specialist-asked': 'Specialist asked, advice followed',
  'checked-no-harm': 'Checked: no harm, no change of dose',
} as const

const CLOSED_HERE = [
  'alarm',
  'referral',
  'result-corrected',
  'venous-confirmation',
  'test-failed',
] as const
type Fields = TaskFields & NextTestFields & { readonly code?: string }

/** Closes a task with what was done. Without a next test the patient would be on no list, so it needs one. */
export const closeTask = act<Fields, Done>({
  name: 'close-task',
  parse: (input) => readTextFields(input, [...TASK_FIELDS, ...NEXT_TEST_FIELDS, 'code']),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, CLOSED_HERE)
    if (seen.kind === 'refused') return seen
    const code = Object.keys(CLOSING_ACTIONS).find((action) => action === fields.code)
    if (code === undefined) return refusedField('code', 'required', 'Choose what was done.')
    if (seen.note === '') return refusedField('note', 'required', 'Say what was done, in words.')

    const refusal = await finishTask(desk, seen, code)
    if (refusal !== undefined) return refusal
    const without = await setNextTest(desk, seen, fields)
    if (without !== undefined) return without
    return { kind: 'done', patientId: seen.task.patientId, subject: seen.task.id, noted: { code } }
  },
})

/** The next test that the action needs; none is asked for while another open task still has the patient. */
async function setNextTest(
  desk: Desk,
  { task }: SeenTask,
  fields: Fields,
): Promise<Refused | undefined> {
  const episode = await findEpisode(desk.tx, task.episodeId)
  const patient = await findPatient(desk.tx, task.patientId)
  if (episode === undefined || patient === undefined) return notHere('task')
  const stillOpen = await openTasksOf(desk.tx, task.episodeId)
  const isGiven = NEXT_TEST_FIELDS.some((name) => (fields[name] ?? '') !== '')
  if (!isGiven && (stillOpen.length > 0 || isAhead(episode.nextTestOn, desk.today)))
    return undefined

  const { ruleSet } = await siteRules(desk.tx)
  const latest = addDays(desk.today, ruleSet.maxIntervalDays)
  const soon = addDays(desk.today, ruleSet.afterHighInrMaxDays)
  const choice = chooseNextTest(fields, await clinicOffers(desk, patient, soon), soon)
  if (choice.kind === 'refused') return choice
  if (choice.on <= desk.today || choice.on > latest) return outOfBounds
  await setTestDays(desk.tx, { episodeId: episode.id, nextTestOn: choice.on })
  return bookNextTest(desk, episode, choice)
}

const isAhead = (nextTestOn: string | null, today: string): boolean =>
  nextTestOn !== null && nextTestOn > today

const outOfBounds = refusedField(
  'nextTestOn-day',
  'test-date',
  'The next test must be after today and within the longest interval of the site.',
)
