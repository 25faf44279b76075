import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareFigures } from './figures-grid.ts'
import { noFindings } from './findings.ts'
import { compareRounding, compareTablets, compareWeeks } from './tablets-grid.ts'

test('H09: of 20,000 random histories the daily form, the tests in range, point prevalence, pooled and mean are those of a second implementation', () => {
  const findings = noFindings()
  compareFigures(2000, findings)
  assert.deepEqual(findings.examples, [])
  assert.equal(findings.combinations, 20_000)
})

test('H09, H11: the fewest tablets of every dose and the week of every total are those of a second implementation that tries every combination', () => {
  const tablets = noFindings()
  compareTablets(tablets)
  assert.deepEqual(tablets.examples, [])
  assert.equal(tablets.combinations, 1200)
  const weeks = noFindings()
  compareWeeks(weeks)
  assert.deepEqual(weeks.examples, [])
  assert.equal(weeks.combinations, 8400)
})

test('H09: what a formula wants is rounded to tablets as by a second implementation that looks at every week', () => {
  const findings = noFindings()
  compareRounding(487, findings)
  assert.deepEqual(findings.examples, [])
  assert.ok(findings.combinations > 3000, `${findings.combinations}`)
})
