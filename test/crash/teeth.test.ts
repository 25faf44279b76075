import assert from 'node:assert/strict'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { runCrashTest } from './crash-test.ts'

// The crash test itself is tested: a product with a fault that was planted for this must not pass.

const SMALL = { seed: 1, clinicians: 4, patients: 40 } as const

test('teeth: an application that answers before it has committed is found out: a save of it is lost', async () => {
  const preload = join(import.meta.dirname, 'planted/answers-early.ts')
  const { faults } = await runCrashTest({
    ...SMALL,
    kills: 1,
    planted: { preload, only: 'application killed' },
  })
  assert.ok(
    faults.some((fault) => fault.endsWith('was acknowledged and is lost')),
    faults.join('\n'),
  )
})

/** Without this the gate finds the missing key before anything is saved. */
const GATE_ASKS_FOR_NO_KEY = {
  file: 'src/store/gate.ts',
  from: '...(keyless ?',
  to: '...(keyless && false ?',
}

test('teeth: a database that forgot that a key is used once is found out', async () => {
  const schema = 'alter table request_key drop constraint request_key_pkey'
  // Whoever does not wait for an answer asks again with the same key, without anything being killed.
  const { faults } = await runCrashTest({
    ...SMALL,
    kills: 0,
    impatientIn: 3,
    planted: { schema, swaps: [GATE_ASKS_FOR_NO_KEY] },
  })
  assert.ok(
    faults.some((fault) => /is stored \d+ times|is told 2 times/.test(fault)),
    faults.join('\n'),
  )
})

const GATE_ASKS_FOR_NO_COMMIT = {
  file: 'src/store/gate.ts',
  from: "  synchronous_commit: always('on', 'remote_write', 'remote_apply'),\n",
  to: '',
}

/** In a soak alone: each kill of a server costs seconds, and the first need not hit. */
const isSoak = process.env['EVENKEEL_PLANT_ALL'] === 'yes'

test('teeth: a database that commits before it has written is found out: a save of it is lost', {
  skip: isSoak ? false : 'only in a soak (EVENKEEL_PLANT_ALL=yes)',
}, async () => {
  const schema = 'alter database evenkeel set synchronous_commit = off'
  const { faults } = await runCrashTest({
    ...SMALL,
    patients: 200,
    kills: 6,
    planted: { schema, swaps: [GATE_ASKS_FOR_NO_COMMIT], only: 'database server killed' },
  })
  assert.ok(
    faults.some((fault) => fault.endsWith('was acknowledged and is lost')),
    faults.join('\n'),
  )
})
