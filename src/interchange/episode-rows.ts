import type { Day } from '#base/day.ts'
import { STRENGTHS, type Strength } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import { type DateFormat, readImportedDay } from './import-day.ts'
import type { ImportRow } from './import-row.ts'
import { readImportedTarget } from './imported-target.ts'

/** A course of treatment as the other product has it. */
export type ImportedEpisode = {
  readonly line: number
  readonly patientRef: string
  readonly medicine: 'warfarin'
  /** The other product's own words; a person maps them to a concept. */
  readonly indicationText: string
  readonly target: Target
  readonly startedOn: Day
  readonly stopOn: Day | null
  readonly plannedDuration: string
  readonly method: 'provider-meter' | 'laboratory'
  /** Empty when the file does not say. */
  readonly strengths: readonly Strength[]
}

type Row = ImportRow<'episodes'>

/** Read at commit as treatments whose doses this product does not make. */
export const OTHER_ANTICOAGULANTS: readonly string[] = [
  'acenocoumarol',
  'phenindione',
  'apixaban',
  'dabigatran',
  'edoxaban',
  'rivaroxaban',
  'heparin',
]

const METHODS: Readonly<Record<string, ImportedEpisode['method']>> = {
  POC: 'provider-meter',
  LAB: 'laboratory',
}
const DURATION = /^(?:long[ -]term|lifelong|indefinite|\d{1,3} (?:day|week|month|year)s?)$/i

/** Reads one row of episodes.csv; undefined when it cannot be taken as it stands. */
export function readEpisodeRow(
  row: Row,
  today: Day,
  format: DateFormat,
): ImportedEpisode | undefined {
  const patientRef = row.cells.patient_ref
  if (patientRef === '') row.hold('patient_ref', 'required', 'The patient reference is missing.')
  const medicine = readMedicine(row)
  const indicationText = readIndication(row)
  const target = readImportedTarget(row)
  const startedOn = readStart(row, today, format)
  const stopOn = readStop(row, format)
  const method = readMethod(row)
  const strengths = readTablets(row)
  if (patientRef === '' || medicine === undefined || indicationText === undefined) return
  if (target === undefined || startedOn === undefined || stopOn === undefined) return
  if (method === undefined || strengths === undefined) return
  if (stopOn !== null && stopOn <= startedOn) {
    const message = 'The stop date is not after the start date. Check both.'
    return row.hold('stop_date', 'stop-before-start', message)
  }
  const plannedDuration = readDuration(row, stopOn)
  return {
    line: row.line,
    patientRef,
    medicine,
    indicationText,
    target,
    startedOn,
    stopOn,
    plannedDuration,
    method,
    strengths,
  }
}

function readMedicine(row: Row): 'warfarin' | undefined {
  const { medicine: text } = row.cells
  const word = text.toLowerCase()
  if (word === 'warfarin') return 'warfarin'
  if (OTHER_ANTICOAGULANTS.includes(word)) {
    const message = `Other anticoagulant recorded: ${word}. This import takes warfarin only; write a plan for ${word} by hand.`
    return row.hold('medicine', 'not-warfarin', message)
  }
  if (/^warfarin\b.*\d/.test(word)) {
    const message =
      'The medicine holds a strength. Write "warfarin" here and the strengths under tablets.'
    return row.hold('medicine', 'strength-in-medicine', message)
  }
  const message = 'The medicine is not known. Write "warfarin" in full; nothing is guessed.'
  return row.hold('medicine', text === '' ? 'required' : 'unknown-medicine', message)
}

function readIndication(row: Row): string | undefined {
  const { indication: text } = row.cells
  if (text !== '') return text
  return row.hold(
    'indication',
    'required',
    'The indication is missing. Add why the patient is treated.',
  )
}

function readStart(row: Row, today: Day, format: DateFormat): Day | undefined {
  const start = readImportedDay(row.cells.start_date, format)
  if (start.kind === 'refused') return row.hold('start_date', start.code, start.message)
  if (start.day <= today) return start.day
  return row.hold('start_date', 'in-future', 'The treatment starts in the future. Check the date.')
}

function readStop(row: Row, format: DateFormat): Day | null | undefined {
  if (row.cells.stop_date === '') return null
  const stop = readImportedDay(row.cells.stop_date, format)
  return stop.kind === 'day' ? stop.day : row.hold('stop_date', stop.code, stop.message)
}

function readMethod(row: Row): ImportedEpisode['method'] | undefined {
  const method = METHODS[row.cells.method.toUpperCase()]
  return method ?? row.hold('method', 'not-a-choice', 'Write the method as POC or LAB.')
}

function readTablets(row: Row): readonly Strength[] | undefined {
  const { tablets: text } = row.cells
  if (text === '') {
    row.warn('tablets', 'not-known', 'The tablets are missing. Ask the patient at the first visit.')
    return []
  }
  const strengths = text.split(';').map((part) => strengthOf(part.trim()))
  if (!strengths.includes(undefined) && new Set(strengths).size === strengths.length) {
    return strengths.filter((strength) => strength !== undefined)
  }
  const message = 'Write the strengths in mg with ; between: 0.5, 1, 3 or 5, each once.'
  return row.hold('tablets', 'not-a-strength', message)
}

const strengthOf = (text: string): Strength | undefined =>
  STRENGTHS.find((strength) => `${strength / 1000}` === text)

function readDuration(row: Row, stopOn: Day | null): string {
  const { planned_duration: text } = row.cells
  if (text === '') {
    row.warn('planned_duration', 'not-known', 'The planned duration is missing.')
  } else if (!DURATION.test(text)) {
    const message = 'The planned duration is kept as text. Set it at the first visit.'
    row.warn('planned_duration', 'kept-as-text', message)
  } else if (/^(?:long|life|indef)/i.test(text) && stopOn !== null) {
    const message =
      'The plan is long term and has a stop date. Ask which is right at the first visit.'
    row.warn('stop_date', 'long-term-with-stop', message)
  }
  return text
}
