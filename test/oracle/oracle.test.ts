import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareDoses } from './dose-grid.ts'
import { noFindings } from './findings.ts'
import { EXACT_SHARES, TEST_CONTROL, TEST_DOSES, TEST_PLANS, TEST_TIMES } from './grids.ts'
import { compareControl, compareTimes } from './ttr-grid.ts'

test('H09: every dose, cap, omission, alarm and recall is that of a second implementation', () => {
  const findings = noFindings()
  compareDoses(TEST_DOSES, findings)
  assert.deepEqual(findings.examples, [])
  assert.ok(findings.combinations >= 100_000, `${findings.combinations}`)
})

test('H09: with every tolerance and sensitivity of a plan the dose is that of a second implementation', () => {
  const findings = noFindings()
  compareDoses(TEST_PLANS, findings)
  assert.deepEqual(findings.examples, [])
  assert.ok(findings.combinations >= 90_000, `${findings.combinations}`)
})

test('H09: time in range is, to the exact fraction of a day, that of a second implementation', () => {
  const findings = noFindings()
  compareTimes(TEST_TIMES, findings)
  assert.deepEqual(findings.examples, [])
  assert.ok(findings.combinations >= 8000, `${findings.combinations}`)
})

test('H09: the six months and the NICE criteria are those of a second implementation', () => {
  const findings = noFindings()
  compareControl(TEST_CONTROL, findings)
  compareControl(EXACT_SHARES, findings)
  assert.deepEqual(findings.examples, [])
  assert.ok(findings.combinations >= 2500, `${findings.combinations}`)
})
