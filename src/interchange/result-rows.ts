import { addDays, type Day } from '#base/day.ts'
import { parseDose, type Ug, ug } from '#clinical/dose.ts'
import { type Inr, LABORATORY_RANGE, METER_RANGE, parseInr } from '#clinical/inr.ts'
import { parseNhsNumber } from '#register/nhs-number.ts'
import { type DateFormat, readImportedDay } from './import-day.ts'
import type { ImportRow } from './import-row.ts'

/** One test as the other product has it. Null is what the file does not say. */
export type ImportedResult = {
  readonly line: number
  readonly patientRef: string
  readonly testedOn: Day
  readonly inr: Inr
  readonly raw: string
  readonly method: 'provider-meter' | 'laboratory'
  readonly doseBeforeUg: Ug | null
  readonly omitDays: number | null
  readonly nextTestOn: Day | null
  readonly comment: string | null
}

type Row = ImportRow<'results'>

/** Every warfarin tablet and every half of one is a multiple of 0.5 mg. */
const STEP_UG = 500
/** Nobody takes more in a day; a weekly total in the daily column does. @see docs/evidence.md#import-largest-dose */
export const LARGEST_DAILY_UG = ug(25_000)
/** As many days as a dose decision may omit. */
const MOST_OMIT_DAYS = 14
/** A next test further away has a wrong year. @see docs/evidence.md#import-longest-interval */
const LONGEST_INTERVAL_DAYS = 366

const METHODS = { POC: 'provider-meter', LAB: 'laboratory' } as const

/** Reads one row of results.csv; undefined when it cannot be taken as it stands. */
export function readResultRow(
  row: Row,
  today: Day,
  format: DateFormat,
): ImportedResult | undefined {
  const patientRef = row.cells.patient_ref
  if (patientRef === '') row.hold('patient_ref', 'required', 'The patient reference is missing.')
  const testedOn = readTestDay(row, today, format)
  const method = readMethod(row)
  const inr = readInr(row, method)
  const doseBeforeUg = readDose(row)
  const omitDays = readOmitDays(row)
  const nextTestOn = readNextTest(row, testedOn, format)
  const comment = readComment(row)
  if (patientRef === '' || testedOn === undefined || method === undefined) return
  if (inr === undefined || doseBeforeUg === undefined || omitDays === undefined) return
  if (nextTestOn === undefined || comment === undefined) return
  const { line, cells } = row
  const raw = cells.inr
  return {
    line,
    patientRef,
    testedOn,
    inr,
    raw,
    method,
    doseBeforeUg,
    omitDays,
    nextTestOn,
    comment,
  }
}

function readTestDay(row: Row, today: Day, format: DateFormat): Day | undefined {
  const parsed = readImportedDay(row.cells.test_date, format)
  if (parsed.kind === 'refused') return row.hold('test_date', parsed.code, parsed.message)
  if (parsed.day <= today) return parsed.day
  const message = 'The test is in the future. Check the date of the test.'
  return row.hold('test_date', 'in-future', message)
}

function readMethod(row: Row): ImportedResult['method'] | undefined {
  const text = row.cells.method.toUpperCase()
  if (text === 'POC' || text === 'LAB') return METHODS[text]
  return row.hold('method', 'not-a-choice', 'Write the method as POC or LAB.')
}

function readInr(row: Row, method: ImportedResult['method'] | undefined): Inr | undefined {
  const parsed = parseInr(
    row.cells.inr,
    method === 'provider-meter' ? METER_RANGE : LABORATORY_RANGE,
  )
  if (parsed.kind === 'inr') return parsed.inr
  return row.hold('inr', parsed.code, parsed.message)
}

function readDose(row: Row): Ug | null | undefined {
  const field = 'dose_mg_per_day'
  const text = row.cells[field]
  if (text === '') {
    row.warn(field, 'not-known', 'The dose is missing. It is taken as not known.')
    return null
  }
  const parsed = parseDose(text)
  if (parsed.kind === 'refused') return row.hold(field, parsed.code, parsed.message)
  if (parsed.ug > LARGEST_DAILY_UG) {
    const message = `${text} mg is too much for one day. If it is the weekly total, write the dose of a day.`
    return row.hold(field, 'weekly-total', message)
  }
  if (parsed.ug === 0) {
    const message =
      'A dose of 0 mg is not a dose in force. Write the dose, and the days left out under omit_days.'
    return row.hold(field, 'no-dose', message)
  }
  if (parsed.ug % STEP_UG === 0) return parsed.ug
  const message = `${text} mg cannot be made: doses go in steps of 0.5 mg. Write the dose of a day in mg.`
  return row.hold(field, 'step', message)
}

function readOmitDays(row: Row): number | null | undefined {
  const { omit_days: text } = row.cells
  if (text === '') return null
  if (/^\d{1,2}$/.test(text) && Number(text) <= MOST_OMIT_DAYS) return Number(text)
  const message = `Write the days to leave out as a whole number from 0 to ${MOST_OMIT_DAYS}.`
  return row.hold('omit_days', 'not-a-count', message)
}

/** Null when the row has none; whether a patient may be without one is asked of the newest row only. */
function readNextTest(
  row: Row,
  testedOn: Day | undefined,
  format: DateFormat,
): Day | null | undefined {
  const field = 'next_test_date'
  if (row.cells[field] === '') return null
  const parsed = readImportedDay(row.cells[field], format)
  if (parsed.kind === 'refused') return row.hold(field, parsed.code, parsed.message)
  if (testedOn === undefined) return parsed.day
  if (parsed.day <= testedOn) {
    const message = 'The next test is not after this test. Check both dates.'
    return row.hold(field, 'next-before-test', message)
  }
  if (parsed.day <= addDays(testedOn, LONGEST_INTERVAL_DAYS)) return parsed.day
  const message = 'The next test is more than a year after this test. Check the year.'
  return row.hold(field, 'next-too-late', message)
}

const NUMBER_LIKE = /\d{3}[ -]?\d{3}[ -]?\d{4}/g

function readComment(row: Row): string | null | undefined {
  const { comment } = row.cells
  const holdsNumber = [...comment.matchAll(NUMBER_LIKE)].some(
    ([text]) => parseNhsNumber(text).kind === 'nhs-number',
  )
  if (holdsNumber) {
    const message = 'The comment holds an NHS number. Remove it: it may be that of another patient.'
    return row.hold('comment', 'nhs-number-in-comment', message)
  }
  return comment === '' ? null : comment
}
