import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import process from 'node:process'
import { test } from 'node:test'
import { inWords, runCrashTest } from './crash-test.ts'
import { CUTS } from './faults.ts'

const seed = Number(process.env['EVENKEEL_SEED'] ?? randomInt(2 ** 31))

test('H26: a line to the database that is cut, closed by half, stalled, or loses a commit or its answer loses no acknowledged save and doubles none', async () => {
  const clinic = { clinicians: 8, patients: 150, deck: CUTS, byLine: true }
  const report = await runCrashTest({ seed, kills: 10, ...clinic })

  console.log(`cut lines: ${inWords(report)}`)
  assert.deepEqual(report.faults.slice(0, 20), [], `EVENKEEL_SEED=${seed}`)
})
