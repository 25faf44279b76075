import { countWaitingRows, type HeldRowFound, waitingRows } from '#store/import-held-rows.ts'
import { view } from './view.ts'

export type WaitingRow = HeldRowFound

export const WAITING_ROWS_A_PAGE = 25

export type ImportWaitingRows = {
  readonly kind: 'waiting-rows'
  readonly rows: readonly WaitingRow[]
  readonly count: number
  readonly page: number
}

/** The rows of imports that could not be taken and that nobody has dealt with. */
export const importWaitingRows = view<{ readonly page: number }, ImportWaitingRows>(
  'import-records',
  async ({ tx }, { page }) => ({
    kind: 'waiting-rows',
    rows: await waitingRows(tx, (page - 1) * WAITING_ROWS_A_PAGE, WAITING_ROWS_A_PAGE),
    count: await countWaitingRows(tx),
    page,
  }),
)
