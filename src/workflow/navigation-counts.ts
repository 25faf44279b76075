import { countOpenTasks } from '#store/absences.ts'
import type { Tx } from '#store/tx.ts'
import { isReconciling } from '#store/unknown-here.ts'

/** The figures in the frame of every page; only what costs next to nothing is counted. */
export type NavigationCounts = {
  /** Work that waits for a person: referred results, alarms, decisions. */
  readonly worklists: number
  /** Whether nobody is dosed here until the list after a restore is cleared. */
  readonly isReconciling: boolean
}

export const navigationCounts = async (tx: Tx): Promise<NavigationCounts> => {
  const [worklists, reconciling] = await Promise.all([countOpenTasks(tx), isReconciling(tx)])
  return { worklists, isReconciling: reconciling }
}
