import { clinicalDate, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { type Measured, resultsRestedOn } from '#store/strip-lots.ts'
import type { Desk } from './desk.ts'
import { openTask } from './visit-task.ts'

/**
 * Minutes for an authorised person to look at a dose that rests on a lot that is blocked, or on a meter whose control has
 * failed. Source: no source names one; a working day for the first, since a recall is of many, half of one for the second.
 * Status: local setting. @see docs/evidence.md#look-back-within
 */
const LOOK_BACK_WITHIN_MINUTES = { lot: 24 * 60, meter: 4 * 60 } as const

/**
 * Every dose that rests on what a lot or a meter measured is looked at by a person: one owned task a course, of its newest
 * result. Whoever has been measured otherwise since is on the list of the lot or the meter, and on no task (H06).
 */
export async function openLookBacks(desk: Desk, measured: Measured, why: string): Promise<number> {
  const results = await resultsRestedOn(desk.tx, measured)
  for (const { id, patientId, episodeId, sampledOn, comparator, tenths } of results) {
    const inr = formatInr({ comparator, tenths })
    await openTask(desk, {
      kind: 'look-back',
      patientId,
      episodeId,
      visitId: null,
      title: `INR ${inr} of ${clinicalDate(day(sampledOn))}: ${why}. Is the dose still right?`,
      details: { resultId: id, by: measured.by, key: measured.key },
      forWhom: 'authoriser',
      takenBy: null,
      withinMinutes: LOOK_BACK_WITHIN_MINUTES[measured.by],
      note: '',
    })
  }
  return results.length
}
