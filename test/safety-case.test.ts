import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Hazard, hazards } from '#tools/hazard-log.ts'
import { countControls, safetyCase, standing, writtenCase } from '#tools/safety-case.ts'

/** Hazards of what this version does not do: there is nothing yet of which a test could speak. */
const NOT_YET: Readonly<Record<string, string>> = {
  H40: 'no claims and no significant events are in this version',
}

test('docs/safety/safety-case.md is what the hazard log says; else run: node tools/safety-case.ts', () => {
  assert.equal(writtenCase(), safetyCase())
})

test('each hazard has a control with a test, but for those of what this version does not do', () => {
  const without = hazards()
    .filter((hazard) => countControls(hazard).later === hazard.controls.length)
    .map(({ id }) => id)
  assert.deepEqual(without, Object.keys(NOT_YET))
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
