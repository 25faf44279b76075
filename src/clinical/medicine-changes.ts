// Medicines that a person says were started or stopped, read strictly against the table of interactions (H21).
import { addDays, type Day, dayFromParts, daysBetween, parseDay } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { alikeInteraction, interactionNamed, interactionOf } from './interaction-names.ts'
import { nextRetest, type Retest, type RetestPlan, retestClass } from './interaction-retests.ts'
import type { Effect } from './interactions.ts'

/**
 * One medicine started or stopped. What the table said on the day stands here, so that a later table changes neither
 * the record nor what was advised on it.
 */
export type MedicineChange = {
  /** As the table writes it; for a medicine that is not in it, as typed. */
  readonly name: string
  readonly change: 'started' | 'stopped'
  readonly on: Day | 'not-known'
  /** `none`: looked for and not in the table. */
  readonly effect: Effect | 'none'
  /** The row of the table; null when it has none. */
  readonly interaction: string | null
  /** When the next test is due because of it. */
  readonly testFrom: Day
  readonly testBy: Day
}

/** How many changes one visit takes; more are said in words. */
export const MEDICINE_ROWS = ['', '2', '3'] as const
export type MedicineRow = (typeof MEDICINE_ROWS)[number]
export type MedicineField =
  `${'medicinesChanged' | 'medicine' | 'medicineOn' | 'medicineOther' | 'medicineSure'}${MedicineRow}`

/** The fields of every row, as a form sends them. */
export const MEDICINE_FIELDS: readonly MedicineField[] = MEDICINE_ROWS.flatMap(
  (row) =>
    [
      `medicinesChanged${row}`,
      `medicine${row}`,
      `medicineOn${row}`,
      `medicineOther${row}`,
      `medicineSure${row}`,
    ] as const,
)

export type MedicineForm = { readonly [name in MedicineField]?: unknown }
export type MedicineRefusal = {
  readonly field: MedicineField
  readonly code: 'required' | 'format' | 'range' | 'contradicts' | 'not-in-list' | 'alike'
  readonly message: string
}
type MedicinesRead = {
  readonly medicines: readonly MedicineChange[]
  readonly refusals: readonly MedicineRefusal[]
}

/**
 * Days after a change by which an INR is taken, whatever the medicine. Source: S67, any other new medicine.
 * @see docs/evidence.md#retest-other
 */
const ANY_MEDICINE_DAYS = 7
/**
 * A change longer ago than this is no answer to "since the last test"; the longest interval is 12 weeks.
 * @see docs/evidence.md#change-reported
 */
const FURTHEST_BACK_DAYS = 366
/** @technical Limit of the form, in characters. */
const LONGEST_NAME = 100

/** Reads every named medicine of the form; the first row is the answer to the question itself. */
export function readMedicines(form: MedicineForm, today: Day): MedicinesRead {
  const read = MEDICINE_ROWS.map((row) => readRow(form, row, today))
  return {
    medicines: read.flatMap(({ medicines }) => medicines),
    refusals: read.flatMap(({ refusals }) => refusals),
  }
}

const text = (form: MedicineForm, field: MedicineField): string => {
  const given = form[field]
  return typeof given === 'string' ? trimAscii(given) : ''
}

const refuse = (
  field: MedicineField,
  code: MedicineRefusal['code'],
  message: string,
): MedicinesRead => ({ medicines: [], refusals: [{ field, code, message }] })

const NOTHING: MedicinesRead = { medicines: [], refusals: [] }

function readRow(form: MedicineForm, row: MedicineRow, today: Day): MedicinesRead {
  const field = `medicinesChanged${row}` as const
  const change = text(form, field)
  const isNamed = text(form, `medicine${row}`) !== '' || text(form, `medicineOn${row}`) !== ''
  switch (change) {
    case 'started':
    case 'stopped':
      return readNamed(form, row, change, today)
    case 'no':
      return isNamed ? refuse(field, 'contradicts', NAMED_AND_NO) : NOTHING
    case '':
      if (row === '' && !isNamed) return refuse(field, 'required', ASK)
      return isNamed ? refuse(field, 'required', WHICH) : NOTHING
    default:
      return refuse(field, 'format', ASK)
  }
}

const ASK = 'Say whether any medicine was started or stopped.'
const WHICH = 'Say whether this medicine was started or stopped.'
const NAMED_AND_NO = 'A medicine is named, but the answer is no. Correct one of them.'

function readNamed(
  form: MedicineForm,
  row: MedicineRow,
  change: MedicineChange['change'],
  today: Day,
): MedicinesRead {
  const on = readOn(text(form, `medicineOn${row}`), today)
  const name = readName(form, row)
  const refusals: MedicineRefusal[] = []
  if (name.kind === 'refused') refusals.push({ field: `medicine${row}`, ...name.refusal })
  if (on.kind === 'refused') refusals.push({ field: `medicineOn${row}`, ...on.refusal })
  if (name.kind === 'refused' || on.kind === 'refused') return { medicines: [], refusals }
  const { id } = name
  const interaction = interactionOf(id)
  const retest = retestOf(id, change, on.on === 'not-known' ? today : on.on, today)
  return {
    medicines: [
      {
        name: name.name,
        change,
        on: on.on,
        effect: interaction?.effect ?? 'none',
        interaction: id,
        testFrom: retest.from,
        testBy: retest.by,
      },
    ],
    refusals,
  }
}

type Refusal = Omit<MedicineRefusal, 'field'>
type NameRead =
  | { readonly kind: 'name'; readonly name: string; readonly id: string | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** A name of the table; else one that the person says is in no list, and that looks like none there. */
function readName(form: MedicineForm, row: MedicineRow): NameRead {
  const typed = text(form, `medicine${row}`)
  const no = (code: Refusal['code'], message: string): NameRead => ({
    kind: 'refused',
    refusal: { code, message },
  })
  if (typed === '') {
    return no('required', 'Name the medicine, or choose "Medicine not known".')
  }
  if (typed.length > LONGEST_NAME || /[^\P{C}]/u.test(typed)) {
    return no('format', `Write the name of the medicine in at most ${LONGEST_NAME} characters.`)
  }
  const found = interactionNamed(typed)
  if (found !== undefined) return { kind: 'name', name: found[1], id: found[0].id }
  const alike = alikeInteraction(typed)
  if (alike !== undefined && text(form, `medicineSure${row}`) !== 'yes') {
    return no(
      'alike',
      `Is it ${alike}? Then write it so. If it is not, tick that it is another medicine.`,
    )
  }
  const isOther = text(form, `medicineOther${row}`) === 'yes' || alike !== undefined
  if (isOther) return { kind: 'name', name: typed, id: null }
  return no(
    'not-in-list',
    'No medicine of this name is on the list. Check the spelling, or tick that it is another medicine.',
  )
}

type OnRead =
  | { readonly kind: 'on'; readonly on: Day | 'not-known' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

function readOn(typed: string, today: Day): OnRead {
  const no = (code: Refusal['code'], message: string): OnRead => ({
    kind: 'refused',
    refusal: { code, message },
  })
  if (typed === '') return no('required', ASK_WHEN)
  if (/^not[- ]known$/i.test(typed)) return { kind: 'on', on: 'not-known' }
  const [, dayText = '', month = '', year = ''] =
    /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(typed) ?? []
  const read = dayText === '' ? parseDay(typed) : dayFromParts(dayText, month, year)
  if (read.kind === 'refused') {
    return no('format', read.code === 'no-such-day' ? read.message : ASK_WHEN)
  }
  const ago = daysBetween(read.day, today)
  if (ago >= 0 && ago <= FURTHEST_BACK_DAYS) return { kind: 'on', on: read.day }
  return no('range', 'The day must be today or earlier, and within the last year.')
}

const ASK_WHEN = 'Enter the day it was started or stopped, like 20/11/2026, or type not known.'

/** By when the table asks for the next test; a week from today where it asks for none any more. */
function retestOf(
  id: string | null,
  change: MedicineChange['change'],
  on: Day,
  today: Day,
): Retest {
  const inAWeek = { from: addDays(today, 1), by: addDays(today, ANY_MEDICINE_DAYS) }
  return nextRetest(planOf(id, change), on, today) ?? inAWeek
}

/** The tests that the table asks for after this change; for a medicine without a row those of any other. */
export function planOf(id: string | null, change: MedicineChange['change']): RetestPlan {
  const { afterStart, afterStop } = retestClass(interactionOf(id)?.retest ?? 'other')
  return change === 'started' ? afterStart : afterStop
}
