import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import { columnsOf } from './forecast-course.ts'

const TODAY = day('2026-11-22')
const ago = (days: number): Day => addDays(TODAY, -days)
const inrs = [84, 56, 28, 0].map((days) => ({
  on: ago(days),
  inr: { comparator: '=', tenths: 25 } as const,
  decidedOn: ago(days),
}))

for (const [days, before] of [
  [120, 0],
  [121, 20],
  [125, 16],
  [140, 1],
  [141, 0],
  [160, 0],
] as const) {
  test(`H41: whoever began ${days} days ago with loading doses is not taken for long on them`, () => {
    const startedOn = ago(days)
    const doses = [
      { from: startedOn, ug: 10_000 },
      { from: addDays(startedOn, 5), ug: 5000 },
    ]
    const columns = columnsOf({ doses, inrs }, startedOn, TODAY)
    assert.ok(columns !== 'doses-not-known')
    assert.equal(columns.today, Math.min(141, days + before))
    const told = Array.from(columns.history.told)
    assert.equal(told.filter((mg) => mg === 0).length, before)
    assert.equal(told[0], before > 0 ? 0 : days > 141 ? 5 : 10)
    assert.equal(columns.history.count, inrs.length)
  })
}
