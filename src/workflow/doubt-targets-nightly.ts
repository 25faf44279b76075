import { canonicalJson } from '#base/canonical.ts'
import { londonDay } from '#base/day.ts'
import { addAuditLine } from '#store/audit.ts'
import { noteNightDone } from '#store/control-night.ts'
import { coursesInDoubt, targetsInForce } from '#store/target-doubts.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { eachNight, type Night } from './each-night.ts'
import { keepTargetDoubt, misfitsInForce } from './target-doubt.ts'

const JOB = 'targets-in-doubt'
/** @technical Courses in one transaction. */
const SLICE = 500

/**
 * Looks once a day, at each provider, at every target that somebody is treated by: one that was in force before two people
 * were asked, or that a new release of the sources no longer gives, is somebody's task too (H07).
 */
export async function doubtTargetsNightly(house: House, stop?: AbortSignal): Promise<void> {
  await eachNight(house, JOB, (night) => lookAtProvider(house, night), stop)
}

async function lookAtProvider(house: House, { providerId, now, inSlices }: Night): Promise<void> {
  const at = new Date(now).toISOString()
  await inSlices((after) =>
    inTransaction(house.pool, providerId, async (tx) => {
      const { last, opened } = await lookAtSlice(tx, after, now)
      if (last === undefined) await noteNightDone(tx, JOB, londonDay(now), at)
      const keep = true
      if (opened.length === 0) return { keep, answer: last }
      const line = canonicalJson({ act: JOB, at, noted: { opened } })
      return { keep, answer: last, last: (ended) => addAuditLine(ended, line) }
    }),
  )
}

/** One slice; `last` is the course to go on after, none when all are done. */
async function lookAtSlice(tx: Tx, after: string, now: number) {
  const courses = await targetsInForce(tx, after, SLICE)
  const doubted = courses.length === 0 ? new Set<string>() : await coursesInDoubt(tx)
  const opened: string[] = []
  for (const course of courses) {
    if (!doubted.has(course.id) && misfitsInForce(course).length === 0) continue
    const noticed = { tx, now, today: londonDay(now), by: null }
    if (await keepTargetDoubt(noticed, course)) opened.push(course.id)
  }
  return { last: courses.at(-1)?.id, opened }
}
