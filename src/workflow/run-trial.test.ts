import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TrialSpec } from '#simulation/spec.ts'
import { runTrial } from './run-trial.ts'

const SPEC: TrialSpec = {
  seed: 7,
  patients: 760,
  days: 28,
  arms: ['rely', 'map'],
  truths: ['hamberg', 'hamberg-2007'],
  scenarios: ['base'],
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  recall: 'trial',
}

test('one thread, two, and none give the same figures to the bit, and say how far they are', async () => {
  const shares: number[] = []
  const here = await runTrial(SPEC, { threads: 0 })
  const two = await runTrial(SPEC, { threads: 2, onProgress: (share) => shares.push(share) })
  assert.deepEqual(two, here)
  assert.deepEqual(
    shares,
    [1, 2, 3, 4, 5, 6, 7, 8].map((nth) => nth / 8),
  )
  assert.deepEqual(
    here.map(({ truth, groups }) => [truth, groups.everybody[0]?.means.tests?.people]),
    [
      ['hamberg', 760],
      ['hamberg-2007', 760],
    ],
  )
})
