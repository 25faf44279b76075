import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ALL_TABLETS, ONES_AND_THREES, someDose, someTabletSet } from '#test/clinical/a-visit.ts'
import { type Ug, ug } from './dose.ts'
import {
  doseOfTablets,
  fewestTablets,
  hasLookAlikes,
  makeableDoses,
  nearestMakeable,
  piecesOf,
  type Strength,
  type TabletSet,
  tabletsInShort,
  tabletsInWords,
  tabletsThatMake,
} from './tablets.ts'

const set = (strengths: readonly Strength[], halves = false): TabletSet => ({ strengths, halves })

describe('the fewest tablets (clinical reference 8.2)', () => {
  const none = 'cannot be made'
  const rows: readonly (readonly [number, string, string, string, string])[] = [
    [2, '1+1', '1+1', '1+1', '1+1'],
    [2.5, '1+1+0.5', '1+1+0.5', none, none],
    [3, '3', '3', '3', '1+1+1'],
    [3.5, '3+0.5', '3+0.5', none, none],
    [4, '3+1', '3+1', '3+1', '1+1+1+1'],
    [5, '5', '3+1+1', '3+1+1', '1+1+1+1+1'],
    [5.5, '5+0.5', '3+1+1+0.5', none, none],
    [6, '3+3', '3+3', '3+3', '1+1+1+1+1+1'],
    [7, '5+1+1', '3+3+1', '3+3+1', '1+1+1+1+1+1+1'],
    [7.5, '5+1+1+0.5', '3+3+1+0.5', none, none],
    [8, '5+3', '3+3+1+1', '3+3+1+1', '1+1+1+1+1+1+1+1'],
    [9, '3+3+3', '3+3+3', '3+3+3', '1+1+1+1+1+1+1+1+1'],
    [10, '5+5', '3+3+3+1', '3+3+3+1', '1+1+1+1+1+1+1+1+1+1'],
  ]
  const sets = [ALL_TABLETS, set([500, 1000, 3000]), ONES_AND_THREES, set([1000])]
  for (const [mg, ...expected] of rows) {
    test(`${mg} mg`, () => {
      assert.deepEqual(
        sets.map((tablets) => spelled(fewestTablets(ug(mg * 1000), tablets))),
        expected,
      )
    })
  }

  for (const [mg, tablets] of [
    [5.5, 'one 5 mg pink tablet and half a 1 mg brown tablet'],
    [8.5, 'one and a half 5 mg pink tablets and one 1 mg brown tablet'],
    [10.5, 'two 5 mg pink tablets and half a 1 mg brown tablet'],
    [15.5, 'three 5 mg pink tablets and half a 1 mg brown tablet'],
  ] as const) {
    test(`H11: of equally few with a half the larger are taken: ${mg} mg`, () => {
      assert.equal(tabletsInWords(made(ug(mg * 1000), set([5000, 3000, 1000], true))), tablets)
    })
  }

  test('halves are used only where whole tablets cannot make the dose', () => {
    const halved = set([1000, 3000], true)
    assert.equal(
      tabletsInWords(made(ug(3500), halved)),
      'one 3 mg blue tablet and half a 1 mg brown tablet',
    )
    assert.equal(
      tabletsInWords(made(ug(4000), halved)),
      'one 3 mg blue tablet and one 1 mg brown tablet',
    )
  })

  test('D4.10: a 0.5 mg tablet is never halved', () => {
    assert.equal(fewestTablets(ug(250), set([500], true)), 'cannot-be-made')
  })

  test('D4.07: 5.25 mg from 1 mg and 3 mg tablets cannot be made; the nearest are 5 and 6', () => {
    assert.equal(fewestTablets(ug(5250), ONES_AND_THREES), 'cannot-be-made')
    assert.deepEqual(nearestMakeable(ug(5250), ONES_AND_THREES), { below: 5000, above: 6000 })
  })

  test('a half of a larger tablet stands first, whichever is the half', () => {
    const lines = fewestTablets(ug(3500), set([1000, 5000], true))
    assert.ok(lines !== 'cannot-be-made')
    assert.equal(tabletsInShort(lines), 'half x 5 mg pink + 1 x 1 mg brown')
  })

  test('a dose that can be made is its own nearest; the doses of a set end with the most asked for', () => {
    assert.deepEqual(nearestMakeable(ug(5000), ONES_AND_THREES), { below: 5000, above: 5000 })
    assert.deepEqual(makeableDoses(set([1000]), ug(3000)), [1000, 2000, 3000])
  })

  test('doses are worked out up to 30 mg', () => {
    const made = (mg: number) => spelled(fewestTablets(ug(mg * 1000), ALL_TABLETS))
    assert.deepEqual([made(0), made(30), made(30.5)], ['', '5+5+5+5+5+5', 'cannot be made'])
  })

  test('D4.08: 2.5 mg without 0.5 mg tablets or halves cannot be made', () => {
    assert.equal(fewestTablets(ug(2500), ONES_AND_THREES), 'cannot-be-made')
  })
})

function spelled(lines: ReturnType<typeof fewestTablets>): string {
  if (lines === 'cannot-be-made') return 'cannot be made'
  return lines
    .flatMap(({ strength, halves }) =>
      Array.from({ length: halves / 2 }, () => `${strength / 1000}`),
    )
    .join('+')
}

function made(dose: Ug, tablets: TabletSet) {
  const lines = fewestTablets(dose, tablets)
  assert.ok(lines !== 'cannot-be-made')
  return lines
}

describe('H11: tablets and mg agree', () => {
  test('the tablets of any dose add up to it and come from the set', () => {
    fc.assert(
      fc.property(someDose, someTabletSet, (dose, tablets) => {
        const lines = fewestTablets(dose, tablets)
        if (lines === 'cannot-be-made') return
        assert.equal(doseOfTablets(lines), dose)
        for (const line of lines) {
          assert.ok(tablets.strengths.includes(line.strength))
          assert.ok(line.halves % 2 === 0 || (tablets.halves && line.strength !== 500))
        }
      }),
    )
  })

  test('no whole-tablet answer needs more tablets than filling up one by one in every way does', () => {
    fc.assert(
      fc.property(someDose, someTabletSet, (dose, { strengths }) => {
        const fewest = fewestByFilling(dose, strengths)
        const lines = fewestTablets(dose, set(strengths))
        assert.equal(
          lines === 'cannot-be-made' ? Number.POSITIVE_INFINITY : piecesOf(lines),
          fewest,
        )
      }),
    )
  })
})

/** A second way: the fewest whole tablets by dynamic programming over half milligrams. */
function fewestByFilling(dose: Ug, strengths: readonly Strength[]): number {
  const fewest = [0]
  for (let step = 1; step <= dose / 500; step += 1) {
    const before = strengths.map(
      (strength) => fewest[step - strength / 500] ?? Number.POSITIVE_INFINITY,
    )
    fewest.push(Math.min(...before) + 1)
  }
  return fewest.at(-1) ?? Number.POSITIVE_INFINITY
}

describe('H14: tablets in words', () => {
  test('patients read numbers as words with the colour; half is a word', () => {
    assert.equal(
      tabletsInWords([
        { strength: 3000, halves: 5 },
        { strength: 1000, halves: 2 },
        { strength: 500, halves: 4 },
      ]),
      'two and a half 3 mg blue tablets, one 1 mg brown tablet and two 0.5 mg white tablets',
    )
    assert.equal(tabletsInWords([]), 'no tablets')
  })

  test('staff read the short form', () => {
    assert.equal(tabletsInShort(made(ug(4000), ALL_TABLETS)), '1 x 3 mg blue + 1 x 1 mg brown')
  })

  test('D4.70: 0.5 mg with 5 mg is a look-alike pair', () => {
    assert.equal(hasLookAlikes(ALL_TABLETS), true)
    assert.equal(hasLookAlikes(ONES_AND_THREES), false)
    assert.equal(hasLookAlikes(set([500, 3000])), false)
    assert.equal(hasLookAlikes(set([1000, 5000])), false)
  })
})

describe('H14: any number of tablets has words', () => {
  const ones = (halves: number) => [{ strength: 1000, halves } as const]
  for (const [halves, words, short] of [
    [1, 'half a 1 mg brown tablet', 'half x 1 mg brown'],
    [2, 'one 1 mg brown tablet', '1 x 1 mg brown'],
    [3, 'one and a half 1 mg brown tablets', '1 and a half x 1 mg brown'],
    [4, 'two 1 mg brown tablets', '2 x 1 mg brown'],
    [6, 'three 1 mg brown tablets', '3 x 1 mg brown'],
    [8, 'four 1 mg brown tablets', '4 x 1 mg brown'],
    [10, 'five 1 mg brown tablets', '5 x 1 mg brown'],
    [12, 'six 1 mg brown tablets', '6 x 1 mg brown'],
    [14, 'seven 1 mg brown tablets', '7 x 1 mg brown'],
    [16, 'eight 1 mg brown tablets', '8 x 1 mg brown'],
    [18, 'nine 1 mg brown tablets', '9 x 1 mg brown'],
    [20, 'ten 1 mg brown tablets', '10 x 1 mg brown'],
    [22, 'eleven 1 mg brown tablets', '11 x 1 mg brown'],
    [40, 'twenty 1 mg brown tablets', '20 x 1 mg brown'],
    [42, '21 1 mg brown tablets', '21 x 1 mg brown'],
  ] as const) {
    test(words, () => {
      assert.equal(tabletsInWords(ones(halves)), words)
      assert.equal(tabletsInShort(ones(halves)), short)
    })
  }

  test('three kinds are parted by a comma and an and', () => {
    const three = ([5000, 3000, 1000] as const).map((strength) => ({ strength, halves: 2 }))
    assert.equal(
      tabletsInWords(three),
      'one 5 mg pink tablet, one 3 mg blue tablet and one 1 mg brown tablet',
    )
    assert.equal(tabletsInShort([]), 'no tablets')
  })
})

test('H11: a dose that the tablets cannot make has no tablets: it is never rounded to some', () => {
  assert.deepEqual(tabletsThatMake(ug(1000), ONES_AND_THREES), [{ strength: 1000, halves: 2 }])
  assert.deepEqual(tabletsThatMake(ug(0), ONES_AND_THREES), [])
  assert.throws(() => tabletsThatMake(ug(500), ONES_AND_THREES), /500 micrograms cannot be made/)
})
