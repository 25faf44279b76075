import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import type { AlarmText } from '#store/alarm-texts.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { type FoundTask, findTask, openTasksOf, type TaskKind, taskEvents } from '#store/tasks.ts'
import { findVisit } from '#store/visits.ts'
import { testDay } from './authorised-order.ts'
import { type ClinicOffers, clinicOffers } from './clinic-offers.ts'
import { needsNoTest } from './close-task.ts'
import type { Desk } from './desk.ts'
import { initiationStop, startedByProtocolStop } from './initiation-limits.ts'
import { type Finding, notHere } from './outcome.ts'
import { siteRules } from './site-rules.ts'
import { siteTextsOf } from './site-texts.ts'
import { ladderOf, type ShownRung } from './task-ladder.ts'
import { view } from './view.ts'
import { openWaitingVisit } from './visit-decision.ts'
import { type VisitTaskDetails, visitDetails } from './visit-task.ts'

/** One task with the facts it was opened on, what has happened since, and what this person may do. */
export type TaskPage = {
  readonly kind: 'task-page'
  readonly today: Day
  readonly task: FoundTask
  readonly patient: PatientOnScreen
  /** The visit that waits for a decision; null for a task about something else. */
  readonly details: VisitTaskDetails | null
  readonly answers: NonNullable<Awaited<ReturnType<typeof findVisit>>>['answers'] | null
  readonly events: Awaited<ReturnType<typeof taskEvents>>
  /** Whom it has called and will call while nobody closes it. */
  readonly ladder: readonly ShownRung[]
  /** What the site says beside the published actions. */
  readonly siteTexts: readonly AlarmText[]
  readonly offers: ClinicOffers
  readonly testBy: Day
  /** Whether it is closed with a next test. */
  readonly asksNextTest: boolean
  readonly may: { readonly decide: boolean; readonly answerBack: boolean }
  /** Why no dose can be decided on this visit any more, or now; empty when one can. */
  readonly noDose: readonly Finding[]
  /** Whatever else is open on the course. */
  readonly others: readonly FoundTask[]
}

/** A task of these kinds waits for the dose of its visit. */
export const DOSED_KINDS: readonly TaskKind[] = ['referral', 'alarm']

export const taskPage = view<{ readonly taskId: string }, TaskPage>(
  'see-patient',
  async (desk, asked) => {
    const { tx, today } = desk
    const taskId = uuid(asked.taskId)
    const task = taskId && (await findTask(tx, taskId))
    const patient = task && (await patientOnScreen(tx, task.patientId))
    if (task === undefined || patient === undefined) return notHere('task')
    const episode = await findEpisode(tx, task.episodeId)
    const visit = task.visitId === null ? undefined : await findVisit(tx, task.visitId)
    const details = visitDetails(task)
    const { ruleSet } = await siteRules(tx)
    const testBy = testDay(desk, details, ruleSet)
    const events = await taskEvents(tx, task.id)

    return {
      kind: 'task-page',
      today,
      task,
      patient,
      details,
      answers: visit?.answers ?? null,
      events,
      siteTexts: details === null ? [] : await siteTextsOf(tx, details.suggestion),
      ladder: await ladderOf(tx, task, events),
      offers: await clinicOffers(desk, patient, testBy),
      testBy,
      asksNextTest: episode === undefined || !needsNoTest(task.kind, episode.phase),
      may: await mayDo(desk, task, details, episode),
      noDose: details === null ? [] : await whyNoDose(desk, task),
      others: (await openTasksOf(tx, task.episodeId)).filter(({ id }) => id !== task.id),
    }
  },
  (_asked, { patient }) => patient.id,
)

async function whyNoDose(desk: Desk, task: FoundTask): Promise<readonly Finding[]> {
  if (task.state === 'closed' || !DOSED_KINDS.includes(task.kind)) return []
  const waiting = await openWaitingVisit(desk, { task })
  return waiting.kind === 'refused' ? waiting.findings : []
}

async function mayDo(
  desk: Desk,
  task: FoundTask,
  details: VisitTaskDetails | null,
  episode: FoundEpisode | undefined,
): Promise<TaskPage['may']> {
  const { actor, today } = desk
  const isForLevel5 =
    (details !== null && initiationStop(desk, details.suggestion.inputs) !== undefined) ||
    (episode !== undefined && (await startedByProtocolStop(desk, episode)) !== undefined)
  const mayDecide = permission('authorise-dose', actor, today).kind === 'allowed' && !isForLevel5
  const isOpen = task.state !== 'closed'
  return {
    decide: mayDecide && isOpen && task.kind !== 'sent-back',
    answerBack: isOpen && task.kind === 'sent-back' && task.takenBy === actor.accountId,
  }
}
