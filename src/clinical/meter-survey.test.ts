import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOut, outcomeOf } from './meter-survey.ts'

for (const { own, median, out } of [
  { own: 25, median: 25, out: false },
  { own: 23, median: 20, out: false },
  { own: 24, median: 20, out: true },
  { own: 17, median: 20, out: false },
  { own: 16, median: 20, out: true },
  { own: 29, median: 25, out: true },
]) {
  test(`S20: an INR of ${own / 10} against a median of ${median / 10} is ${out ? 'out of' : 'in'} consensus`, () => {
    assert.equal(isOut({ ownTenths: own, medianTenths: median }), out)
  })
}

test('S20: one sample that is out makes a survey unsatisfactory; without samples it was not returned', () => {
  const inside = { ownTenths: 25, medianTenths: 25 }
  assert.equal(outcomeOf([inside, inside]), 'satisfactory')
  assert.equal(outcomeOf([inside, { ownTenths: 30, medianTenths: 25 }]), 'unsatisfactory')
  assert.equal(outcomeOf([]), 'not-returned')
})
