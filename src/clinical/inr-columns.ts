import { type Day, dayNumber } from '#base/day.ts'
import type { Inr } from './inr.ts'

/** One INR at one day. */
export type InrPoint = { readonly on: Day; readonly inr: Inr }

/**
 * INRs in columns, oldest first within a patient: day numbers, and readings that keep their order when censored.
 * A measured 2.5 is 25; `>8.0` is 1080, above every measured one; `<0.8` is -8, below every measured one.
 */
export type InrColumns = { readonly days: Int32Array; readonly readings: Int16Array }

/** @technical How a censored INR is kept in a column of whole numbers. */
const CENSORED_ABOVE = 1000

/** The reading of an INR as the columns hold it. */
export function readingOf({ comparator, tenths }: Inr): number {
  switch (comparator) {
    case '=':
      return tenths
    case '>':
      return CENSORED_ABOVE + tenths
    case '<':
      return -tenths
  }
}

/** The INR that a reading stands for. */
export function inrOfReading(reading: number): Inr {
  if (reading >= CENSORED_ABOVE) return { comparator: '>', tenths: reading - CENSORED_ABOVE }
  return reading < 0 ? { comparator: '<', tenths: -reading } : { comparator: '=', tenths: reading }
}

/** Whether a reading is a limit of the meter and not a measured value (H04). */
export function isCensored(reading: number): boolean {
  return reading >= CENSORED_ABOVE || reading < 0
}

/** The value that a censored-above reading is known to exceed: `>4.5` is more than 4.5 and may be more than 8. */
export function knownAbove(reading: number): number {
  return reading >= CENSORED_ABOVE ? reading - CENSORED_ABOVE : Number.NEGATIVE_INFINITY
}

/** One reading at a numbered day. */
export type NumberedReading = { readonly day: number; readonly reading: number }

/** The columns of one history, oldest first; INRs of the same day keep their order. */
export function inrColumns(points: readonly InrPoint[]): InrColumns {
  return columnsOf(
    points.map((point) => ({ day: dayNumber(point.on), reading: readingOf(point.inr) })),
  )
}

/** The columns of readings whose days count from any day 0, oldest first. */
export function columnsOf(readings: readonly NumberedReading[]): InrColumns {
  const ordered = [...readings].sort((a, b) => a.day - b.day)
  return {
    days: Int32Array.from(ordered, ({ day }) => day),
    readings: Int16Array.from(ordered, ({ reading }) => reading),
  }
}

/** The value of a row that the column has. */
export function at(column: Int32Array | Int16Array, row: number): number {
  return column[row] ?? 0
}
