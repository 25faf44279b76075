import { uuid } from '#base/ids.ts'
import type { TableRow } from '#interchange/csv-table.ts'
import { tableToName } from '#interchange/meter-columns.ts'
import {
  findNamedColumns,
  findWaitingFile,
  type NamedColumns,
  type WaitingFile,
} from '#store/meter-files.ts'
import type { Tx } from '#store/tx.ts'
import { headerHash } from './meter-header.ts'
import { notHere } from './outcome.ts'
import { view } from './view.ts'

/** A file that waits for its columns to be named, or a header of which they were named before. */
export type WhichColumns = { readonly fileId: string; readonly header: string }

export type ColumnsShown = {
  readonly kind: 'columns'
  readonly header: string
  readonly headings: readonly string[]
  /** As they stand in the file; none where a naming is changed and no file is there. */
  readonly rows: readonly TableRow[]
  readonly named: NamedColumns | undefined
  readonly file: WaitingFile | undefined
}

/** So many rows are shown while columns are named. @technical Length of a list. */
const ROWS_SHOWN = 5

/** What is looked at while the columns of a maker's file are named. */
export const columnsOfMeterFile = view<WhichColumns, ColumnsShown>(
  'bring-in-results',
  async ({ tx }, which) => (await findColumns(tx, which)) ?? notHere('file'),
)

/** The header that is asked about, with its file where one waits. */
export async function findColumns(tx: Tx, which: WhichColumns): Promise<ColumnsShown | undefined> {
  if (which.fileId === '') return columnsRemembered(tx, which.header)
  const id = uuid(which.fileId)
  const file = id && (await findWaitingFile(tx, id))
  const table = file && tableToName(file.content)
  if (!file || table === undefined) return undefined
  const { headings } = table
  const header = headerHash(headings)
  const rows = table.rows.slice(0, ROWS_SHOWN)
  return {
    kind: 'columns',
    header,
    headings,
    rows,
    named: await findNamedColumns(tx, header),
    file,
  }
}

async function columnsRemembered(tx: Tx, header: string): Promise<ColumnsShown | undefined> {
  const named = await findNamedColumns(tx, header)
  if (named === undefined) return undefined
  return { kind: 'columns', header, headings: named.headings, rows: [], named, file: undefined }
}
