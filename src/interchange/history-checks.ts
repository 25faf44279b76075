import type { Day } from '#base/day.ts'
import type { EpisodeLink, EpisodeLinks } from './episode-checks.ts'
import type { ImportBook } from './import-book.ts'
import { type DateFormat, readImportedDay } from './import-day.ts'
import { IMPORT_FILES } from './import-finding.ts'
import type { ReadRow } from './import-row.ts'
import { type PatientLinks, patientOfRow } from './patient-links.ts'
import type { ImportedPatient } from './patient-rows.ts'
import type { ImportedResult } from './result-rows.ts'
import { linesOfOthers, rowsBy, sayTheSame } from './same-rows.ts'
import { isWeeklyTotal } from './weekly-total.ts'

type ResultRow = ReadRow<'results', ImportedResult>
type KnownRow = { readonly row: ResultRow['row']; readonly value: ImportedResult }

export type HistoryChecks = {
  readonly patients: PatientLinks
  readonly episodes: EpisodeLinks
  readonly today: Day
  readonly dateFormat: DateFormat
  readonly book: ImportBook
}

/** Checks each result against its patient and plan, and the results of a patient against each other. */
export function checkHistories(rows: readonly ResultRow[], checks: HistoryChecks): void {
  for (const { row, value } of rows) {
    const patient = patientOfRow(row, checks.patients)
    if (patient === undefined) continue
    const episode = episodeOfRow(row, checks.episodes)
    const testedOn = value?.testedOn ?? testDayOf(row, checks.dateFormat)
    if (testedOn !== undefined) checkAgainstPlan(row, testedOn, patient, episode)
  }
  for (const ofOne of rowsBy(rows, ({ row }) => row.cells.patient_ref || undefined)) {
    checkHistory(ofOne, checks)
  }
  warnOfEmptyPlans(rows, checks)
}

function episodeOfRow(row: ResultRow['row'], links: EpisodeLinks): EpisodeLink | undefined {
  const link = links.get(row.cells.patient_ref)
  if (link === undefined) {
    const message = `The patient has no plan in ${IMPORT_FILES.episodes}. Add one, so that the result belongs to it.`
    return row.hold('patient_ref', 'no-plan', message)
  }
  if (link.kind === 'held') {
    const message = `The plan is held (line ${link.line} of ${IMPORT_FILES.episodes}), so this row waits too.`
    row.hold('patient_ref', 'plan-held', message)
  }
  return link
}

/** The day of the test, also of a row that is held for something else. */
function testDayOf(row: ResultRow['row'], format: DateFormat): Day | undefined {
  const tested = readImportedDay(row.cells.test_date, format)
  return tested.kind === 'day' ? tested.day : undefined
}

function checkAgainstPlan(
  row: ResultRow['row'],
  testedOn: Day,
  patient: ImportedPatient,
  link: EpisodeLink | undefined,
): void {
  if (testedOn < patient.dateOfBirth) {
    const message = 'The test is before the date of birth. Check both dates.'
    row.hold('test_date', 'before-birth', message)
  } else if (link?.kind === 'taken' && testedOn < link.episode.startedOn) {
    const message = 'The test is before the start of the treatment. Check the start date.'
    row.warn('test_date', 'before-start', message)
  }
}

function checkHistory(rows: readonly ResultRow[], checks: HistoryChecks): void {
  const known = rows.flatMap(({ row, value }) => (value === undefined ? [] : [{ row, value }]))
  for (const sameDay of rowsBy(known, ({ value }) => `${value.testedOn} ${value.method}`)) {
    checkSameDay(sameDay.map(({ row }) => row))
  }
  checkWeeklyTotals(known)
  const taken = () => known.filter(({ row }) => checks.book.isTaken('results', row.line))
  checkNextTests(taken(), checks)
  warnOfHeldNewest(rows, taken(), checks)
}

function checkSameDay(rows: readonly ResultRow['row'][]): void {
  if (rows.length < 2) return
  const same = sayTheSame(rows)
  for (const row of same ? rows.slice(1) : rows) {
    const others = linesOfOthers(rows, row.line)
    if (same) {
      row.leaveOut('test_date', 'same-row-twice', `The same row is on ${others}. It is taken once.`)
    } else {
      const message = `The patient has another result of that day on ${others}. Keep the one that is valid.`
      row.hold('test_date', 'two-results-one-day', message)
    }
  }
}

function checkWeeklyTotals(known: readonly KnownRow[]): void {
  const doses = known.flatMap(({ value }) => value.doseBeforeUg ?? [])
  for (const { row, value } of known) {
    if (value.doseBeforeUg === null || !isWeeklyTotal(value.doseBeforeUg, doses)) continue
    const message =
      'This is about seven times the usual dose of the patient: it looks like the weekly total. Write the dose of a day.'
    row.hold('dose_mg_per_day', 'weekly-total', message)
  }
}

const newestOf = (rows: readonly KnownRow[]): KnownRow | undefined =>
  rows.reduce<KnownRow | undefined>(
    (newest, row) => (newest && newest.value.testedOn >= row.value.testedOn ? newest : row),
    undefined,
  )

/** Somebody under treatment without a next test would be forgotten: the row waits for a person. */
function checkNextTests(taken: readonly KnownRow[], { episodes, today }: HistoryChecks): void {
  const newest = newestOf(taken)
  for (const { row, value } of taken) {
    if (value.nextTestOn !== null) continue
    const link = episodes.get(value.patientRef)
    const stopOn = link?.kind === 'taken' ? link.episode.stopOn : null
    const isActive = stopOn === null || stopOn >= today
    if (row === newest?.row && isActive) {
      const message = 'The patient is under treatment and has no next test. Add the date.'
      row.hold('next_test_date', 'no-next-test', message)
    } else {
      row.warn('next_test_date', 'no-next-test', 'The next test set that day is missing.')
    }
  }
}

function warnOfHeldNewest(
  rows: readonly ResultRow[],
  taken: readonly KnownRow[],
  { episodes, book, dateFormat }: HistoryChecks,
): void {
  const newestTaken = newestOf(taken)?.value.testedOn ?? ''
  const later = rows.find(({ row }) => {
    if (!book.isHeld('results', row.line)) return false
    return (testDayOf(row, dateFormat) ?? '') > newestTaken
  })
  const link = later && episodes.get(later.row.cells.patient_ref)
  if (later === undefined || link?.kind !== 'taken') return
  const message = `The newest result is held (line ${later.row.line} of ${IMPORT_FILES.results}), so the last INR and dose shown will be older. Ask the patient for the dose.`
  const place = { kind: 'episodes', line: link.episode.line, field: 'patient_ref' } as const
  book.warn(place, 'newest-result-held', message)
}

function warnOfEmptyPlans(rows: readonly ResultRow[], { episodes, book }: HistoryChecks): void {
  const tested = new Set(rows.map(({ row }) => row.cells.patient_ref))
  for (const [ref, link] of episodes) {
    if (link.kind === 'held' || tested.has(ref)) continue
    const message = `No row of ${IMPORT_FILES.results} is about this patient: the next test is not known.`
    const place = { kind: 'episodes', line: link.episode.line, field: 'patient_ref' } as const
    book.warn(place, 'no-results', message)
  }
}
