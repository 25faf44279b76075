import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { coursesToCheck, noteNightDone } from '#store/control-night.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { eachNight, type Night } from './each-night.ts'
import { noticePoorControl } from './poor-control.ts'

/** The name of this work among those of a night. */
export const POOR_CONTROL = 'poor-control'
/** Courses in one transaction: a night's work never holds anybody's row for long. */
const SLICE = 500

/**
 * Looks at the control of everybody under treatment, at each provider, once a day: time in range falls with the days
 * even when nothing is saved. Doing it again opens nothing twice.
 */
export async function checkControlNightly(house: House, stop?: AbortSignal): Promise<void> {
  await eachNight(house, POOR_CONTROL, (night) => checkProvider(house, night), stop)
}

async function checkProvider(house: House, { providerId, today, inSlices }: Night): Promise<void> {
  await inSlices((after) =>
    inTransaction(house.pool, providerId, async (tx) => {
      const at = new Date(house.clock()).toISOString()
      const { last, opened } = await checkSlice(tx, after, house.clock())
      if (last === undefined) await noteNightDone(tx, POOR_CONTROL, today, at)
      if (opened.length === 0) return { keep: last === undefined, answer: last }
      const line = canonicalJson({ act: 'poor-control', at, noted: { opened } })
      return { keep: true, answer: last, last: (ended) => addAuditLine(ended, line) }
    }),
  )
}

/** One slice; `last` is the course to go on after, none when all are done. */
async function checkSlice(tx: Tx, after: string, now: number) {
  const courses = await coursesToCheck(tx, after, SLICE)
  if (courses.length === 0) return { last: undefined, opened: [] }
  const opened = await noticePoorControl(tx, courses, now)
  return { last: courses.at(-1)?.id, opened }
}
