import { countOpenTasks } from '#store/absences.ts'
import { isReadOnly } from '#store/read-only.ts'
import type { Tx } from '#store/tx.ts'
import { isReconciling } from '#store/unknown-here.ts'

/** The figures in the frame of every page; only what costs next to nothing is counted. */
export type NavigationCounts = {
  /** Work that waits for a person: referred results, alarms, decisions. */
  readonly worklists: number
  /** Whether nobody is dosed here until the list after a restore is cleared. */
  readonly isReconciling: boolean
  /** Whether the database takes no changes at the moment. */
  readonly isReadOnly: boolean
}

export const navigationCounts = async (tx: Tx): Promise<NavigationCounts> => {
  const [worklists, reconciling, readOnly] = await Promise.all([
    countOpenTasks(tx),
    isReconciling(tx),
    isReadOnly(tx),
  ])
  return { worklists, isReconciling: reconciling, isReadOnly: readOnly }
}
