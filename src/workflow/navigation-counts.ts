import { countOpenTasks } from '#store/absences.ts'
import type { Tx } from '#store/tx.ts'

/** The figures in the frame of every page; only what costs next to nothing is counted. */
export type NavigationCounts = {
  /** Work that waits for a person: referred results, alarms, decisions. */
  readonly worklists: number
}

export const navigationCounts = async (tx: Tx): Promise<NavigationCounts> => ({
  worklists: await countOpenTasks(tx),
})
