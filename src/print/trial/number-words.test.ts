import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceWords, meanWords, wholeWords } from './number-words.ts'

const mean = (value: number, halfWidth: number, people = 100) => ({
  mean: value,
  halfWidth,
  people,
})

const MEANS = [
  ['ttr', mean(71.34, 1.55), '71.3 (69.8 to 72.9)'],
  ['testsAbove5AYear', mean(0.316, 0.11), '0.32 (0.21 to 0.43)'],
  ['below', mean(0.02, 0.5), '0.0 (\u22120.5 to 0.5)'],
  ['ttr', mean(50, 0, 1), '50.0 (one person: no interval)'],
  ['dayStable', null, 'not known'],
] as const
for (const [figure, value, words] of MEANS) {
  test(`a mean is written ${words}`, () => assert.equal(meanWords(figure, value), words))
}

const DIFFERENCES = [
  ['ttr', mean(7.54, 1.1), '+7.5 (+6.4 to +8.6)'],
  ['ttr', mean(-24.21, 2.3), '\u221224.2 (\u221226.5 to \u221221.9)'],
  ['testsAbove5AYear', mean(-0.001, 0), '0.00 (0.00 to 0.00)'],
  ['changes', null, 'not known'],
] as const
for (const [figure, value, words] of DIFFERENCES) {
  test(`a difference is written ${words}`, () =>
    assert.equal(differenceWords(figure, value), words))
}

test('thousands are set apart', () => {
  assert.deepEqual([0, 999, 1000, 1_000_000].map(wholeWords), ['0', '999', '1,000', '1,000,000'])
})
