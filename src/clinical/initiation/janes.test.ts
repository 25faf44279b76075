import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, inShort } from '#test/clinical/an-initiation.ts'

const PERSON = 'initiation-row-for-a-person'

const day8 = [
  [8, '6 mg'],
  [13, '6 mg'],
  [14, '5 mg'],
  [15, '5 mg'],
  [16, '4 mg'],
  [18, '4 mg'],
  [19, '3 mg'],
  [21, '3 mg'],
  [22, '2.5 mg'],
  [25, '2.5 mg'],
  [26, '2 mg'],
  [27, '2 mg'],
  [28, PERSON],
  [30, PERSON],
  [31, PERSON],
] as const
for (const [tenths, expected] of day8) {
  test(`H09: Janes day 8, INR ${tenths / 10}: ${expected}`, () => {
    const found = inShort({ protocol: 'janes', day: 8, inr: tenths, taken: days(7, 3) })
    assert.equal(found, expected.endsWith('mg') ? `${expected}, day 15` : expected)
  })
}

const day15 = [
  [13, PERSON],
  [14, '8 mg'],
  [16, '8 mg'],
  [17, '7 mg'],
  [18, '7 mg'],
  [19, '6 mg'],
  [24, '6 mg'],
  [25, '5 mg'],
  [29, '5 mg'],
  [30, PERSON],
  [40, PERSON],
  [41, PERSON],
] as const
for (const [tenths, expected] of day15) {
  test(`H09: Janes day 15 on 6 mg, INR ${tenths / 10}: ${expected}`, () => {
    const taken = [...days(7, 3), ...days(7, 6)]
    const found = inShort({ protocol: 'janes', day: 15, inr: tenths, taken })
    assert.equal(found, expected.endsWith('mg') ? `${expected}, day 22` : expected)
  })
}

for (const [tenths, expected] of [
  [19, PERSON],
  [20, '4 mg, day 22'],
  [30, '4 mg, day 22'],
  [31, PERSON],
] as const) {
  test(`H08: Janes day 15 on another dose keeps it in range and asks a person else: INR ${tenths / 10}`, () => {
    const taken = [...days(7, 3), ...days(7, 4)]
    assert.equal(inShort({ protocol: 'janes', day: 15, inr: tenths, taken }), expected)
  })
}

test('H08: the table for those on 6 mg is not for somebody who began 6 mg later', () => {
  const taken = [...days(7, 3), ...days(3, 5), ...days(4, 6)]
  const found = inShort({ protocol: 'janes', day: 15, inr: 20, taken })
  assert.equal(found, 'initiation-off-protocol')
})

test('Janes day 1: 3 mg a day until day 8', () => {
  assert.equal(inShort({ protocol: 'janes', day: 1, inr: 11, taken: [] }), '3 mg, day 8')
})
