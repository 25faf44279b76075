import assert from 'node:assert/strict'
import { test } from 'node:test'
import { INITIATION_CARDS } from './initiation-cards.ts'
import type { InitiationProtocol } from './protocol.ts'

const cardOf = (id: InitiationProtocol) =>
  INITIATION_CARDS.find((card) => card.id === id) ?? assert.fail(`no card of ${id}`)

const TITLES = [
  [
    'oates',
    [
      'Day 1',
      ...['2', '1.5', '1', '0.5'].map((mg) => `Day 3 and 7, and between them, on ${mg} mg a day`),
      'Day 14, men, on 2 mg a day',
      'Day 14, women, on 2 mg a day',
    ],
  ],
  ['janes', ['Day 1', 'Day 8, on 3 mg a day', 'Day 15, on 6 mg a day']],
  [
    'tait-sefcick',
    [
      'Day 1',
      'Day 5, on 5 mg a day',
      ...['5', '4', '3', '2', '1'].map((mg) => `Day 8, on ${mg} mg a day`),
    ],
  ],
  [
    'age-adjusted-fennerty',
    ['1', '2', '3', '4'].flatMap((day) =>
      ['18 to 50', '51 to 65', '66 to 80', '81 to 120'].map((ages) => `Day ${day}, aged ${ages}`),
    ),
  ],
] as const

for (const [id, titles] of TITLES) {
  test(`H09: each table of ${id} says for which day, for whom and on which dose it holds`, () => {
    assert.deepEqual(
      cardOf(id).tables.map(({ title }) => title),
      titles,
    )
  })
}

const STOPS = 'If a test before the last row does not happen, nothing is taken until it is done.'
const GOES_ON = 'If a test does not happen, the same dose goes on for the days of grace.'

test('H12: a card says what happens after a lowered dose, after the last row, and without a test', () => {
  const then = (id: InitiationProtocol) => cardOf(id).works.slice(1)
  const after = (days: number) =>
    `From the last row on: in range the dose stays, with a test every ${days} days; out of range a person decides.`
  const lowered = 'After a dose was lowered, a test after 3 days as well.'
  assert.deepEqual(then('oates'), [lowered, after(7), GOES_ON])
  assert.deepEqual(then('janes'), [after(7), GOES_ON])
  assert.deepEqual(then('tait-sefcick'), [after(7), STOPS])
  assert.deepEqual(then('age-adjusted-fennerty'), [after(3), STOPS])
})

test('H10: a card has the figures and the status of its tables', () => {
  const figures = INITIATION_CARDS.map(({ id, status, validRangeTenths, constants }) =>
    [
      `${id} ${status} ${validRangeTenths.low}-${validRangeTenths.high}`,
      ...constants.map(({ value, status: of }) => `${value} (${of})`),
    ].join('; '),
  )
  assert.deepEqual(figures, [
    'oates verified 8-40; 6 mg a day (verified); 1, 3, 7, 14 (verified); 3 (local)',
    'janes verified 8-29; 8 mg a day (verified); 1, 8, 15 (verified); 3 (local)',
    'tait-sefcick unverified 8-49; 6 mg a day (unverified); 1, 5, 8 (unverified); 3 (local)',
    'age-adjusted-fennerty verified 8-49; 10 mg a day (verified); 1, 2, 3, 4 (verified); 3 (local)',
  ])
})

test('H10: a row of a card says the next test of a dose, or what a person decides by', () => {
  const rows = cardOf('janes').tables[1]?.rows ?? []
  assert.equal(rows[0]?.says, 'next test day 15')
  assert.match(rows.at(-1)?.says ?? '', /^INR above 3\.0 on day 8: stop/)
})

test('H08: every card says that a strayed course goes to a person, and who is started', () => {
  for (const { eligibility, limits } of INITIATION_CARDS) {
    assert.match(eligibility[0] ?? '', /baseline INR below 1\.4/)
    assert.match(eligibility[1] ?? '', /mechanical valve/)
    assert.match(limits.at(-2) ?? '', /a person decides/)
    assert.match(limits.at(-1) ?? '', /^No maintenance before two INRs in range/)
  }
  const practices = INITIATION_CARDS.filter(({ eligibility }) =>
    eligibility.some((one) => one.includes('(level 5)')),
  )
  assert.deepEqual(
    practices.map(({ id }) => id),
    ['oates', 'janes', 'tait-sefcick'],
  )
})
