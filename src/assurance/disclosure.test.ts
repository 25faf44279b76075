import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  MOST_HIDDEN,
  shareTakenFor,
  shownCount,
  shownPercent,
  shownRow,
  shownShare,
  shownSum,
  takenFor,
} from './disclosure.ts'

test('H36: a count of 1 to 7 is a star, none is none, and every other is rounded to the nearest 5', () => {
  const shown = [0, 1, 7, 8, 12, 13, 17, 18].map(shownCount)
  assert.deepEqual(shown, [0, '*', '*', 10, 10, 15, 15, 20])
})

test('H36: beside a star the smallest other is hidden, and everything where that is not enough', () => {
  assert.deepEqual(shownRow([40, 3, 12]), { whole: 55, parts: [40, '*', '*'] })
  assert.deepEqual(shownRow([40, 3, 0]), { whole: 45, parts: ['*', '*', 0] })
  assert.deepEqual(shownRow([1, 1, 30]), { whole: 30, parts: ['*', '*', '*'] })
  assert.deepEqual(shownRow([4, 4, 0]), { whole: 10, parts: ['*', '*', 0] })
  assert.deepEqual(shownRow([3, 3, 2]), { whole: 10, parts: ['*', '*', '*'] })
  assert.deepEqual(shownRow([3, 0, 2]), { whole: '*', parts: ['*', '*', '*'] })
  assert.deepEqual(shownRow([20, 0, 11]), { whole: 30, parts: [20, 0, 10] })
})

/** Every row of three parts up to 20. */
function* rows(): Generator<readonly [number, number, number]> {
  for (let a = 0; a <= 20; a += 1) {
    for (let b = 0; b <= 20; b += 1) for (let c = 0; c <= 20; c += 1) yield [a, b, c]
  }
}

/** The stars of a row that stand for 1 to 7, each with whether any of those numbers may still be under it. */
function starsOf(parts: readonly number[]): readonly boolean[] {
  const { whole, parts: shown } = shownRow(parts)
  if (whole === '*') return []
  const hidden = parts.filter((_, nth) => shown[nth] === '*')
  const others = hidden.length === parts.length ? 0 : hidden.length - 1
  const sum = hidden.reduce((total, part) => total + part, 0)
  return parts.flatMap((part, nth) => {
    if (part < 1 || part > MOST_HIDDEN) return []
    return [shown[nth] === '*' && hidden.length > 1 && sum - others >= MOST_HIDDEN]
  })
}

test('H36: whoever knows everything shown of a row exactly finds any number from 1 to 7 under a star, in every row of three', () => {
  const stars = [...rows()].flatMap((parts) => starsOf(parts))
  assert.ok(stars.length > 5000, `${stars.length}`)
  assert.equal(stars.indexOf(false), -1)
})

test('H36: a share hides its part where 1 to 7 are in it or out of it, and a per cent is made of what is shown', () => {
  assert.deepEqual(shownShare(3, 60, 3), { part: '*', whole: 60 })
  assert.deepEqual(shownShare(57, 60, 57), { part: 'all-but-*', whole: 60 })
  assert.deepEqual(shownShare(0, 60, 0), { part: 0, whole: 60 })
  assert.deepEqual(shownShare(60, 60, 60), { part: 60, whole: 60 })
  assert.deepEqual(shownShare(0, 6, 0), { part: '*', whole: '*' })
  assert.deepEqual(shownShare(11, 255, 1), { part: '*', whole: 255 }, 'eleven tests of one person')
  assert.equal(shownPercent(20, 60), 33)
  assert.equal(shownPercent('*', 60), undefined)
  assert.equal(shownPercent('all-but-*', 60), undefined)
  assert.equal(shownPercent(0, 0), undefined)
})

test('a sum is made of what is shown: a star is what its row leaves over', () => {
  assert.deepEqual(takenFor({ whole: 55, parts: [40, '*', '*'] }), [40, 7.5, 7.5])
  assert.deepEqual(takenFor({ whole: '*', parts: ['*', '*'] }), [2, 2])
  assert.deepEqual(shareTakenFor({ part: 'all-but-*', whole: 60 }), { part: 56, whole: 60 })
  assert.deepEqual(shareTakenFor({ part: '*', whole: '*' }), { part: 4, whole: 4 })
  assert.equal(shownSum([7.5, 40, 4]), 50)
})
