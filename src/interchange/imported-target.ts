import { parseTarget, type Target, type TargetField } from '#clinical/target.ts'
import type { ImportRow } from './import-row.ts'

type Row = ImportRow<'episodes'>

const COLUMN = { target: 'target_inr', rangeLow: 'range_low', rangeHigh: 'range_high' } as const
const WHOLE_NUMBER = /^\d$/
/** `2.0-3.0` with a hyphen, an en dash, a minus sign or "to". */
const RANGE = /^(\d\.\d)\s*(?:[-\u2010-\u2015\u2212]|to)\s*(\d\.\d)$/

/** Reads the target and its range; a bare `3` may be a point or a range and is held (H07). */
export function readImportedTarget(row: Row): Target | undefined {
  const { target_inr: target, range_low: rangeLow, range_high: rangeHigh } = row.cells
  if (WHOLE_NUMBER.test(target)) {
    const message = `A target of ${target} may be a point or a range. Write the point with one decimal place, like ${target}.0.`
    return row.hold('target_inr', 'point-or-range', message)
  }
  const range = RANGE.exec(target)
  if (range !== null) return targetFromRange(row, range[1] ?? '', range[2] ?? '')
  return checked(row, { target, rangeLow, rangeHigh })
}

function targetFromRange(row: Row, low: string, high: string): Target | undefined {
  const { range_low: rangeLow, range_high: rangeHigh } = row.cells
  if ((rangeLow !== '' && rangeLow !== low) || (rangeHigh !== '' && rangeHigh !== high)) {
    const message =
      'The target and the range columns say different ranges. Write the one that is right.'
    return row.hold('target_inr', 'ranges-differ', message)
  }
  const sumTenths = tenths(low) + tenths(high)
  if (sumTenths % 2 !== 0) {
    const message = `The range ${low} to ${high} has no middle of one decimal place. Write the target INR.`
    return row.hold('target_inr', 'no-middle', message)
  }
  const target = `${Math.floor(sumTenths / 20)}.${(sumTenths / 2) % 10}`
  const taken = checked(row, { target, rangeLow: low, rangeHigh: high })
  if (taken !== undefined) {
    const message = `The target is a range. ${target}, its middle, is taken as the target INR: confirm it at the first visit.`
    row.warn('target_inr', 'range-as-target', message)
  }
  return taken
}

const tenths = (text: string): number => Number(text.replace('.', ''))

function checked(row: Row, typed: Record<TargetField, string>): Target | undefined {
  const parsed = parseTarget(typed)
  if (parsed.kind === 'target') return parsed.target
  return row.hold(COLUMN[parsed.field], parsed.code, parsed.message)
}
