import { addDays, type Day, day, patientDate, weekdayName } from '#base/day.ts'
import { formatMg, ug } from '#clinical/dose.ts'
import { type DayDose, expand } from '#clinical/schedule.ts'
import { type TabletSet, tabletsInWords } from '#clinical/tablets.ts'
import type { DosePage } from '#print/dose-page.ts'
import { doseText } from '#print/dose-text.ts'
import { type DoseOrder, dateDose } from '#workflow/dose-order.ts'
import { instructionsFor } from '#workflow/instructions.ts'

// What participants of the usability test are handed and asked (H14): fixed, made-up doses, put on the calendar and into words by
// the functions that the clinic uses. Each right answer is taken from the same dose.

export type Sheet = {
  readonly letter: string
  /** What a misreading of this sheet would be. */
  readonly about: string
  readonly page: DosePage
  readonly text: readonly string[]
  readonly tasks: readonly UsabilityTask[]
}

export type UsabilityTask = { readonly ask: string; readonly answer: string }

/** Nobody has been dosed on it: the day of a test is what its sheets say. */
const FROM = day('2026-11-22')

type Case = {
  readonly letter: string
  readonly about: string
  readonly order: DoseOrder
  readonly tablets: TabletSet
  readonly testIn: number
  readonly inrTenths: number
}

const daily = (dailyUg: number, omitDays = 0): DoseOrder => ({
  dose: { kind: 'daily', dailyUg: ug(dailyUg) },
  omitDays,
})

const CASES: readonly Case[] = [
  {
    letter: 'A',
    about: 'mg taken for a number of tablets: 4 mg is two tablets',
    order: daily(4000),
    tablets: { strengths: [3000, 1000], halves: false },
    testIn: 28,
    inrTenths: 25,
  },
  {
    letter: 'B',
    about: 'two doses in a week, each on its own weekdays',
    order: daily(3429),
    tablets: { strengths: [3000, 1000], halves: false },
    testIn: 14,
    inrTenths: 28,
  },
  {
    letter: 'C',
    about:
      'a point in the dose and a tablet of 0.5 mg, which may be taken for 5 mg; a date without a dose',
    order: daily(7500, 1),
    tablets: { strengths: [3000, 1000, 500], halves: false },
    testIn: 7,
    inrTenths: 48,
  },
  {
    letter: 'D',
    about: 'a half tablet in words',
    order: daily(2500),
    tablets: { strengths: [5000, 1000], halves: true },
    testIn: 14,
    inrTenths: 23,
  },
  {
    letter: 'E',
    about: 'no dose at all until the next test, and none after it',
    order: daily(5000, 2),
    tablets: { strengths: [5000, 1000], halves: false },
    testIn: 2,
    inrTenths: 72,
  },
]

function sheetOf({ letter, about, order, tablets, testIn, inrTenths }: Case): Sheet {
  const nextTest = addDays(FROM, testIn)
  const dated = dateDose(order, tablets, { from: FROM, nextTest, graceDays: 7 })
  if (dated.kind === 'refused') throw new Error(`sheet ${letter} cannot be made`)
  const all = expand(dated.schedule)
  const before = all.filter((dose) => dose.day < nextTest)
  const isWithheld = before.every((dose) => dose.ug === 0)
  const days = isWithheld ? before : all
  const inr = { comparator: '=', tenths: inrTenths } as const
  const page: DosePage = {
    ...WHOSE,
    days,
    weeklyUg: dated.weeklyUg,
    nextTest: { on: nextTest, at: '09:40' },
    instructions: instructionsFor(dated, inr, FROM, '09:40'),
  }
  const text = doseText(page, { initials: 'DW', replacesText: false, earlierText: false })
  if (text.kind === 'letter') throw new Error(`sheet ${letter} goes into no text message`)
  return { letter, about, page, text: text.messages, tasks: tasksOf(page, isWithheld) }
}

const WHOSE = {
  provider: { name: 'Hallam Surgery', telephone: '01632 960001' },
  patient: { name: 'WRAGG, Dorothy', dateOfBirth: day('1942-09-04'), nhsNumber: '999 025 9003' },
  medicine: 'warfarin',
  beside: null,
  indication: 'Atrial fibrillation',
  target: '2.5 (2.0 to 3.0)',
  duration: 'Long term.',
  boostedOn: [],
  stopsAtTest: false,
  sequence: 12,
  replaces: undefined,
  superseded: false,
  savedAt: Date.UTC(2026, 10, 22, 9),
  savedOn: FROM,
  savedBy: 'J. Ward',
} as const

/** One task for each dose of the sheet, then its next test, a day that was missed, and a test that is late. */
function tasksOf({ days, nextTest }: DosePage, isWithheld: boolean): readonly UsabilityTask[] {
  const doses = days.filter((dose) => days.find(({ ug }) => ug === dose.ug) === dose)
  const missed = days.find((dose, nth) => dose.ug > 0 && (days[nth - 1]?.ug ?? 0) > 0)
  return [
    ...doses.map((dose) => ({
      ask: `It is the evening of ${longDate(dose.day)}. Lay out what you take.`,
      answer: takenOn(dose),
    })),
    { ask: 'When is your next blood test?', answer: `${longDate(nextTest.on)} at ${nextTest.at}` },
    ...(missed === undefined
      ? []
      : [
          {
            ask: `You forgot your tablets on ${longDate(addDays(missed.day, -1))}. What do you take on ${longDate(missed.day)}?`,
            answer: `${takenOn(missed)}; nothing more for the day before`,
          },
        ]),
    {
      ask: 'You cannot come on the day of your blood test, and it will be two days later. What do you take, and whom do you tell?',
      answer: isWithheld
        ? 'Nothing; ring the clinic at once'
        : 'Go on with the last dose shown; ring the clinic',
    },
  ]
}

const longDate = (on: Day): string => `${weekdayName(on)} ${patientDate(on)}`

const takenOn = ({ ug: dose, tablets }: DayDose): string =>
  dose === 0 ? 'No tablets' : `${formatMg(dose)}: ${tabletsInWords(tablets)}`

export const SHEETS: readonly Sheet[] = CASES.map(sheetOf)

/** Between these two lines stands what the product says. */
export const TASKS_BEGIN = '<!-- tasks: written by npm run usability-sheets -->'
export const TASKS_END = '<!-- end of the tasks -->'

/** Every task with its right answer, as the protocol has them. */
export const tasksInWords = (): string =>
  SHEETS.map(({ letter, about, tasks }) =>
    [
      `### Sheet ${letter}: ${about}`,
      '',
      '| Task | What is asked | Right answer |',
      '| --- | --- | --- |',
      ...tasks.map(({ ask, answer }, nth) => `| ${letter}${nth + 1} | ${ask} | ${answer} |`),
      '',
    ].join('\n'),
  ).join('\n')
