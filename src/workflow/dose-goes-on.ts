import { goesOnAs } from '#clinical/unchanged-dose.ts'
import type { FoundDecision } from '#store/decisions.ts'
import { toldBefore } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'

/**
 * Whether a dose asks nothing new of the patient: it is the one that they were told before, on each date. Anything else is a
 * changed dose, the first one too; that was told by nothing but a person's answer (H16).
 */
export async function goesOn(
  tx: Tx,
  decision: Pick<FoundDecision, 'episodeId' | 'sequence' | 'schedule'>,
): Promise<boolean> {
  const before = await toldBefore(tx, decision)
  return before !== undefined && goesOnAs(before, decision.schedule)
}
