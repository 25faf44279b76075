import { capitalised } from '#base/capitalised.ts'
import { addDays, type Day } from '#base/day.ts'
import type { Phase } from '#register/episode.ts'
import { END_REASON_WORDS, type EndReason } from '#register/phases.ts'
import { linkStanding } from '#register/record-link.ts'
import { isToBeTold, noticeWords, type Stopped } from '#register/stop-notice.ts'
import { episodesOf } from '#store/episodes.ts'
import { addMessage, type FoundMessage, noticesOf } from '#store/outbox.ts'
import { thisProvider } from '#store/providers.ts'
import { openTasksOf } from '#store/tasks.ts'
import { waitForVisit } from '#store/visits.ts'
import type { OpenCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { moveOn } from './move-message.ts'
import type { Refused } from './outcome.ts'
import { minutesUntilEvening } from './until-evening.ts'
import { openTask } from './visit-task.ts'

/** Days in which the practice and the pharmacy have confirmed that a medicine is stopped. @see docs/evidence.md#stop-notice */
const NOTICE_DAYS = 1

type End = {
  readonly on: Day
  readonly reason: EndReason
  /** The medicine that begins in its place in the same transaction. */
  readonly next?: string
}

/**
 * Writes the letters to the practice and to the pharmacy that a medicine is stopped, with the task that stays until both have
 * confirmed it, in the transaction that ends its course (H18). None of a record that waits with another of the same person, or is
 * closed by one: there it may go on.
 */
export async function noticeStop(
  desk: Desk,
  { patient, episode }: Omit<OpenCourse, 'kind' | 'nextVersion'>,
  { on, reason, next }: End,
): Promise<void> {
  const { medicine } = episode.plan
  if (medicine === null || !isToBeTold(episode.phase, reason)) return
  if (linkStanding(patient) !== 'alone') return
  const { tx, actor, now, newId } = desk
  await waitForVisit(tx, patient.id)
  const provider = await thisProvider(tx)
  const stopped: Stopped = {
    medicine,
    lastOn: on,
    because: END_REASON_WORDS[reason],
    ...(await besides(desk, episode, next)),
    from: `${provider?.name}, telephone ${provider?.telephone}`,
  }
  const practice = patient.details.registeredPractice
  for (const [recipient, address] of [
    ['practice', practice === '' ? 'not recorded' : practice],
    ['pharmacy', "The patient's pharmacy"],
  ] as const) {
    await addMessage(tx, {
      id: newId(),
      patientId: patient.id,
      episodeId: episode.id,
      kind: 'stop-notice',
      channel: 'letter',
      recipient,
      address,
      parts: noticeWords(stopped, recipient),
      decisionId: null,
      by: actor.accountId,
      at: new Date(now).toISOString(),
      expiresAt: null,
    })
  }
  await openNoticeTask(desk, episode, medicine)
}

const openNoticeTask = (
  desk: Desk,
  episode: OpenCourse['episode'],
  medicine: string,
): Promise<string> =>
  openTask(desk, {
    kind: 'stop-notice',
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: null,
    title: `${capitalised(medicine)} stopped: the practice and the pharmacy confirm it`,
    details: {},
    forWhom: 'authoriser',
    takenBy: desk.actor.accountId,
    withinMinutes: minutesUntilEvening(desk, addDays(desk.today, NOTICE_DAYS)),
    note: '',
  })

/** The other anticoagulants of this person: what is taken now, and what is paused and may go on. */
async function besides(
  { tx }: Desk,
  { id, patientId }: OpenCourse['episode'],
  next: string | undefined,
): Promise<Pick<Stopped, 'takenNow' | 'paused'>> {
  const others = (await episodesOf(tx, patientId)).filter((other) => other.id !== id)
  const inPhases = (...phases: readonly Phase[]) =>
    others.filter(({ phase }) => phases.includes(phase)).map(({ plan }) => plan.medicine)
  const takenNow = named([next, ...inPhases('initiating', 'maintaining')])
  return { takenNow, paused: named(inPhases('suspended')) }
}

const named = (medicines: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(medicines.filter((medicine) => typeof medicine === 'string')),
]

/** Whether somebody has still to confirm a letter. */
const isOpen = ({ state }: FoundMessage): boolean => state === 'to-confirm'

/** Records that letters of a course are confirmed, one or all, and ends their task with the last. */
export async function confirmNotices(
  desk: Desk,
  episodeId: string,
  confirmed: { readonly messageId: string | 'all'; readonly note: string },
): Promise<Refused | undefined> {
  const open = (await noticesOf(desk.tx, episodeId)).filter(isOpen)
  const { messageId, note } = confirmed
  const these = open.filter(({ id }) => messageId === 'all' || id === messageId)
  const confirms = { state: 'confirmed', note, by: desk.actor.accountId } as const
  for (const message of these) await moveOn(desk.tx, desk.now, message, confirms)
  if (these.length < open.length) return undefined
  for (const task of await openTasksOf(desk.tx, episodeId)) {
    if (task.kind !== 'stop-notice') continue
    const seen = { kind: 'seen', task, version: task.version, note } as const
    const trouble = await finishTask(desk, seen, 'confirmed')
    if (trouble !== undefined) return trouble
  }
  return undefined
}
