import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { DecidedDose } from '#store/decided-doses.ts'
import { unevenDoseBefore } from './uneven-dose.ts'

const TODAY = day('2026-11-22')
const before = (days: number) => addDays(TODAY, -days)

const decided = (
  daysAgo: number,
  omitDays: number,
  boostedAgo: readonly number[] = [],
): DecidedDose => ({
  id: `d${daysAgo}`,
  dailyUg: 5000,
  runs: [],
  fromOn: before(daysAgo),
  omitDays,
  boosts: boostedAgo.map((days) => ({ on: before(days), ug: ug(8000) })),
  voidInrOn: null,
})
const exported = (daysAgo: number, omitDays: number | null) => ({
  sampledOn: before(daysAgo),
  omitDays,
})

const CASES: readonly (readonly [string, Parameters<typeof unevenDoseBefore>, number | null])[] = [
  ['nothing left out', [TODAY, [decided(7, 0)], [exported(28, 0), exported(7, null)]], null],
  ['the last of two days left out', [TODAY, [decided(7, 2)], []], 6],
  ['a larger dose after them', [TODAY, [decided(7, 0, [7, 5])], []], 5],
  ['days left out from today on', [TODAY, [decided(0, 2)], []], null],
  ['only what was before the sample', [before(6), [decided(7, 3)], []], 7],
  ['what a later schedule took the place of', [TODAY, [decided(6, 0), decided(7, 3)], []], 7],
  ['two decisions of one day', [TODAY, [decided(7, 0), decided(7, 2)], []], null],
  ['days left out by an export', [TODAY, [], [exported(9, 2), exported(40, 1)]], 8],
  ['the later of both', [TODAY, [decided(5, 1)], [exported(9, 2)]], 5],
]
for (const [what, given, daysAgo] of CASES) {
  test(`H08: the last uneven dose before a sample: ${what}`, () => {
    assert.equal(unevenDoseBefore(...given), daysAgo === null ? undefined : before(daysAgo))
  })
}
