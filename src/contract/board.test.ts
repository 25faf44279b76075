import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { type BoardStanding, boardStanding } from './board.ts'
import { month } from './calendar-month.ts'
import { SHEFFIELD_2020_21 } from './sheffield-2020-21.ts'

const [monthly] = SHEFFIELD_2020_21.returns
const OCTOBER = {
  month: month('2026-10'),
  today: day('2026-11-22'),
  monthly,
  owedFrom: month('2026-04'),
  firstSubmittedAt: undefined,
}
const at = (instant: string) => Date.parse(instant)

// The 15th working day of November 2026 is Friday the 20th.
for (const [says, known, expected] of [
  [
    'received on the day on which it is due',
    { firstSubmittedAt: at('2026-11-20T23:59:00Z') },
    { kind: 'received', on: '2026-11-20', due: '2026-11-20' },
  ],
  [
    'late on the day after',
    { firstSubmittedAt: at('2026-11-21T00:00:00Z') },
    { kind: 'late', on: '2026-11-21', due: '2026-11-20' },
  ],
  ['missing when the day has passed', {}, { kind: 'missing', due: '2026-11-20' }],
  [
    'not due on the day itself',
    { today: day('2026-11-20') },
    { kind: 'not-due', due: '2026-11-20' },
  ],
  ['going on while the month does', { today: day('2026-10-31') }, { kind: 'not-ended' }],
  [
    'not owed before the contract was recorded here',
    { owedFrom: month('2026-11') },
    { kind: 'not-owed' },
  ],
  [
    'received although it was not owed',
    { owedFrom: month('2026-11'), firstSubmittedAt: at('2026-11-05T09:00:00Z') },
    { kind: 'received', on: '2026-11-05', due: '2026-11-20' },
  ],
  [
    'without a clock where the agreed text is not held',
    { monthly: undefined },
    { kind: 'no-clock' },
  ],
  [
    'without a clock beyond the table of bank holidays',
    { month: month('2060-10'), today: day('2060-12-24') },
    { kind: 'no-clock' },
  ],
  [
    'received, and never late, where nobody knows when it was due',
    { month: month('2060-10'), firstSubmittedAt: at('2060-12-24T09:00:00Z') },
    { kind: 'received', on: '2060-12-24', due: null },
  ],
] as const satisfies readonly (readonly [string, object, object])[]) {
  test(`S30: a return is ${says}`, () => {
    assert.deepEqual(boardStanding({ ...OCTOBER, ...known }), expected as unknown as BoardStanding)
  })
}

test('S30: in summer the day of a return is that of London', () => {
  const may = { ...OCTOBER, month: month('2026-05'), firstSubmittedAt: at('2026-06-19T23:30:00Z') }
  assert.deepEqual(boardStanding(may), { kind: 'late', on: '2026-06-20', due: '2026-06-19' })
})
