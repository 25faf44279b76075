import { canonicalJson } from '#base/canonical.ts'
import { londonDay } from '#base/day.ts'
import { addAuditLine } from '#store/audit.ts'
import { noteNightDone } from '#store/control-night.ts'
import {
  coursesInDoubt,
  type TargetInForce,
  targetInForce,
  targetsInForce,
} from '#store/target-doubts.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { waitForVisit } from '#store/visits.ts'
import type { House } from './desk.ts'
import { eachNight, type Night } from './each-night.ts'
import { keepTargetDoubt, misfitsInForce } from './target-doubt.ts'

const JOB = 'targets-in-doubt'
/** @technical Courses that are found at a time. */
const SLICE = 500

/**
 * Looks once a day, at each provider, at every target that somebody is treated by: one that was in force before two people
 * were asked, or that a new release of the sources no longer gives, is somebody's task too (H07).
 */
export async function doubtTargetsNightly(house: House, stop?: AbortSignal): Promise<void> {
  await eachNight(house, JOB, (night) => lookAtProvider(house, night), stop)
}

async function lookAtProvider(house: House, { providerId, today, inSlices }: Night): Promise<void> {
  const inProvider: InProvider = (work) =>
    inTransaction(house.pool, providerId, async (tx) => ({ keep: true, answer: await work(tx) }))
  await inSlices(async (after) => {
    const { last, suspect } = await inProvider((tx) => suspectsOf(tx, after))
    for (const course of suspect) await inProvider((tx) => lookAgain(tx, house, course))
    return last
  })
  await inProvider((tx) => noteNightDone(tx, JOB, today, new Date(house.clock()).toISOString()))
}

type InProvider = <Answer>(work: (tx: Tx) => Promise<Answer>) => Promise<Answer>

/** Found without a lock; `last` is the course to go on after, none when all are done. */
async function suspectsOf(tx: Tx, after: string) {
  const courses = await targetsInForce(tx, after, SLICE)
  const doubted = courses.length === 0 ? new Set<string>() : await coursesInDoubt(tx)
  const suspect = courses.filter(
    (course) => doubted.has(course.id) || misfitsInForce(course).length > 0,
  )
  return { last: courses.at(-1)?.id, suspect }
}

/** One course again, with the record of its patient in hand, as an act has it. */
async function lookAgain(tx: Tx, { clock }: House, { id, patientId }: TargetInForce) {
  await waitForVisit(tx, patientId)
  const course = await targetInForce(tx, id)
  const now = clock()
  const noticed = { tx, now, today: londonDay(now), by: null }
  if (course === undefined || !(await keepTargetDoubt(noticed, course))) return
  const at = new Date(now).toISOString()
  await addAuditLine(tx, canonicalJson({ act: JOB, at, noted: { opened: [id] } }))
}
