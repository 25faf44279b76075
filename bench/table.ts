import { type BenchRow, isMet } from './bench-row.ts'

const HEADINGS = ['what', 'asked', 'measured', 'baseline', 'ratio', 'met'] as const

/** The figures as text, a line each, under their headings. */
export function table(rows: readonly BenchRow[]): string {
  const lines = [HEADINGS, ...rows.map(cells)]
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((line) => lengthOf(line[column]))),
  )
  const padded = lines.map((line) =>
    line.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '),
  )
  return padded.join('\n')
}

const lengthOf = (cell: string | undefined): number => cell?.length ?? 0

/** Numbers stand to the right. */
const pad = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width)

function cells(row: BenchRow): readonly string[] {
  const limit = row.mustBe === 'at most' ? '<=' : '>='
  return [
    row.what,
    `${limit} ${figure(row.asked)}`,
    figure(row.measured),
    figure(row.baseline),
    row.ratio.toFixed(2),
    isMet(row) ? 'yes' : 'NO',
  ]
}

const figure = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 2 : 0 })
