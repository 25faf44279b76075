import { type Day, dayNumber } from '#base/day.ts'
import { type ControlFlags, type Flag, flagsOf, LEAST_MAINTENANCE_MONTHS } from './control.ts'
import { type ControlColumns, countExtremes } from './control-counts.ts'
import { at } from './inr-columns.ts'
import { FIRST_WEEKS_EXCLUDED_DAYS, tallyMaintenance } from './maintenance.ts'
import { monthsBefore } from './months.ts'
import { percentHundredthsOf, type Rows } from './ttr-tally.ts'

/**
 * The results of many patients in columns: those of patient `p` stand from `firstRow[p]` up to `firstRow[p + 1]`,
 * oldest first, one a day.
 */
export type ClinicColumns = ControlColumns & {
  readonly firstRow: Int32Array
  readonly startedOn: Int32Array
  readonly lowTenths: Int16Array
  readonly highTenths: Int16Array
}

/** For each patient, time in, below and above range of the last 6 months in hundredths of a per cent, and the flags packed. */
export type ClinicControl = {
  readonly percentHundredths: Int16Array
  readonly belowHundredths: Int16Array
  readonly aboveHundredths: Int16Array
  readonly flags: Uint8Array
}

/** @technical A mark in a column of percentages: no percentage. */
export const INSUFFICIENT = -1

/** @technical How an answer is kept in a column of bytes. */
const FLAG_CODE: Record<Flag, number> = { no: 0, possible: 1, yes: 2, 'not-known': 3 }
const CODE_FLAG: readonly Flag[] = ['no', 'possible', 'yes']

/** Control of a whole clinic today: the same figures and flags as `controlOf`, for courses without breaks. */
export function controlOfClinic(columns: ClinicColumns, today: Day): ClinicControl {
  const patients = columns.firstRow.length - 1
  const control = {
    percentHundredths: new Int16Array(patients).fill(INSUFFICIENT),
    belowHundredths: new Int16Array(patients).fill(INSUFFICIENT),
    aboveHundredths: new Int16Array(patients).fill(INSUFFICIENT),
    flags: new Uint8Array(patients),
  }
  const window = {
    from: dayNumber(monthsBefore(today, LEAST_MAINTENANCE_MONTHS)),
    until: dayNumber(today),
  }
  for (let patient = 0; patient < patients; patient += 1) {
    assessPatient(columns, patient, window, control)
  }
  return control
}

function assessPatient(
  columns: ClinicColumns,
  patient: number,
  window: { readonly from: number; readonly until: number },
  control: ClinicControl,
): void {
  const all = { first: at(columns.firstRow, patient), end: at(columns.firstRow, patient + 1) }
  const rows = rowsTouching(columns, all, window.from)
  const settled = at(columns.startedOn, patient) + FIRST_WEEKS_EXCLUDED_DAYS
  const span = { from: settled, until: window.until }
  const range = {
    lowTenths: at(columns.lowTenths, patient),
    highTenths: at(columns.highTenths, patient),
  }

  const counts = countExtremes(columns, rows, window, [span])
  const tally =
    settled <= window.from ? tallyMaintenance(columns, rows, [{ span, range }], window) : undefined

  control.flags[patient] = packFlags(flagsOf(counts, tally))
  if (tally === undefined) return
  control.percentHundredths[patient] = percentHundredthsOf(tally, 'inside') ?? INSUFFICIENT
  control.belowHundredths[patient] = percentHundredthsOf(tally, 'below') ?? INSUFFICIENT
  control.aboveHundredths[patient] = percentHundredthsOf(tally, 'above') ?? INSUFFICIENT
}

/** Of a patient's results those from a day on, and the one before them, from which a line leads into these days. */
function rowsTouching({ days }: ClinicColumns, { first, end }: Rows, from: number): Rows {
  let [low, high] = [first, end]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(days, middle) < from) low = middle + 1
    else high = middle
  }
  return { first: Math.max(first, low - 1), end }
}

function packFlags(flags: ControlFlags): number {
  return (
    FLAG_CODE[flags.twoAboveFive] +
    FLAG_CODE[flags.oneAboveEight] * 4 +
    FLAG_CODE[flags.twoBelowOneAndAHalf] * 16 +
    FLAG_CODE[flags.timeInRangeBelow65] * 64
  )
}

/** The flags of one patient from their packed form. */
export function unpackFlags(packed: number): ControlFlags {
  const flag = (place: number) => CODE_FLAG[Math.floor(packed / place) % 4] ?? 'not-known'
  return {
    twoAboveFive: flag(1),
    oneAboveEight: flag(4),
    twoBelowOneAndAHalf: flag(16),
    timeInRangeBelow65: flag(64),
  }
}
