import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addChunk, type ChunkTally, emptyChunk } from './groups.ts'
import { settingReport } from './report.ts'
import { chunksOf, type Setting, settingsOf, type TrialSpec } from './spec.ts'
import { runChunk } from './trial.ts'

const BASE: Setting = { truth: 'hamberg', scenario: 'base' }
const SPEC: TrialSpec = {
  seed: 1,
  patients: 1500,
  days: 365,
  arms: ['rely', 'fixed'],
  truths: ['hamberg'],
  scenarios: ['base'],
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  recall: 'trial',
}

/** The chunks of a trial in order, worked out in any order. */
function ran(spec: TrialSpec, setting: Setting, order = (chunks: number[]) => chunks): ChunkTally {
  const numbers = Array.from({ length: chunksOf(spec) }, (_, nth) => nth)
  const worked = new Map(order([...numbers]).map((nth) => [nth, runChunk(spec, setting, nth)]))
  const tally = emptyChunk(spec)
  for (const nth of numbers) addChunk(tally, worked.get(nth) ?? [])
  return tally
}

const reported = (spec: TrialSpec, setting: Setting = BASE) =>
  settingReport(spec, setting, ran(spec, setting)).groups.everybody

describe('the base truth looks like real clinics', () => {
  const [rely, fixed] = reported(SPEC)

  test('RE-LY keeps 70 to 75 % of time in range, with 1 to 2 % of tests above 5.0', () => {
    const ttr = rely?.means.ttr?.mean ?? 0
    assert.ok(ttr >= 70 && ttr <= 75, `${ttr}`)
    const above = rely?.shares.testsAbove5?.percent ?? 0
    assert.ok(above >= 1 && above <= 2, `${above}`)
  })

  test('a fixed dose of 5 mg keeps 43 to 47 %, and the difference is of the same people', () => {
    const ttr = fixed?.means.ttr?.mean ?? 0
    assert.ok(ttr >= 43 && ttr <= 47, `${ttr}`)
    const difference = fixed?.differences?.ttr
    assert.ok(Math.abs((difference?.mean ?? 0) - (ttr - (rely?.means.ttr?.mean ?? 0))) < 0.1)
    assert.equal(fixed?.means.changes?.mean, 0)
  })
})

test('who knows the body does best, in every truth', () => {
  const arms = ['oracle', 'rely', 'proportional', 'map'] as const
  for (const truth of ['hamberg', 'second-set', 'hamberg-2007'] as const) {
    const [oracle, ...others] = reported(
      { ...SPEC, patients: 80, days: 200, arms },
      { ...BASE, truth },
    )
    assert.equal(others.length, 3)
    for (const { arm, means } of others) {
      assert.ok((means.ttr?.mean ?? 100) < (oracle?.means.ttr?.mean ?? 0), `${arm} in ${truth}`)
    }
  }
})

describe('the same seed', () => {
  const spec = { ...SPEC, patients: 300, days: 60, arms: ['rely', 'map'] } as const

  test('is the same to the bit, whatever the order in which chunks are worked out', () => {
    const once = ran(spec, BASE)
    assert.deepEqual(
      ran(spec, BASE, (chunks) => chunks.reverse()),
      once,
    )
    assert.notDeepEqual(ran({ ...spec, seed: 2 }, BASE), once)
  })

  test('is the same person whatever the other arms', () => {
    const alone = ran({ ...spec, arms: ['map'] }, BASE)
    assert.deepEqual(alone[0]?.everybody.figures, ran(spec, BASE)[1]?.everybody.figures)
  })
})

test('groups of people add up to everybody', () => {
  const [arm] = ran({ ...SPEC, patients: 300, days: 60, arms: ['rely'] }, BASE)
  const count = (...groups: readonly (keyof NonNullable<typeof arm>)[]) =>
    groups.reduce((sum, group) => sum + (arm?.[group].figures.tests.count ?? 0), 0)
  assert.equal(count('everybody'), 300)
  assert.equal(count('under-70', '70-to-79', '80-and-over'), 300)
  assert.equal(count('vkorc1-GG', 'vkorc1-GA', 'vkorc1-AA'), 300)
})

test('what is kept of a trial is no larger for many people than for one', () => {
  const leaves = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Object.values(value).reduce((sum: number, one) => sum + leaves(one), 0)
      : 1
  const kept = (patients: number) => leaves(ran({ ...SPEC, patients, days: 28 }, BASE))
  assert.equal(kept(1000), kept(1))
})

test('every truth is tried under every scenario', () => {
  const settings = settingsOf({
    ...SPEC,
    truths: ['hamberg', 'second-set'],
    scenarios: ['base', 'noisy-meter', 'late-comers'],
  })
  assert.equal(settings.length, 6)
  assert.equal(new Set(settings.map(({ truth, scenario }) => `${truth} ${scenario}`)).size, 6)
})

test('each scenario is another result, and people who change less are better controlled', () => {
  const spec = { ...SPEC, patients: 200, arms: ['rely'] as const }
  const ttrOf = (scenario: Setting['scenario']) =>
    reported(spec, { ...BASE, scenario })[0]?.means.ttr?.mean ?? 0
  const base = ttrOf('base')
  assert.ok(ttrOf('steady-people') > base + 3)
  assert.ok(ttrOf('noisy-meter') < base)
  assert.ok(ttrOf('late-comers') !== base && ttrOf('two-days-a-week') !== base)
})
