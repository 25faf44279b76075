// The cells of a row in a meter's file by the names of our columns, and what stands beside them that may change what the INR means (H03).
import type { Table } from './csv-table.ts'

/** Where each of our columns stands in a file, from 0, and how the file writes its dates; one year first is always read. */
export type MeterColumns = {
  readonly at: Readonly<Record<string, number>>
  readonly dayFirst: boolean
}

/** The time of day, in a file that has it beside the day. */
export const TIME_COLUMN = 'measured_time'
const DATES = ['date_of_birth', 'measured_at']

/** The cells by our names; a time of its own joins its day, and a date with the day first is turned as its file writes it. */
export function cellsOfRow(
  cells: readonly string[],
  { at, dayFirst }: MeterColumns,
): Readonly<Record<string, string>> {
  const { [TIME_COLUMN]: time, ...row } = Object.fromEntries(
    Object.entries(at).map(([column, place]) => [column, (cells[place] ?? '').trim()]),
  )
  const whole = time ? { ...row, measured_at: `${row['measured_at'] ?? ''} ${time}` } : row
  if (!dayFirst) return whole
  const turned = ([column, cell]: [string, string]) =>
    [column, DATES.includes(column) ? yearFirst(cell) : cell] as const
  return Object.fromEntries(Object.entries(whole).map(turned))
}

const DAY_FIRST = /^(\d\d)\/(\d\d)\/(\d{4})(?!\d)/

const yearFirst = (cell: string): string => cell.replace(DAY_FIRST, '$3-$2-$1')

/** Why a file that is said to write the day first does not: one of its dates has no such month. */
export function monthFirst({ rows }: Table, { at, dayFirst }: MeterColumns): string | undefined {
  if (!dayFirst) return undefined
  for (const { line, cells } of rows) {
    const found = DATES.map((column) => cells[at[column] ?? -1]?.trim() ?? '').find((cell) =>
      /^\d\d\/(?:1[3-9]|[2-9]\d)\/\d{4}/.test(cell),
    )
    if (found !== undefined) {
      return `The date ${found.slice(0, 10)} on line ${line} is none with the day first, so no date of the file can be trusted. Export it with the year first, like 2026-04-03.`
    }
  }
  return undefined
}

/** A comparator, a meter's word for beyond its range, or another unit: beside a value, it makes it another one. */
const OF_THE_VALUE = /^(?:[<>≤≥]=?|HI|LO|%|%\s?Q(?:uick)?|Quick|s|secs?|seconds)$/i

/** What a column that is not read says of the value of its row. */
export function saidBeside(
  cells: readonly string[],
  headings: readonly string[],
  { at }: MeterColumns,
): string | undefined {
  const read = Object.values(at)
  const place = cells.findIndex(
    (cell, nth) => !read.includes(nth) && OF_THE_VALUE.test(cell.trim()),
  )
  if (place === -1) return undefined
  const heading = headings[place]?.trim() || `number ${place + 1}`
  return `The column ${heading} says ${cells[place]?.trim()}, which may change what the value means: an INR is read from one column alone.`
}
