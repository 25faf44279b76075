import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, type Initiating, inShort } from '#test/clinical/an-initiation.ts'

const PERSON = 'initiation-row-for-a-person'
const OFF = 'initiation-off-protocol'
const NO_ROW = 'initiation-no-row'

const oates = (of: Omit<Initiating, 'protocol'>) => inShort({ protocol: 'oates', ...of })

for (const [tenths, expected] of [
  [8, '2 mg, day 3'],
  [10, '2 mg, day 3'],
  [13, '2 mg, day 3'],
  [14, PERSON],
  [22, PERSON],
] as const) {
  test(`H08: Oates day 1, INR ${tenths / 10}: ${expected}`, () => {
    assert.equal(oates({ day: 1, inr: tenths, taken: [] }), expected)
  })
}

// NHS Highland: INR below 3.0 carry on, 3.0 to 4.0 one step down and 3 days, above 4.0 omit. Clinical reference 2.1.
const checks = [
  { mg: 2, tenths: 10, at3: '2 mg, day 7', at7: '2 mg, day 14' },
  { mg: 2, tenths: 29, at3: '2 mg, day 7', at7: '2 mg, day 14' },
  { mg: 2, tenths: 30, at3: '1.5 mg, day 6', at7: '1.5 mg, day 10' },
  { mg: 2, tenths: 40, at3: '1.5 mg, day 6', at7: '1.5 mg, day 10' },
  { mg: 2, tenths: 41, at3: PERSON, at7: PERSON },
  { mg: 2, tenths: 49, at3: PERSON, at7: PERSON },
  { mg: 1.5, tenths: 29, at3: OFF, at7: '1.5 mg, day 14' },
  { mg: 1.5, tenths: 30, at3: OFF, at7: '1 mg, day 10' },
  { mg: 1, tenths: 40, at3: OFF, at7: '0.5 mg, day 10' },
  { mg: 0.5, tenths: 29, at3: OFF, at7: '0.5 mg, day 14' },
  { mg: 0.5, tenths: 30, at3: OFF, at7: PERSON },
]
for (const { mg, tenths, at3, at7 } of checks) {
  test(`H09: Oates checks, ${mg} mg a day and INR ${tenths / 10}: ${at3}; ${at7}`, () => {
    assert.equal(oates({ day: 3, inr: tenths, taken: days(2, mg) }), at3)
    assert.equal(oates({ day: 7, inr: tenths, taken: [...days(2, 2), ...days(4, mg)] }), at7)
  })
}

// Day 14 after two weeks on 2 mg: the source's table, by sex.
const male = [
  [9, NO_ROW],
  [10, '6 mg'],
  [11, '5 mg'],
  [12, '5 mg'],
  [13, '4 mg'],
  [15, '4 mg'],
  [16, '3 mg'],
  [21, '3 mg'],
  [22, '2 mg'],
  [30, '2 mg'],
  [31, '1 mg'],
  [40, '1 mg'],
  [41, PERSON],
] as const
const female = [
  [9, NO_ROW],
  [10, '5 mg'],
  [11, '5 mg'],
  [12, '4 mg'],
  [13, '4 mg'],
  [14, '3 mg'],
  [19, '3 mg'],
  [20, '2 mg'],
  [30, '2 mg'],
  [31, '1 mg'],
  [40, '1 mg'],
  [41, PERSON],
] as const
for (const [sex, rows] of [
  ['male', male],
  ['female', female],
] as const) {
  for (const [tenths, expected] of rows) {
    test(`H09: Oates day 14, ${sex}, INR ${tenths / 10}: ${expected}`, () => {
      const found = oates({ day: 14, inr: tenths, taken: days(13, 2), who: { sex } })
      assert.equal(found, expected.endsWith('mg') ? `${expected}, day 21` : expected)
    })
  }
}

test('H08: two weeks on any other dose than 2 mg predict nothing', () => {
  const lowered = [...days(2, 2), ...days(11, 1.5)]
  assert.equal(oates({ day: 14, inr: 20, taken: lowered }), OFF)
  assert.equal(oates({ day: 14, inr: 20, taken: [...lowered.slice(0, -1), 2] }), OFF)
})

test('H08: with no sex on record nobody is dosed by a table that differs by sex', () => {
  const found = oates({ day: 14, inr: 20, taken: days(13, 2), who: { sex: 'not-known' } })
  assert.match(found, /^initiation-not-for-patient/)
})

const rechecks = [
  { day: 6, taken: [2, 2, 1.5, 1.5, 1.5], tenths: 29, expected: '1.5 mg, day 7' },
  { day: 6, taken: [2, 2, 1.5, 1.5, 1.5], tenths: 30, expected: '1 mg, day 9' },
  { day: 6, taken: [2, 2, 1.5, 1.5, 1.5], tenths: 41, expected: PERSON },
  { day: 5, taken: [2, 2, 1.5, 1.5], tenths: 20, expected: OFF },
  { day: 8, taken: [2, 2, 1.5, 1.5, 1.5, 1.5, 1.5], tenths: 20, expected: OFF },
  { day: 6, taken: [2, 2, 2, 2, 2], tenths: 20, expected: OFF },
  { day: 10, taken: [...days(6, 2), 1.5, 1.5, 1.5], tenths: 29, expected: '1.5 mg, day 14' },
  { day: 10, taken: [...days(6, 2), 1.5, 1.5, 1.5], tenths: 30, expected: '1 mg, day 13' },
  {
    day: 13,
    taken: [...days(6, 2), ...days(3, 1.5), ...days(3, 1)],
    tenths: 29,
    expected: '1 mg, day 14',
  },
  {
    day: 13,
    taken: [...days(6, 2), ...days(3, 1.5), ...days(3, 1)],
    tenths: 30,
    expected: OFF,
  },
]
for (const { day, taken, tenths, expected } of rechecks) {
  test(`H08: Oates between its days, day ${day} on ${taken.at(-1)} mg, INR ${tenths / 10}: ${expected}`, () => {
    assert.equal(oates({ day, inr: tenths, taken }), expected)
  })
}
