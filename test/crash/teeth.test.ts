import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { runCrashTest } from './crash-test.ts'

// The crash test itself is tested: a product with a fault that was planted for this must not pass.

const SMALL = { seed: 1, clinicians: 8, patients: 300 } as const

test('teeth: an application that answers before it has committed is found out', async () => {
  const preload = join(import.meta.dirname, 'planted/answers-early.ts')
  const { faults } = await runCrashTest({
    ...SMALL,
    kills: 3,
    planted: { preload, only: 'application killed' },
  })
  // What is lost may be a save, or a sign-in: then nothing is accepted from that clinician any more.
  assert.ok(
    faults.some(
      (fault) => fault.endsWith('was acknowledged and is lost') || LOST_SIGN_IN.test(fault),
    ),
    faults.join('\n'),
  )
})

const LOST_SIGN_IN = /was refused: .*"code":"csrf"/

test('teeth: a database that forgot that a key is used once is found out', async () => {
  const schema = 'alter table request_key drop constraint request_key_pkey'
  const { faults } = await runCrashTest({ ...SMALL, kills: 1, planted: { schema } })
  assert.ok(
    faults.some((fault) => /is stored \d+ times|is told 2 times/.test(fault)),
    faults.join('\n'),
  )
})
