import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, WEEKDAYS, weekday } from '#base/day.ts'
import { ug } from './dose.ts'
import { doseLines, shortDate } from './dose-lines.ts'
import type { DayDose } from './schedule.ts'

const FROM = day('2026-11-25')

const calendar = (doses: readonly number[]): readonly DayDose[] =>
  doses.map((dose, at) => ({ day: addDays(FROM, at), ug: ug(dose), tablets: [] }))
const weeks = (count: number, week: readonly number[]): readonly number[] =>
  Array.from({ length: count * 7 }, (_, at) => week[at % 7] ?? 0)

/** From Wednesday: 4 mg on Wednesday, Friday and Sunday, 3 mg on the others. */
const WEEK = [4000, 3000, 4000, 3000, 4000, 3000, 3000]

for (const [what, doses, lines] of [
  ['nothing', [], []],
  ['one day', [5000], ['Wed 25 Nov: 5 mg']],
  ['the same every day', [5000, 5000, 5000], ['Wed 25 Nov to Fri 27 Nov: 5 mg once a day']],
  [
    'a day left out',
    [0, 4500, 4500],
    ['Wed 25 Nov: no warfarin', 'Thu 26 Nov to Fri 27 Nov: 4.5 mg once a day'],
  ],
  [
    'a larger dose once',
    [7500, 5000, 5000],
    ['Wed 25 Nov: 7.5 mg', 'Thu 26 Nov to Fri 27 Nov: 5 mg once a day'],
  ],
  [
    'the same every day of two weeks',
    weeks(2, [5000, 5000, 5000, 5000, 5000, 5000, 5000]),
    ['Wed 25 Nov to Tue 8 Dec: 5 mg once a day'],
  ],
  [
    'one week of two doses',
    WEEK,
    [
      'Wed 25 Nov to Tue 1 Dec: 3 mg on Mon, Tue, Thu, Sat',
      'Wed 25 Nov to Tue 1 Dec: 4 mg on Wed, Fri, Sun',
    ],
  ],
  [
    'a week that repeats',
    weeks(2, WEEK),
    [
      'Wed 25 Nov to Tue 8 Dec: 3 mg on Mon, Tue, Thu, Sat',
      'Wed 25 Nov to Tue 8 Dec: 4 mg on Wed, Fri, Sun',
    ],
  ],
  [
    'two days left out, then a week that repeats',
    [0, 0, ...weeks(2, WEEK).slice(2)],
    [
      'Wed 25 Nov to Thu 26 Nov: no warfarin',
      'Fri 27 Nov to Tue 8 Dec: 3 mg on Mon, Tue, Thu, Sat',
      'Fri 27 Nov to Tue 8 Dec: 4 mg on Wed, Fri, Sun',
    ],
  ],
  [
    'a week with a day without',
    weeks(2, [0, 2000, 2000, 2000, 2000, 2000, 2000]),
    [
      'Wed 25 Nov to Tue 8 Dec: no warfarin on Wed',
      'Wed 25 Nov to Tue 8 Dec: 2 mg on Mon, Tue, Thu, Fri, Sat, Sun',
    ],
  ],
  [
    'a dose until the test and none after it',
    [5000, 5000, 0, 0],
    ['Wed 25 Nov to Thu 26 Nov: 5 mg once a day', 'Fri 27 Nov to Sat 28 Nov: no warfarin'],
  ],
  [
    'six days that differ',
    [1000, 2000, 1000, 2000, 1000, 2000],
    [
      'Wed 25 Nov: 1 mg',
      'Thu 26 Nov: 2 mg',
      'Fri 27 Nov: 1 mg',
      'Sat 28 Nov: 2 mg',
      'Sun 29 Nov: 1 mg',
      'Mon 30 Nov: 2 mg',
    ],
  ],
] as const) {
  test(`D4.80: ${what} in lines of its dates`, () => {
    assert.deepEqual(doseLines(calendar(doses), 'warfarin'), lines)
  })
}

/** Reads a line as a patient does: the dose that it gives for a date, if it speaks of that date. */
function read(line: string, on: Day, dates: readonly Day[]): number | undefined {
  const [span = '', rest = ''] = line.split(': ')
  const short = (each: Day) =>
    `${WEEKDAYS[weekday(each) - 1]?.slice(0, 3)} ${shortDate(each).slice(0, -5)}`
  const [first, last = first] = span.split(' to ')
  const [from, to] = [first, last].map((text) => dates.find((each) => short(each) === text))
  assert(from !== undefined && to !== undefined, line)
  const [dose = '', names] = rest.replace(' once a day', '').split(' on ')
  const isOn = names === undefined || names.includes(short(on).slice(0, 3))
  if (on < from || on > to || !isOn) return undefined
  return dose === 'no warfarin' ? 0 : Math.round(Number(dose.replace(' mg', '')) * 1000)
}

test('H12, H16: whoever reads the lines finds each date once, with its dose', () => {
  const dose = fc.integer({ min: 0, max: 6 }).map((halves) => halves * 500)
  const week = fc.array(dose, { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(
      fc.array(dose, { maxLength: 9 }),
      week,
      fc.integer({ min: 1, max: 12 }),
      (before, each, count) => {
        const days = calendar([...before, ...weeks(count, each)])
        const dates = days.map(({ day: on }) => on)
        const lines = doseLines(days, 'warfarin')
        for (const { day: on, ug: meant } of days) {
          const found = lines.flatMap((line) => read(line, on, dates) ?? [])
          assert.deepEqual(found, [meant], `${on}: ${lines.join('; ')}`)
        }
      },
    ),
    { numRuns: 300 },
  )
})
