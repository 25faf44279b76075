import {
  type Day,
  londonClock,
  londonDay,
  patientDate,
  WEEKDAYS,
  weekday,
  weekdayName,
} from '#base/day.ts'
import { formatMg, type Ug } from '#clinical/dose.ts'
import type { DayDose } from '#clinical/schedule.ts'
import { lineInShort, tabletsInWords } from '#clinical/tablets.ts'
import { type Block, type Cell, printTagged } from './tagged-document.ts'
import { type Whose, whoseWords } from './whose.ts'

/** What the patient's page says. Made from a committed dose only: there is no way to print a draft. */
export type DosePage = {
  readonly provider: { readonly name: string; readonly telephone: string }
  readonly patient: Whose
  readonly medicine: string
  /** The other anticoagulant that is taken beside it, and until when at the latest; null when there is none. */
  readonly beside: {
    readonly medicine: string
    /** With its dose, as it is taken now. */
    readonly taken: string
    readonly untilOn: Day
  } | null
  readonly indication: string
  readonly target: string
  readonly duration: string
  readonly days: readonly DayDose[]
  /** Dates with a larger dose than usual, for these dates alone. */
  readonly boostedOn: readonly Day[]
  /** Dates on which nothing is taken because of a procedure; absent when there are none. */
  readonly procedure?: { readonly from: Day; readonly to: Day } | null
  readonly weeklyUg: Ug
  /** Nothing is taken from the day of the test on until it is done: a late test does not go on with a dose. */
  readonly stopsAtTest: boolean
  readonly nextTest: { readonly on: Day; readonly at: string }
  readonly instructions: string
  readonly sequence: number
  readonly replaces: { readonly sequence: number; readonly savedOn: Day } | undefined
  /** A copy for the record: a newer dose has taken this one's place, or its INR is void. */
  readonly superseded: 'newer' | 'void' | false
  readonly savedAt: number
  readonly savedOn: Day
  readonly savedBy: string
}

/** The yellow-book page: date, INR, mg a day by date, tablets in words with their colours, next test, contact. */
export const printDosePage = (page: DosePage, printedAt: number): Promise<Uint8Array> =>
  printTagged(
    {
      title: `${capital(page.medicine)} doses from ${patientDate(page.savedOn)}`,
      author: page.provider.name,
      whose: whoseWords(page.patient),
      footer: footerOf(page, printedAt),
      madeAt: page.savedAt,
    },
    dosePageBlocks(page),
  )

/** What the page says, in order. */
export function dosePageBlocks(page: DosePage): readonly Block[] {
  const { patient, provider } = page
  return [
    ...(page.superseded === false ? [] : [notToFollow(page.superseded)]),
    { kind: 'heading', level: 1, text: `Your ${page.medicine} doses` },
    { kind: 'paragraph', strong: true, text: whoseWords(patient) },
    {
      kind: 'paragraph',
      text: `Your target INR is ${page.target}.`,
    },
    {
      kind: 'paragraph',
      text: `You take ${page.medicine} for: ${page.indication}. ${page.duration}`,
    },
    ...besideBlocks(page),
    { kind: 'paragraph', strong: true, size: 12, text: page.instructions },
    ...procedureWords(page),
    { kind: 'paragraph', strong: true, size: 12, text: `Next blood test: ${testPlace(page)}.` },
    { kind: 'heading', level: 2, text: 'What to take each evening' },
    {
      kind: 'table',
      caption: 'How to make each dose from tablets',
      columns: TABLET_COLUMNS,
      rows: tabletRows(page.days),
    },
    {
      kind: 'table',
      caption: 'Dose for each date',
      columns: WEEK_COLUMNS,
      rows: weekRows(page),
    },
    ...(isWithheld(page) ? WITHHELD_ADVICE : adviceOn(page)).map(
      (text): Block => ({ kind: 'paragraph', text }),
    ),
    {
      kind: 'paragraph',
      text: `Questions, or you cannot come: ${provider.name}, telephone ${provider.telephone}. In an emergency call 999.`,
    },
  ]
}

/** Two anticoagulants at once are said in the patient's words, with the day on which that ends (H18). */
function besideBlocks({ medicine, beside }: DosePage): readonly Block[] {
  if (beside === null) return []
  // Heparin does not change the INR: its time says nothing about the test.
  const timing =
    beside.medicine === 'heparin'
      ? ''
      : ` Have each blood test just before your next ${beside.medicine}.`
  const text = `For now you take two anticoagulants: ${medicine} as below, and ${beside.taken}. We tell you when to stop ${beside.medicine}: by ${patientDate(beside.untilOn)} at the latest.${timing} Ring us at once if you bleed or bruise.`
  return [{ kind: 'paragraph', strong: true, size: 14, text }]
}

/** What the plan for a procedure says goes before the dose. */
function procedureWords({ procedure, medicine }: DosePage): readonly Block[] {
  if (procedure === undefined || procedure === null) return []
  const dates = `from ${longDate(procedure.from)} to ${longDate(procedure.to)}`
  const text = `For your procedure take no ${medicine} ${dates}. Your plan for the procedure says when and how to take it again.`
  return [{ kind: 'paragraph', strong: true, size: 12, text }]
}

/** Said before anything else, and only what is so. */
const NOT_TO_FOLLOW = {
  newer: 'SUPERSEDED: a newer page replaces this one. Do not follow it.',
  void: 'VOID: the INR of this dose does not stand. Do not follow it.',
} as const

const notToFollow = (why: keyof typeof NOT_TO_FOLLOW): Block => ({
  kind: 'paragraph',
  strong: true,
  size: 16,
  text: NOT_TO_FOLLOW[why],
})

const TABLET_COLUMNS = [
  { heading: 'Dose', width: 75, align: 'right' },
  { heading: 'Tablets', width: 420 },
] as const

/** Each dose of the calendar once, the larger first, with its tablets in words. */
function tabletRows(days: readonly DayDose[]): readonly (readonly string[])[] {
  const doses = new Map(days.map((dose) => [dose.ug, dose]))
  return [...doses.values()]
    .sort((one, other) => other.ug - one.ug)
    .map(({ ug, tablets }) =>
      ug === 0 ? ['None', 'Take no tablets on this date'] : [formatMg(ug), tabletsInWords(tablets)],
    )
}

const WEEK_COLUMNS = WEEKDAYS.map((heading) => ({ heading, width: 70.7 }))

/** The calendar, a week a row from Monday; a day before or after it stays empty. */
function weekRows({ days, boostedOn }: DosePage): readonly (readonly Cell[])[] {
  const weeks: Cell[][] = []
  for (const dose of days) {
    const column = weekday(dose.day) - 1
    if (weeks.length === 0 || column === 0) weeks.push(WEEKDAYS.map(() => ''))
    const week = weeks.at(-1)
    if (week !== undefined) week[column] = dayCell(dose, boostedOn.includes(dose.day))
  }
  return weeks
}

/** @technical Points: on paper the dose is the largest of a date, and the tablets are under it without hiding it. */
const CELL_SIZES = { dose: 13, tablets: 7 } as const

/** "23 Nov" over the dose, and the tablets of that dose under it: the heading of the page has the year, the key above the words. */
function dayCell({ day, ug: taken, tablets }: DayDose, isBoosted: boolean): Cell {
  const [date, month] = patientDate(day).split(' ')
  const dose = taken === 0 ? 'None' : formatMg(taken)
  return [
    { text: `${date} ${month?.slice(0, 3)}` },
    { text: dose, size: CELL_SIZES.dose, strong: true },
    ...(isBoosted ? [{ text: 'once', strong: true }] : []),
    ...tablets.map((line) => ({ text: lineInShort(line), size: CELL_SIZES.tablets })),
  ]
}

/** Nothing is taken on any date of the page. */
const isWithheld = ({ days }: DosePage): boolean => days.every(({ ug }) => ug === 0)

/** Wording of the patient-held pack (NPSA/2007/18, from the clinical reference 5.1 and 5.3). */
const adviceOn = ({ weeklyUg, stopsAtTest, boostedOn }: DosePage): readonly string[] => [
  ...(stopsAtTest ? UNTIL_THE_TEST : untilFurther(weeklyUg, boostedOn.length > 0)),
  WARNING_SIGNS,
]

const UNTIL_THE_TEST: readonly string[] = [
  'mg means milligrams, not tablets. Keep to the dates above even if a day was missed; never take a double dose.',
  'If your test is late, take no warfarin and ring us at once.',
]

const untilFurther = (weeklyUg: Ug, isBoosted: boolean): readonly string[] => [
  `This is ${formatMg(weeklyUg)} in a full week${isBoosted ? ' after the larger dose' : ''}. mg means milligrams, not tablets.`,
  'Keep to the dates above even if a day was missed; never take a double dose. If your test is late, go on with the last dose shown and ring us.',
]

const WARNING_SIGNS =
  'Tell us before you start or stop any medicine, also from a shop. Call 111 or 999 if you bleed and it does not stop, hit your head, or pass black or red stools or urine.'

/** Whoever may take nothing is never told to go on with a dose. */
const WITHHELD_ADVICE: readonly string[] = [
  'Take no warfarin after these dates either, until you have been tested and we have told you the dose. If your test is late, take nothing and ring us at once.',
  WARNING_SIGNS,
]

const longDate = (on: Day) => `${weekdayName(on)} ${patientDate(on)}`

function testPlace({ nextTest, provider }: DosePage): string {
  const time = nextTest.at === '' ? '' : ` at ${nextTest.at}`
  return `${longDate(nextTest.on)}${time}, ${provider.name}`
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The foot of each sheet: which page this is, which one it replaces, and when it was printed (H15). */
export function footerOf(
  { sequence, replaces, savedOn, savedBy }: DosePage,
  printedAt: number,
): string {
  const before =
    replaces === undefined
      ? 'the first page'
      : `replaces page ${replaces.sequence} of ${patientDate(replaces.savedOn)}`
  const printed = `${patientDate(londonDay(printedAt))} at ${londonClock(printedAt)}`
  return `Page ${sequence}, ${before}. Saved ${patientDate(savedOn)} by ${savedBy}. Printed ${printed}.`
}
