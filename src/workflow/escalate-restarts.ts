import { canonicalJson } from '#base/canonical.ts'
import { londonDay } from '#base/day.ts'
import { addAuditLine } from '#store/audit.ts'
import { addProcedureEvent, escalateRestarts } from '#store/procedure-events.ts'
import { providersOf } from '#store/providers.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'

/**
 * Brings every restart that is overdue to the clinical lead again, once for each day, at each provider, until somebody
 * has recorded it or decided against it (H24). Doing it again on the same day changes nothing.
 */
export async function escalateOverdueRestarts(house: House): Promise<void> {
  const now = house.clock()
  for (const { providerId } of await providersOf(house.pool)) {
    await inTransaction(house.pool, providerId, async (tx) => ({
      keep: (await escalateAt(tx, now)) > 0,
      answer: undefined,
    }))
  }
}

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
