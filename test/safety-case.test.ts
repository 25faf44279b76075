import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Hazard, hazards } from '#tools/hazard-log.ts'
import { countControls, safetyCase, soaked, standing, writtenCase } from '#tools/safety-case.ts'
import { soakedRuns, withRun } from '#tools/soaked.ts'

test('docs/safety/safety-case.md is what the hazard log says; else run: node tools/safety-case.ts', () => {
  assert.equal(writtenCase(), safetyCase())
})

test('each hazard has a control with a test', () => {
  const without = hazards()
    .filter((hazard) => countControls(hazard).later === hazard.controls.length)
    .map(({ id }) => id)
  assert.deepEqual(without, [])
})

test('a residual rating is claimed by nobody while a control is not built', () => {
  const [hazard] = hazards()
  assert.ok(hazard)
  const saidOf = (...controls: Hazard['controls']) => standing({ ...hazard, controls })
  assert.equal(saidOf({ text: 'a', provedBy: ['x'] }), 'proposed')
  const partly = { text: 'b', provedBy: ['x'], open: 'a part' }
  assert.equal(saidOf({ text: 'a', provedBy: ['x'] }, partly), 'proposed, with what is open of 1')
  assert.match(saidOf(partly, { text: 'c', later: 'not built' }), /^not claimed: 1 of 2 controls/)
})

test('runs of the crash test add up, a run is counted once as it stands last, and what was lost is said', () => {
  const run = { commit: 'a1', seed: 7, cycles: 25, saves: 600, lost: 0, doubled: 0, otherFaults: 0 }
  const runs = [run, { ...run, seed: 8 }, { ...run, cycles: 50, saves: 1200, lost: 1 }].reduce(
    withRun,
    [] as ReturnType<typeof soakedRuns>,
  )
  const said = soaked(runs).join('\n')
  assert.match(said, /\| cycles \| 1,000 \| 75 \|/)
  assert.match(said, /\| saves acknowledged \| 500,000 \| 1,800 \|/)
  assert.match(said, /\| 1, 0, 0 \|/)
})

test('no run of the crash test that is kept lost or doubled a save', () => {
  for (const run of soakedRuns()) {
    assert.ok(run.cycles > 0 && run.saves > 0, `${run.commit}: it did nothing`)
    assert.deepEqual([run.lost, run.doubled, run.otherFaults], [0, 0, 0], run.commit)
  }
})
