import { capitalised } from '#base/capitalised.ts'
import { type Day, patientDate, WEEKDAYS, weekday, weekdayName } from '#base/day.ts'
import { formatMg, type Ug } from '#clinical/dose.ts'
import type { PlanDay } from '#clinical/procedure/steps.ts'
import { type TabletLine, tabletsInWords } from '#clinical/tablets.ts'
import { type Block, printTagged } from './tagged-document.ts'
import { type Whose, whoseWords } from './whose.ts'

/** A date of the plan, with the dose from the restart on where it is in mg. */
export type SheetDay = PlanDay & {
  readonly ug: Ug | null
  readonly tablets: readonly TabletLine[]
}

/** What the patient and the department are given of a confirmed plan. */
export type ProcedureSheet = {
  readonly provider: { readonly name: string; readonly telephone: string }
  readonly patient: Whose
  readonly medicine: string
  readonly indication: string
  readonly what: string
  readonly askedBy: string
  readonly procedureOn: Day
  /** The first and the last date without a dose; null when treatment goes on. */
  readonly without: { readonly from: Day; readonly to: Day } | null
  readonly restartOn: Day
  readonly restartDose: string
  readonly inrBeforeOn: Day | null
  readonly inrAfterOn: Day | null
  readonly heparin: { readonly from: Day; readonly to: Day; readonly by: string } | null
  readonly clotRisk: string
  readonly days: readonly SheetDay[]
  /** Whether a later decision of dates has replaced this one: no sheet of it is made then. */
  readonly decidedAt: number
  readonly decidedOn: Day
  readonly decidedBy: string
}

const longDate = (on: Day) => `${weekdayName(on)} ${patientDate(on)}`

/** The patient's plan as a tagged PDF. */
export const printProcedureSheet = (sheet: ProcedureSheet): Promise<Uint8Array> =>
  printTagged(aboutOf(sheet, `Your plan around ${sheet.what}`), sheetBlocks(sheet))

/** The letter to the department as a tagged PDF. */
export const printProcedureLetter = (sheet: ProcedureSheet): Promise<Uint8Array> =>
  printTagged(aboutOf(sheet, `Anticoagulation around ${sheet.what}`), letterBlocks(sheet))

const aboutOf = (
  { provider, patient, decidedOn, decidedBy, decidedAt }: ProcedureSheet,
  title: string,
) => ({
  title,
  whose: whoseWords(patient),
  author: provider.name,
  footer: `Dates decided ${patientDate(decidedOn)} by ${decidedBy}.`,
  madeAt: decidedAt,
})

const text = (words: string): Block => ({ kind: 'paragraph', text: words })
const strong = (words: string): Block => ({
  kind: 'paragraph',
  strong: true,
  size: 12,
  text: words,
})

const whoIs = ({ patient }: ProcedureSheet): Block => ({
  kind: 'paragraph',
  strong: true,
  text: whoseWords(patient),
})

/** What the patient reads, in order. Wording of the patient-held pack (NPSA/2007/18, clinical reference 5.1, 5.3). */
export function sheetBlocks(sheet: ProcedureSheet): readonly Block[] {
  const { medicine, what, procedureOn, provider, restartOn } = sheet
  return [
    { kind: 'heading', level: 1, text: `Your plan around your procedure` },
    whoIs(sheet),
    text(`${what}, on ${longDate(procedureOn)}.`),
    ...stopWords(sheet).map(strong),
    ...testWords(sheet).map(text),
    { kind: 'heading', level: 2, text: `What to take on each date` },
    ...tabletTable(sheet),
    {
      kind: 'table',
      caption: 'What to take on each date',
      columns: WEEKDAYS.map((heading) => ({ heading, width: 70.7 })),
      rows: weekRows(sheet),
    },
    text(
      `If your procedure is moved or called off, ring us at once: these dates are then wrong. If you are told not to take ${medicine} again on ${longDate(restartOn)}, or are not sure, ring us on that day.`,
    ),
    text(ADVICE),
    text(`Questions: ${provider.name}, telephone ${provider.telephone}. In an emergency call 999.`),
  ]
}

const ADVICE =
  'mg means milligrams, not tablets. Keep to the dates above even if a day was missed; never take a double dose. Call 111 or 999 if you bleed and it does not stop, hit your head, or pass black or red stools or urine.'

function stopWords(sheet: ProcedureSheet): readonly string[] {
  const { medicine, without, restartOn, restartDose } = sheet
  if (without === null) return [`Go on taking your ${medicine}. Do not stop it.`]
  const days =
    without.from === without.to
      ? `on ${longDate(without.from)}`
      : `from ${longDate(without.from)} to ${longDate(without.to)}`
  return [
    `Take no ${medicine} ${days}.`,
    `Take ${medicine} again from ${longDate(restartOn)}: ${restartDose}.`,
  ]
}

function testWords({ inrBeforeOn, inrAfterOn, heparin }: ProcedureSheet): readonly string[] {
  return [
    ...(heparin === null
      ? []
      : [
          `Heparin injections from ${longDate(heparin.from)} to ${longDate(heparin.to)}. The dose is decided by ${heparin.by}.`,
        ]),
    ...(inrBeforeOn === null ? [] : [`Blood test before: ${longDate(inrBeforeOn)}.`]),
    ...(inrAfterOn === null ? [] : [`Blood test after: ${longDate(inrAfterOn)}.`]),
  ]
}

function tabletTable({ days }: ProcedureSheet): readonly Block[] {
  const doses = new Map(
    days.flatMap(({ ug, tablets }) => (ug === null ? [] : [[ug, tablets] as const])),
  )
  if (doses.size === 0) return []
  return [
    {
      kind: 'table',
      caption: 'How to make each dose from tablets',
      columns: [
        { heading: 'Dose', width: 75, align: 'right' },
        { heading: 'Tablets', width: 420 },
      ],
      rows: [...doses].map(([ug, tablets]) => [formatMg(ug), tabletsInWords(tablets)]),
    },
  ]
}

/** The calendar, a week a row from Monday; a day before or after it stays empty. */
function weekRows(sheet: ProcedureSheet): readonly (readonly string[])[] {
  const weeks: string[][] = []
  for (const planned of sheet.days) {
    const column = weekday(planned.day) - 1
    if (weeks.length === 0 || column === 0) weeks.push(WEEKDAYS.map(() => ''))
    const week = weeks.at(-1)
    if (week !== undefined) week[column] = cellOf(planned, sheet)
  }
  return weeks
}

function cellOf({ day, takes, ug }: SheetDay, { medicine, procedureOn }: ProcedureSheet): string {
  const [date, month] = patientDate(day).split(' ')
  const dose =
    takes === 'none'
      ? `No ${medicine}`
      : takes === 'again' && ug !== null
        ? formatMg(ug)
        : 'As usual'
  return `${date} ${month?.slice(0, 3)}\n${dose}${day === procedureOn ? '\nprocedure' : ''}`
}

/** What the department is told, and asked to tell. */
export function letterBlocks(sheet: ProcedureSheet): readonly Block[] {
  const { medicine, indication, what, askedBy, procedureOn, provider, decidedBy } = sheet
  return [
    { kind: 'heading', level: 1, text: 'Plan for anticoagulation around a procedure' },
    text(`To: ${askedBy}`),
    text(`From: ${provider.name}, telephone ${provider.telephone}`),
    whoIs(sheet),
    text(`${capitalised(medicine)}, for: ${indication}. Risk of a clot: ${sheet.clotRisk}.`),
    strong(`${what}, ${longDate(procedureOn)}`),
    {
      kind: 'table',
      caption: 'Dates of the plan',
      columns: [
        { heading: 'Step', width: 250 },
        { heading: 'Day', width: 245 },
      ],
      rows: letterRows(sheet),
    },
    text(
      'Please tell us at once if the procedure is moved or called off, if the restart is to be later, or if the INR before it is not below 1.5. Please tell the patient on leaving whether to take treatment again as planned, and write it in the discharge letter.',
    ),
    text(
      'Doses of heparin are not decided by us; they are with the person named. This plan is followed up here until the restart is recorded.',
    ),
    text(`Decided by ${decidedBy}.`),
  ]
}

function letterRows(sheet: ProcedureSheet): readonly (readonly string[])[] {
  const { medicine, without, restartOn, restartDose, heparin } = sheet
  const dated = (step: string, on: Day | null) => (on === null ? [] : [[step, longDate(on)]])
  return [
    ...(without === null
      ? [[capitalised(medicine), 'not stopped']]
      : [[`No ${medicine}`, `${longDate(without.from)} to ${longDate(without.to)}`]]),
    ...(heparin === null
      ? []
      : [
          [
            `Heparin before, decided by ${heparin.by}`,
            `${longDate(heparin.from)} to ${longDate(heparin.to)}`,
          ],
        ]),
    ...dated('INR before', sheet.inrBeforeOn),
    ...(without === null
      ? []
      : [
          [
            `${capitalised(medicine)} again, once bleeding has stopped: ${restartDose}`,
            longDate(restartOn),
          ],
        ]),
    ...dated('INR after the restart', sheet.inrAfterOn),
  ]
}
