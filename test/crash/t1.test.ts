import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import process from 'node:process'
import { test } from 'node:test'
import { inWords, runCrashTest } from './crash-test.ts'

const seed = Number(process.env['EVENKEEL_SEED'] ?? randomInt(2 ** 31))

test('H26: 25 kills during a clinic lose no acknowledged save, double none and leave none half done', async () => {
  const report = await runCrashTest({ seed, kills: 25, clinicians: 8, patients: 400 })

  console.log(`crash test: ${inWords(report)}`)
  assert.deepEqual(report.faults.slice(0, 20), [], `EVENKEEL_SEED=${seed}`)
})
