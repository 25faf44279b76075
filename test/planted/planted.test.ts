import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { plantedPage, writtenPage } from '#tools/planted-faults.ts'
import { PLANTED, PLANTED_IN_A_CLINIC } from './faults.ts'
import { caughtBy } from './plant.ts'

// Faults that are planted on purpose: for each there is a test that must find it. A suite that passes says
// something only if it would not pass with these.

const ALL = process.env['EVENKEEL_PLANT_ALL'] === 'yes'

for (const { id, says, swaps, caughtBy: finder, zone, when } of PLANTED) {
  if (when === 'soak' && !ALL) continue
  test(`planted: ${says} (${id})`, async () => {
    const caught = await caughtBy(swaps, finder, zone === undefined ? {} : { TZ: zone })
    assert.equal(caught.kind, 'caught', caught.kind === 'missed' ? caught.says : '')
  })
}

test('docs/safety/planted-faults.md names each fault and what catches it; else run: node tools/planted-faults.ts', () => {
  assert.equal(writtenPage(), plantedPage())
})

test('each fault that is planted in a clinic is planted by the test that is said to find it', () => {
  for (const { caughtBy } of PLANTED_IN_A_CLINIC) {
    const text = readFileSync(join(import.meta.dirname, '..', '..', caughtBy.file), 'utf8')
    assert.ok(text.includes(`test('${caughtBy.test}'`), caughtBy.test)
  }
})
