import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Dice, diceOf, oneOf } from './dice.ts'

const rolls = ({ even }: Dice, times: number): number[] => Array.from({ length: times }, even)

test('the same seed and stream fall the same way, another seed or stream another', () => {
  const first = rolls(diceOf(7, 3), 50)
  assert.deepEqual(rolls(diceOf(7, 3), 50), first)
  for (const [seed, stream] of [
    [8, 3],
    [7, 4],
    [3, 7],
    [7, 2 ** 31],
  ] as const) {
    const other = rolls(diceOf(seed, stream), 50)
    assert.ok(other.every((one, nth) => one !== first[nth]))
  }
})

test('the dice are those of their first release', () => {
  const first = rolls(diceOf(1, 0), 3).map((one) => Math.round(one * 1e9))
  assert.deepEqual(first, [133_426_849, 760_942_116, 163_698_046])
})

test('even numbers are even: mean, variance, tenths, and no memory of the one before', () => {
  const evens = Array.from({ length: 200 }, (_, stream) => rolls(diceOf(5, stream), 500)).flat()
  const count = evens.length
  const mean = evens.reduce((sum, one) => sum + one, 0) / count
  const variance = evens.reduce((sum, one) => sum + (one - mean) ** 2, 0) / count
  const together = evens.reduce(
    (sum, one, nth) => sum + (one - mean) * ((evens[nth + 1] ?? mean) - mean),
    0,
  )
  assert.ok(Math.abs(mean - 0.5) < 0.004, `${mean}`)
  assert.ok(Math.abs(variance - 1 / 12) < 0.001, `${variance}`)
  assert.ok(Math.abs(together / count) < 0.001, `${together / count}`)
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const within = evens.filter((one) => Math.floor(one * 10) === tenth).length
    assert.ok(Math.abs(within / count - 0.1) < 0.005, `${tenth}: ${within}`)
  }
  assert.ok(evens.every((one) => one > 0 && one < 1))
})

test('normal numbers have the moments of the normal distribution', () => {
  const normals = Array.from({ length: 100 }, (_, stream) => {
    const { normal } = diceOf(9, stream)
    return Array.from({ length: 1000 }, normal)
  }).flat()
  const moment = (power: number) =>
    normals.reduce((sum, one) => sum + one ** power, 0) / normals.length
  for (const [power, is, within] of [
    [1, 0, 0.015],
    [2, 1, 0.02],
    [3, 0, 0.05],
    [4, 3, 0.12],
  ] as const) {
    assert.ok(Math.abs(moment(power) - is) < within, `${power}: ${moment(power)}`)
  }
})

test('a chance is met after as many failures as its own odds, never without a chance, at once when it is sure', () => {
  const { failures } = diceOf(11, 0)
  const waits = Array.from({ length: 20_000 }, () => failures(0.05))
  const mean = waits.reduce((sum, one) => sum + one, 0) / waits.length
  assert.ok(Math.abs(mean - 19) < 0.5, `${mean}`)
  assert.ok(Math.abs(waits.filter((one) => one === 0).length / waits.length - 0.05) < 0.006)
  assert.equal(failures(0), Number.POSITIVE_INFINITY)
  assert.equal(failures(1), 0)
})

test('normal numbers reach into both tails as often as they should', () => {
  const { normal } = diceOf(13, 0)
  const normals = Array.from({ length: 200_000 }, normal)
  const share = (is: (one: number) => boolean) => normals.filter(is).length / normals.length
  assert.ok(Math.abs(share((one) => one > 1.959964) - 0.025) < 0.0012)
  assert.ok(Math.abs(share((one) => one < -1.959964) - 0.025) < 0.0012)
  assert.ok(Math.abs(share((one) => Math.abs(one) > 3.44262) - 0.000576) < 0.0002)
  assert.ok(Math.abs(share((one) => Math.abs(one) < 0.1) - 0.0797) < 0.002)
})

test('one of some values comes by its share, the last where shares leave a rest', () => {
  const shares = [
    ['a', 0.25],
    ['b', 0.5],
    ['c', 0.249],
  ] as const
  const at = (even: number) => oneOf(shares, even)
  assert.deepEqual([0, 0.2499, 0.25, 0.7499, 0.75, 0.9999].map(at).join(''), 'aabbcc')
  assert.throws(() => oneOf([], 0.5), RangeError)
})
