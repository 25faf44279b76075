import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { ForecastRow, ForecastVisit } from '#store/forecast-courses.ts'
import { dosesTaken } from './doses-taken.ts'

const at = (on: string): number => Date.parse(`${on}T12:00:00Z`)

const row = (sampledOn: string, rest: Partial<ForecastRow> = {}): ForecastRow => ({
  episodeId: 'e',
  id: sampledOn,
  comparator: '=',
  tenths: 25,
  sampledOn,
  enteredAt: at(sampledOn),
  isCorrected: false,
  doseBeforeUg: null,
  omitDays: null,
  visitId: null,
  decidedOn: null,
  ...rest,
})

const alarm = (visitOn: string): ForecastVisit => ({
  episodeId: 'e',
  id: visitOn,
  visitOn,
  visitAt: at(visitOn),
  missedDoses: 0,
  illness: false,
  medicinesChanged: 'no',
  medicines: null,
  dailyUg: null,
  omitDays: null,
  boosts: null,
  fromOn: null,
  untilOn: null,
  decidedAt: null,
  toldAt: null,
  isVoid: null,
})

/** A dose decided at a visit and told on the same day. */
const dosed = (
  visitOn: string,
  dailyUg: number,
  untilOn: string,
  rest: Partial<ForecastVisit> = {},
): ForecastVisit => {
  const fromOn = rest.fromOn ?? visitOn
  const decided = { decidedAt: at(fromOn), toldAt: at(fromOn), isVoid: false }
  return {
    ...alarm(visitOn),
    dailyUg,
    omitDays: 0,
    boosts: [],
    fromOn,
    untilOn,
    ...decided,
    ...rest,
  }
}
const AT_VISIT = { visitId: 'v' }

const [A, B, C] = ['2026-01-01', '2026-01-29', '2026-02-26']
const D = '2026-01-20'
const FIRST = dosed(A, 5000, '2026-02-05')
const AGAIN = dosed(D, 5000, '2026-02-20', { id: 'again', toldAt: null })
const LARGER = { on: day('2026-01-21'), ug: ug(8000) }

type Case = readonly [
  string,
  Partial<Parameters<typeof dosesTaken>[0]>,
  /** From which day on which dose, micrograms a day; `?` is not known. */
  string,
]

const ONE_MORE = row(D, { enteredAt: at(D) - 1 })
const AFTER: readonly (readonly [string, Case[1]])[] = [
  ['another dose of that day', { visits: [FIRST, dosed(D, 6000, '2026-02-20'), AGAIN] }],
  [
    'a correction',
    { rows: [{ ...ONE_MORE, visitId: 'v', isCorrected: true }], visits: [FIRST, AGAIN] },
  ],
  ['a result from elsewhere', { rows: [ONE_MORE], visits: [FIRST, AGAIN] }],
  ['a larger dose to come', { visits: [{ ...FIRST, boosts: [LARGER] }, AGAIN] }],
]

const CASES: readonly Case[] = [
  ['no results', { statedUg: 5000 }, ''],
  [
    'another product: the dose until the next test, then what the person says',
    {
      rows: [row(A, { doseBeforeUg: 4000 }), row(B, { doseBeforeUg: 5000 }), row(C)],
      statedUg: 6000,
    },
    '01-01 5000, 01-29 ?, 02-26 6000',
  ],
  [
    'another product, and two doses decided here: what was stated, until the first of them',
    {
      rows: [row(A, { doseBeforeUg: 5000 }), row(B, AT_VISIT), row(C, AT_VISIT)],
      visits: [dosed(B, 6000, '2026-03-05'), dosed(C, 7500, '2026-04-05')],
      statedUg: 5000,
    },
    '01-01 5000, 01-29 6000, 02-26 7500, 04-06 ?',
  ],
  [
    'another product with days left out',
    { rows: [row(A, { omitDays: 2 }), row(B, { doseBeforeUg: 5000 })] },
    '01-01 0, 01-03 5000, 01-29 ?',
  ],
  [
    'a dose decided here, until its calendar ends',
    { visits: [dosed(A, 5000, '2026-02-05')], statedUg: 6000 },
    '01-01 5000, 02-06 ?',
  ],
  [
    'the next decision takes the place of the days of grace',
    { visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4000, '2026-03-05', { omitDays: 1 })] },
    '01-01 5000, 01-29 0, 01-30 4000, 03-06 ?',
  ],
  [
    'a larger dose on one date',
    {
      visits: [dosed(A, 5000, '2026-02-05', { boosts: [{ on: day('2026-01-02'), ug: ug(8000) }] })],
    },
    '01-01 5000, 01-02 8000, 01-03 5000, 02-06 ?',
  ],
  [
    'a visit without a dose, until the next dose',
    { visits: [dosed(A, 5000, '2026-02-05'), alarm('2026-01-15'), dosed(B, 4500, '2026-03-05')] },
    '01-01 5000, 01-15 ?, 01-29 4500, 03-06 ?',
  ],
  [
    'a visit whose dose was decided days later',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed(B, 4500, '2026-03-05', { fromOn: '2026-01-31' }),
      ],
    },
    '01-01 5000, 01-29 ?, 01-31 4500, 03-06 ?',
  ],
  [
    'a visit that was decided twice: both doses, each from its day',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed(A, 4000, '2026-02-05', { fromOn: '2026-01-04' }),
      ],
    },
    '01-01 5000, 01-04 4000, 02-06 ?',
  ],
  ...AFTER.map(
    ([what, of]): Case => [
      `the dose of before, again and not told, after ${what}`,
      of,
      '01-01 5000, 01-20 ?',
    ],
  ),
  [
    'a dose on an INR that is void, until the next dose',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed('2026-01-20', 3000, '2026-02-20', { isVoid: true }),
        dosed(B, 5000, '2026-03-05'),
      ],
    },
    '01-01 5000, 01-20 ?, 01-29 5000, 03-06 ?',
  ],
  [
    'a dose that nobody was told',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed('2026-01-20', 7000, '2026-02-20', { toldAt: null }),
        dosed(B, 5000, '2026-03-05'),
      ],
    },
    '01-01 5000, 01-20 ?, 01-29 5000, 03-06 ?',
  ],
  [
    'a dose that was told two days later, with a day left out on the next',
    { visits: [dosed(A, 7000, '2026-02-05', { omitDays: 3, toldAt: at('2026-01-03') })] },
    '01-01 ?, 01-03 0, 01-04 7000, 02-06 ?',
  ],
  [
    'a dose told after the next one was decided',
    {
      visits: [
        dosed(A, 7000, '2026-02-05', { toldAt: at('2026-01-30') }),
        dosed(B, 5000, '2026-03-05'),
      ],
    },
    '01-01 ?, 01-29 5000, 03-06 ?',
  ],
  [
    'the same dose again, which was not told: what is taken has not changed',
    { visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 5000, '2026-03-05', { toldAt: null })] },
    '01-01 5000, 01-29 5000, 03-06 ?',
  ],
  [
    'the same dose after a day without, which was not told',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed(B, 5000, '2026-03-05', { toldAt: null, omitDays: 1 }),
      ],
    },
    '01-01 5000, 01-29 ?',
  ],
  [
    'an INR from elsewhere, after the first visit',
    {
      rows: [row('2026-01-15')],
      visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4500, '2026-03-05')],
    },
    '01-01 5000, 01-15 ?, 01-29 4500, 03-06 ?',
  ],
  [
    'a correction, from the day on which it was made',
    {
      rows: [row(A, { ...AT_VISIT, isCorrected: true, enteredAt: at('2026-01-10') })],
      visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4500, '2026-03-05')],
    },
    '01-01 5000, 01-10 ?, 01-29 4500, 03-06 ?',
  ],
  [
    'a pause, until the next dose after it',
    {
      breaks: [{ from: day('2026-01-10'), until: day('2026-01-20') }],
      visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4500, '2026-03-05')],
    },
    '01-01 5000, 01-10 ?, 01-20 ?, 01-29 4500, 03-06 ?',
  ],
]

const NOTHING = { rows: [], visits: [], statedUg: null, breaks: [] }

for (const [what, of, expected] of CASES) {
  test(`H41: the doses that were surely taken, of ${what}`, () => {
    const spells = dosesTaken({ ...NOTHING, ...of }).map(
      ({ from, ug }) => `${from.slice(5)} ${ug === 'not-known' ? '?' : ug}`,
    )
    assert.equal(spells.join(', '), expected)
  })
}
