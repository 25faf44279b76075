import { canonicalJson } from '#base/canonical.ts'
import { londonDay } from '#base/day.ts'
import { addAuditLine } from '#store/audit.ts'
import { addProcedureEvent, escalateRestarts } from '#store/procedure-events.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'

/**
 * Brings every restart that is overdue to the clinical lead again, once for each day, at each provider, until somebody
 * has recorded it or decided against it (H24). Doing it again on the same day changes nothing.
 */
export const escalateOverdueRestarts = (house: House): Promise<void> =>
  atEachProvider(house, escalateAt)

/** Answers how many restarts it escalated. */
async function escalateAt(tx: Tx, now: number): Promise<number> {
  const at = new Date(now).toISOString()
  const today = londonDay(now)
  const late = await escalateRestarts(tx, today, at)
  for (const { id, ofVersion } of late) {
    await addProcedureEvent(tx, {
      id: newId(now),
      planId: id,
      ofVersion,
      what: 'escalated',
      step: null,
      onDate: today,
      details: {},
      by: null,
      at,
    })
  }
  if (late.length === 0) return 0
  const noted = late.map(({ id }) => id)
  await addAuditLine(tx, canonicalJson({ act: 'escalate-restarts', at, noted }))
  return late.length
}
