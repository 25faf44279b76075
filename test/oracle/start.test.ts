import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noFindings } from './findings.ts'
import { compareStarts } from './start-grid.ts'

for (const protocol of ['oates', 'janes', 'tait-sefcick', 'age-adjusted-fennerty'] as const) {
  test(`H08 H09: every start by ${protocol} is dosed, or left to a person, as by a second table`, () => {
    const findings = noFindings()
    compareStarts(protocol, findings)
    assert.deepEqual(findings.examples, [])
    assert.ok(findings.combinations >= 10_000, `${findings.combinations}`)
  })
}
