import { isSurelyAbove, isSurelyBelow } from './extreme-reading.ts'
import { at, type InrColumns, isCensored } from './inr-columns.ts'
import type { Rows, Span } from './ttr-tally.ts'

/** Readings with, for each, 1 when a meter measured it and 0 when a laboratory did. */
export type ControlColumns = InrColumns & { readonly fromMeter: Uint8Array }

/**
 * NICE's limits for poor control, all strict: higher than 5, higher than 8, less than 1.5.
 * @see docs/evidence.md#poor-control
 */
export const HIGH_TENTHS = 50
/** @see docs/evidence.md#poor-control */
export const VERY_HIGH_TENTHS = 80
/** @see docs/evidence.md#poor-control */
export const VERY_LOW_TENTHS = 15

/** How many INRs surely and how many possibly lie beyond each limit. */
export type ExtremeCounts = {
  seen: number
  high: number
  possiblyHigh: number
  veryHigh: number
  possiblyVeryHigh: number
  veryLow: number
  possiblyVeryLow: number
}

function noCounts(): ExtremeCounts {
  return {
    seen: 0,
    high: 0,
    possiblyHigh: 0,
    veryHigh: 0,
    possiblyVeryHigh: 0,
    veryLow: 0,
    possiblyVeryLow: 0,
  }
}

/**
 * Counts the extreme INRs of one patient from the first to the last day of the window, both included. High ones
 * count on every day; low ones only in maintenance, since a planned interruption or a start makes them.
 */
export function countExtremes(
  columns: ControlColumns,
  rows: Rows,
  window: Span,
  maintenance: readonly Span[],
): ExtremeCounts {
  const counts = noCounts()
  for (let row = rows.first; row < rows.end; row += 1) {
    const on = at(columns.days, row)
    if (!covers(window, on)) continue
    counts.seen += 1
    const reading = at(columns.readings, row)
    if (reading > HIGH_TENTHS) countHigh(counts, reading, columns.fromMeter[row] === 1)
    if (reading < VERY_LOW_TENTHS && isWithin(on, maintenance)) countLow(counts, reading)
  }
  return counts
}

function countHigh(counts: ExtremeCounts, reading: number, fromMeter: boolean): void {
  const censored = isCensored(reading)
  if (isSurelyAbove(reading, HIGH_TENTHS)) counts.high += 1
  else counts.possiblyHigh += 1

  if (isSurelyAbove(reading, VERY_HIGH_TENTHS)) counts.veryHigh += 1
  else if (censored || isEndOfMeter(reading, fromMeter)) counts.possiblyVeryHigh += 1
}

/** A meter that measures up to 8.0 may say 8.0 for anything above. */
export function isEndOfMeter(reading: number, fromMeter: boolean): boolean {
  return fromMeter && reading === VERY_HIGH_TENTHS
}

function countLow(counts: ExtremeCounts, reading: number): void {
  if (isSurelyBelow(reading, VERY_LOW_TENTHS)) counts.veryLow += 1
  else counts.possiblyVeryLow += 1
}

function isWithin(on: number, spans: readonly Span[]): boolean {
  return spans.some((span) => covers(span, on))
}

function covers(span: Span, on: number): boolean {
  return on >= span.from && on <= span.until
}
