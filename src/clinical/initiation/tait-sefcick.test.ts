import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, inShort } from '#test/clinical/an-initiation.ts'
import { TAIT_SEFCICK } from './tait-sefcick.ts'

const PERSON = 'initiation-row-for-a-person'
const tait = (day: number, tenths: number, taken: readonly number[]) =>
  inShort({ protocol: 'tait-sefcick', day, inr: tenths, taken })

test('H08: the table from memory is marked so that nobody is started by it unchecked', () => {
  assert.equal(TAIT_SEFCICK.status, 'unverified')
})

const day5 = [
  [17, '5 mg, day 8'],
  [18, '4 mg, day 8'],
  [22, '4 mg, day 8'],
  [23, '3 mg, day 8'],
  [27, '3 mg, day 8'],
  [28, '2 mg, day 8'],
  [32, '2 mg, day 8'],
  [33, '1 mg, day 8'],
  [37, '1 mg, day 8'],
  [38, PERSON],
] as const
for (const [tenths, expected] of day5) {
  test(`H09: Tait day 5, INR ${tenths / 10}: ${expected}`, () => {
    assert.equal(tait(5, tenths, days(4, 5)), expected)
  })
}

/** By the dose of days 5 to 7: for 1.7, 1.8, 2.4, 2.5, 3.0, 3.1, 3.5 and 3.6. */
const INRS = [17, 18, 24, 25, 30, 31, 35, 36]
const day8: readonly (readonly [mg: number, doses: readonly (number | 'person')[]])[] = [
  [5, [6, 5, 5, 4, 4, 3, 3, 3]],
  [4, [5, 4, 4, 3.5, 3.5, 3, 3, 2.5]],
  [3, [4, 3.5, 3.5, 3, 3, 2.5, 2.5, 2]],
  [2, [3, 2.5, 2.5, 2, 2, 1.5, 1.5, 1]],
  [1, [2, 1.5, 1.5, 1, 1, 0.5, 0.5, 'person']],
]
for (const [mg, doses] of day8) {
  for (const [nth, tenths] of INRS.entries()) {
    const dose = doses[nth]
    test(`H09: Tait day 8 after ${mg} mg, INR ${tenths / 10}: ${dose}`, () => {
      const found = tait(8, tenths, [...days(4, 5), ...days(3, mg)])
      const again = tenths > 30 ? 12 : 15
      assert.equal(found, dose === 'person' ? PERSON : `${dose} mg, day ${again}`)
    })
  }
}

test('H08: after no dose on days 5 to 7 a person decides', () => {
  assert.equal(tait(8, 25, [...days(4, 5), ...days(3, 0)]), 'initiation-off-protocol')
})
