import { countWaitingRows } from '#store/import-held-rows.ts'
import { allBatches, type ImportBatch } from '#store/imports.ts'
import { view } from './view.ts'

export type { ImportBatch }

export type ImportList = {
  readonly kind: 'imports'
  readonly batches: readonly ImportBatch[]
  readonly waitingRows: number
}

/** Every import of this provider, newest first, and how many rows still wait. */
export const importList = view<Record<string, never>, ImportList>(
  'import-records',
  async ({ tx }) => ({
    kind: 'imports',
    batches: await allBatches(tx),
    waitingRows: await countWaitingRows(tx),
  }),
)
