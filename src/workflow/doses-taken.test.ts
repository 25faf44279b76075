import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, day } from '#base/day.ts'
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
type Case = readonly [
  string,
  Partial<Parameters<typeof dosesTaken>[0]>,
  readonly (readonly [string, number | 'not-known'])[],
]

const CASES: readonly Case[] = [
  ['no results', { statedUg: 5000 }, []],
  [
    'another product: the dose until the next test, then what the person says',
    {
      rows: [row(A, { doseBeforeUg: 4000 }), row(B, { doseBeforeUg: 5000 }), row(C)],
      statedUg: 6000,
    },
    [
      [A, 5000],
      [B, 'not-known'],
      [C, 6000],
    ],
  ],
  [
    'another product, and two doses decided here: what was stated, until the first of them',
    {
      rows: [row(A, { doseBeforeUg: 5000 }), row(B, AT_VISIT), row(C, AT_VISIT)],
      visits: [dosed(B, 6000, '2026-03-05'), dosed(C, 7500, '2026-04-05')],
      statedUg: 5000,
    },
    [
      [A, 5000],
      [B, 6000],
      [C, 7500],
      ['2026-04-06', 'not-known'],
    ],
  ],
  [
    'another product with days left out',
    { rows: [row(A, { omitDays: 2 }), row(B, { doseBeforeUg: 5000 })] },
    [
      [A, 0],
      ['2026-01-03', 5000],
      [B, 'not-known'],
    ],
  ],
  [
    'a dose decided here, until its calendar ends',
    { visits: [dosed(A, 5000, '2026-02-05')], statedUg: 6000 },
    [
      [A, 5000],
      ['2026-02-06', 'not-known'],
    ],
  ],
  [
    'the next decision takes the place of the days of grace',
    { visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4000, '2026-03-05', { omitDays: 1 })] },
    [
      [A, 5000],
      [B, 0],
      ['2026-01-30', 4000],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'a larger dose on one date',
    {
      visits: [dosed(A, 5000, '2026-02-05', { boosts: [{ on: day('2026-01-02'), ug: ug(8000) }] })],
    },
    [
      [A, 5000],
      ['2026-01-02', 8000],
      ['2026-01-03', 5000],
      ['2026-02-06', 'not-known'],
    ],
  ],
  [
    'a visit without a dose, until the next dose',
    { visits: [dosed(A, 5000, '2026-02-05'), alarm('2026-01-15'), dosed(B, 4500, '2026-03-05')] },
    [
      [A, 5000],
      ['2026-01-15', 'not-known'],
      [B, 4500],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'a visit whose dose was decided days later',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed(B, 4500, '2026-03-05', { fromOn: '2026-01-31' }),
      ],
    },
    [
      [A, 5000],
      [B, 'not-known'],
      ['2026-01-31', 4500],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'a visit that was decided twice: both doses, each from its day',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed(A, 4000, '2026-02-05', { fromOn: '2026-01-04' }),
      ],
    },
    [
      [A, 5000],
      ['2026-01-04', 4000],
      ['2026-02-06', 'not-known'],
    ],
  ],
  [
    'a dose on an INR that is void, until the next dose',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed('2026-01-20', 3000, '2026-02-20', { isVoid: true }),
        dosed(B, 5000, '2026-03-05'),
      ],
    },
    [
      [A, 5000],
      ['2026-01-20', 'not-known'],
      [B, 5000],
      ['2026-03-06', 'not-known'],
    ],
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
    [
      [A, 5000],
      ['2026-01-20', 'not-known'],
      [B, 5000],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'a dose that was told two days later, with a day left out on the next',
    { visits: [dosed(A, 7000, '2026-02-05', { omitDays: 3, toldAt: at('2026-01-03') })] },
    [
      [A, 'not-known'],
      ['2026-01-03', 0],
      ['2026-01-04', 7000],
      ['2026-02-06', 'not-known'],
    ],
  ],
  [
    'a dose told after the next one was decided',
    {
      visits: [
        dosed(A, 7000, '2026-02-05', { toldAt: at('2026-01-30') }),
        dosed(B, 5000, '2026-03-05'),
      ],
    },
    [
      [A, 'not-known'],
      [B, 5000],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'the same dose again, which was not told: what is taken has not changed',
    { visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 5000, '2026-03-05', { toldAt: null })] },
    [
      [A, 5000],
      [B, 5000],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'the same dose after a day without, which was not told',
    {
      visits: [
        dosed(A, 5000, '2026-02-05'),
        dosed(B, 5000, '2026-03-05', { toldAt: null, omitDays: 1 }),
      ],
    },
    [
      [A, 5000],
      [B, 'not-known'],
    ],
  ],
  [
    'an INR from elsewhere, after the first visit',
    {
      rows: [row('2026-01-15')],
      visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4500, '2026-03-05')],
    },
    [
      [A, 5000],
      ['2026-01-15', 'not-known'],
      [B, 4500],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'a correction, from the day on which it was made',
    {
      rows: [row(A, { ...AT_VISIT, isCorrected: true, enteredAt: at('2026-01-10') })],
      visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4500, '2026-03-05')],
    },
    [
      [A, 5000],
      ['2026-01-10', 'not-known'],
      [B, 4500],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'a pause, until the next dose after it',
    {
      breaks: [{ from: day('2026-01-10'), until: day('2026-01-20') }],
      visits: [dosed(A, 5000, '2026-02-05'), dosed(B, 4500, '2026-03-05')],
    },
    [
      [A, 5000],
      ['2026-01-10', 'not-known'],
      ['2026-01-20', 'not-known'],
      [B, 4500],
      ['2026-03-06', 'not-known'],
    ],
  ],
]

const NOTHING = { rows: [], visits: [], statedUg: null, breaks: [] }

for (const [what, of, expected] of CASES) {
  test(`H41: the doses that were surely taken, of ${what}`, () => {
    const spells = dosesTaken({ ...NOTHING, ...of })
    assert.deepEqual(
      spells.map(({ from, ug }): readonly [Day, typeof ug] => [from, ug]),
      expected,
    )
  })
}
