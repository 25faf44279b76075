import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { endedSinceProposed, type LinkStep } from '#store/record-links.ts'
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
export const openLinkTasks = (desk: Desk, pair: Pair, title: string): Promise<void> =>
  openAt(desk, pair, (courses) => {
    const course = courses.find(({ phase }) => phase !== 'ended')
    return course === undefined ? [] : [{ course, title }]
  })

/**
 * Two records are of two people after all: what waited for the link is closed. A prescriber looks at every course that was
 * ended since the link was proposed, and after a review at every one that runs. Nobody is left untreated because somebody
 * took them for another person (H02, H18); one that ended before anybody thought of the link is no matter of it.
 */
export async function takeApart(
  desk: Desk,
  link: Pick<LinkStep, keyof Pair | 'state'>,
): Promise<Refused | undefined> {
  const ended = await endedSinceProposed(desk.tx, link.linkId)
  const trouble = await closeLinkTasks(desk, link.linkId, 'two-people')
  if (trouble !== undefined) return trouble
  const isLookedAt = ({ id, phase }: FoundEpisode) =>
    phase === 'ended' ? ended.includes(id) : link.state === 'reviewed'
  await openAt(desk, link, (courses) =>
    courses
      .filter(isLookedAt)
      .map((course) => ({ course, title: course.phase === 'ended' ? APART_ENDED : APART })),
  )
  return undefined
}

const APART = 'Taken apart from another record: look at what was entered while they were joined'
const APART_ENDED =
  'Taken apart from another record, and treatment here has ended: look whether it must go on'

/** Which of the courses of a record somebody must look at, and why; those that run come first, then the newest. */
type Choice = (
  courses: readonly FoundEpisode[],
) => readonly { readonly course: FoundEpisode; readonly title: string }[]

async function openAt(
  desk: Desk,
  { keepsId, closesId, linkId }: Pair,
  choice: Choice,
): Promise<void> {
  for (const patientId of [keepsId, closesId]) {
    for (const { course, title } of choice(await episodesOf(desk.tx, patientId))) {
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
