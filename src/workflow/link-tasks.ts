import { episodesOf } from '#store/episodes.ts'
import type { LinkStep } from '#store/record-links.ts'
import { openTasksOfLink } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import type { Refused } from './outcome.ts'
import { openTask } from './visit-task.ts'

/**
 * Minutes until somebody must have settled what stops the dosing of two records. Source: a choice of this service: the
 * clinic of the day. Status: local setting.
 */
const SETTLE_WITHIN_MINUTES = 4 * 60

type Pair = Pick<LinkStep, 'keepsId' | 'closesId' | 'linkId'>

/** Opens a task of a prescriber at each of the two records that has a course which has not ended. */
export async function openLinkTasks(
  desk: Desk,
  { keepsId, closesId, linkId }: Pair,
  title: string,
): Promise<void> {
  for (const patientId of [keepsId, closesId]) {
    const courses = await episodesOf(desk.tx, patientId)
    const course = courses.find(({ phase }) => phase !== 'ended')
    if (course === undefined) continue
    await openTask(desk, {
      kind: 'record-link',
      patientId,
      episodeId: course.id,
      visitId: null,
      title,
      details: { linkId },
      forWhom: 'prescriber',
      takenBy: null,
      withinMinutes: SETTLE_WITHIN_MINUTES,
      note: '',
    })
  }
}

/** Closes the tasks that a link has open at both records. */
export async function closeLinkTasks(
  desk: Desk,
  linkId: string,
  code: string,
): Promise<Refused | undefined> {
  for (const task of await openTasksOfLink(desk.tx, linkId)) {
    const seen = { kind: 'seen', task, version: task.version, note: '' } as const
    const trouble = await finishTask(desk, seen, code)
    if (trouble !== undefined) return trouble
  }
  return undefined
}
