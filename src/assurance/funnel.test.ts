import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controlLimits, funnelPlace } from './funnel.ts'

/** The chance of at most so many of `people`, by factorials. */
function atMost(count: number, people: number, share: number): number {
  let sum = 0
  for (let k = 0; k <= count; k += 1) {
    let ways = 1
    for (let i = 1; i <= k; i += 1) ways = (ways * (people - k + i)) / i
    sum += ways * share ** k * (1 - share) ** (people - k)
  }
  return sum
}

test('the limits hold the tails that they promise, by another way of counting', () => {
  for (const people of [10, 25, 60, 200]) {
    for (const share of [0.5, 0.7, 0.9]) {
      const { low, high } = controlLimits(people, share, '95')
      assert.ok(atMost(Math.floor(low * people - 1e-9), people, share) <= 0.025 + 1e-9)
      assert.ok(atMost(Math.ceil(low * people), people, share) >= 0.025 - 1e-9)
      assert.ok(1 - atMost(Math.ceil(high * people), people, share) <= 0.025 + 1e-9)
      const outer = controlLimits(people, share, '99.8')
      assert.ok(outer.low < low && (outer.high > high || high === 1))
    }
  }
})

test('limits draw together with more people, and near those of the normal distribution where there are many', () => {
  const { low, high } = controlLimits(1000, 0.7, '95')
  assert.ok(Math.abs(low - (0.7 - 1.96 * Math.sqrt(0.21 / 1000))) < 0.002, `${low}`)
  assert.ok(Math.abs(high - (0.7 + 1.96 * Math.sqrt(0.21 / 1000))) < 0.002, `${high}`)
  assert.ok(controlLimits(10, 0.7, '95').low < controlLimits(100, 0.7, '95').low)
})

test('S19: the same share is chance at a small provider and far from all others at a great one', () => {
  assert.equal(funnelPlace(10, 20, 0.7), 'within')
  assert.equal(funnelPlace(50, 100, 0.7), 'far-below')
  assert.equal(funnelPlace(60, 100, 0.7), 'below')
  assert.equal(funnelPlace(70, 100, 0.7), 'within')
  assert.equal(funnelPlace(80, 100, 0.7), 'above')
  assert.equal(funnelPlace(95, 100, 0.7), 'far-above')
  assert.equal(funnelPlace(20, 20, 1), 'within')
})
