import type { Day } from '#base/day.ts'
import { readTable, type TableRow } from './csv-table.ts'
import { readFileText } from './file-text.ts'
import { type DateFormat, readImportedDay } from './import-day.ts'
import type { FileRefusal } from './import-finding.ts'
import { readMoney } from './money-cell.ts'

// What was paid, as a commissioner or its bank writes it. Headings may be called what they are usually called; a row that cannot be read is
// kept as it stands, with what is wrong with it, and is never left out.

export type RemittanceRow =
  | {
      readonly kind: 'payment'
      readonly line: number
      readonly reference: string
      readonly pence: number
      readonly paidOn: Day
    }
  | {
      readonly kind: 'held'
      readonly line: number
      readonly cells: readonly string[]
      readonly why: string
    }

export type RemittanceReading =
  | { readonly kind: 'remittance'; readonly rows: readonly RemittanceRow[] }
  | {
      readonly kind: 'refused'
      readonly status: 413 | 415 | 422
      readonly code: string
      readonly message: string
    }

/** What the columns are called, in small letters without anything between. */
const HEADINGS = {
  reference: [
    ...['invoice', 'invoicenumber', 'invoiceno', 'invoiceref', 'invoicereference'],
    ...['reference', 'ref', 'yourref', 'yourreference', 'paymentreference', 'description'],
  ],
  amount: ['amount', 'amountpaid', 'amountgbp', 'paid', 'paidamount', 'netamount', 'value'],
  date: ['date', 'paymentdate', 'datepaid', 'paidon', 'valuedate'],
} as const
type Column = keyof typeof HEADINGS

const COLUMN_WORDS: Readonly<Record<Column, string>> = {
  reference: 'the reference, called "Invoice" or "Reference"',
  amount: 'the amount, called "Amount" or "Paid"',
  date: 'the day, called "Date" or "Paid on"',
}

/** Reads a remittance; the columns are found by their names, in whatever order, and never guessed from what is in them. */
export function readRemittance(bytes: Uint8Array, format: DateFormat): RemittanceReading {
  const text = readFileText('results', bytes)
  if (text.kind === 'refused') return refusedAs(text)
  const table = readTable('results', text.text)
  if (table.kind === 'refused') return refusedAs(table)
  const found = columnsIn(table.headings)
  if ('kind' in found) return found
  const width = table.headings.length
  return {
    kind: 'remittance',
    rows: table.rows.map((row) => readRow(row, found, width, format)),
  }
}

const refusedAs = ({ status, finding: { code, message } }: FileRefusal) =>
  ({ kind: 'refused', status, code, message }) as const

type Columns = Readonly<Record<Column, number>>

function columnsIn(
  headings: readonly string[],
): Columns | Extract<RemittanceReading, { kind: 'refused' }> {
  const at: Partial<Record<Column, number>> = {}
  for (const column of ['reference', 'amount', 'date'] as const) {
    const names: readonly string[] = HEADINGS[column]
    const places = headings.flatMap((heading, place) =>
      names.includes(heading.toLowerCase().replaceAll(/[^a-z]/g, '')) ? [place] : [],
    )
    if (places.length === 0) {
      return refusal(
        'heading-missing',
        `The file has no column for ${COLUMN_WORDS[column]}. Name it in the first row.`,
      )
    }
    if (places.length > 1) {
      const both = places.map((place) => `"${headings[place]?.trim()}"`).join(' and ')
      return refusal(
        'heading-twice',
        `${both} may each be ${COLUMN_WORDS[column]}. Leave one of them, and send the file again.`,
      )
    }
    at[column] = places[0] ?? 0
  }
  return at as Columns
}

const refusal = (code: string, message: string) =>
  ({ kind: 'refused', status: 422, code, message }) as const

/** @technical Longer than any reference of a bank; a text of a page is none. */
const LONGEST_REFERENCE = 140

function readRow(
  { line, cells }: TableRow,
  columns: Columns,
  width: number,
  format: DateFormat,
): RemittanceRow {
  const held = (why: string): RemittanceRow => ({ kind: 'held', line, cells, why })
  if (cells.length !== width) {
    return held(`The row has ${cells.length} cells where the headings have ${width}.`)
  }
  const reference = (cells[columns.reference] ?? '').trim()
  const wrong = faultOfReference(reference)
  if (wrong !== undefined) return held(wrong)
  const money = readMoney((cells[columns.amount] ?? '').trim())
  if (money.kind === 'refused') return held(money.message)
  const on = readImportedDay((cells[columns.date] ?? '').trim(), format)
  if (on.kind === 'refused') return held(on.message)
  return { kind: 'payment', line, reference, pence: money.pence, paidOn: on.day }
}

function faultOfReference(reference: string): string | undefined {
  if (reference === '') return 'The reference is missing.'
  if (reference.length > LONGEST_REFERENCE) return 'The reference is too long to be one.'
  return /[|\p{Cc}\p{Cf}]/u.test(reference)
    ? 'The reference holds a line break, a bar (|) or a hidden character.'
    : undefined
}
