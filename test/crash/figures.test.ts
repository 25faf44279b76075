import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CrashReport } from './crash-test.ts'
import { added, figuresInWords, NO_FIGURES, quantile } from './figures.ts'

const report = (some: Partial<CrashReport>): CrashReport => ({
  seed: 1,
  struck: {},
  starts: 1,
  acks: [],
  silences: [],
  noSpace: 0,
  verified: { providers: 1, decisions: 0, auditLines: 0, anchors: 0, faults: [] },
  faults: [],
  ...some,
})

test('H27: the figures of a soak count each lost and each doubled save, and every other fault', () => {
  const faults = [
    'accept-dose a was acknowledged and is lost',
    'dose b was acknowledged and is lost',
    'record-told c is stored 2 times',
    'accept-dose d is stored and nobody was told',
    '7 doses are stored and 6 were acknowledged',
  ]
  const silences = [
    { after: 'application killed', ms: 1500 },
    { after: 'application killed', ms: 900 },
  ] as const
  const all = added(added(NO_FIGURES, report({ faults, silences })), report({ silences }))
  const { cycles, lost, doubled, otherFaults } = all
  assert.deepEqual(
    { cycles, lost, doubled, otherFaults },
    { cycles: 4, lost: 2, doubled: 2, otherFaults: 1 },
  )
  assert.match(
    figuresInWords(all),
    /application killed: 4 times, median 0.90 s, p95 1.50 s, longest 1.50 s/,
  )
})

test('a quantile is one of the values', () => {
  const values = Array.from({ length: 100 }, (_, nth) => 100 - nth)
  assert.deepEqual(
    [0.5, 0.95, 1].map((share) => quantile(values, share)),
    [50, 95, 100],
  )
})
