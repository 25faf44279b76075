import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#base/day.ts'
import { doacDose } from '#clinical/doac/doac.ts'
import {
  afterStep,
  firstState,
  isRunning,
  SWITCH_STATES,
  SWITCH_STEPS,
  type SwitchState,
  type SwitchWay,
  switchInWords,
  takenIn,
} from './switch-plan.ts'

const WAYS: readonly SwitchWay[] = ['gap', 'overlap']
const walks = fc.record({
  way: fc.constantFrom(...WAYS),
  steps: fc.array(fc.constantFrom(...SWITCH_STEPS), { maxLength: 12 }),
})

/** The states that a walk goes through; a step that cannot be taken changes nothing. */
function statesOf(way: SwitchWay, steps: readonly (typeof SWITCH_STEPS)[number][]) {
  const states: SwitchState[] = [firstState(way)]
  for (const step of steps) {
    const state = states.at(-1) ?? firstState(way)
    states.push(afterStep(state, step) ?? state)
  }
  return states
}

test('H18: whatever is done in whatever order, two anticoagulants are taken only in a running overlap', () => {
  fc.assert(
    fc.property(walks, ({ way, steps }) => {
      for (const state of statesOf(way, steps)) {
        const isBoth = takenIn(way, state).length === 2
        assert.equal(isBoth, state === 'overlapping')
        assert.ok(!isBoth || (way === 'overlap' && isRunning(state)))
      }
    }),
  )
})

test('H18: a change that was begun comes to an end or stays open: nothing else follows', () => {
  fc.assert(
    fc.property(walks, ({ way, steps }) => {
      const states = statesOf(way, steps)
      const last = states.at(-1)
      const isEnded = last === 'done' || last === 'abandoned'
      const isOpen = last !== undefined && (isRunning(last) || last === 'finished')
      assert.notEqual(isEnded, isOpen)
      assert.ok(!states.includes('done') || states.includes('finished'))
      assert.ok(way === 'overlap' || !states.includes('overlapping'))
    }),
  )
})

test('nothing follows a change that is done or given up', () => {
  for (const step of SWITCH_STEPS) {
    assert.equal(afterStep('done', step), undefined)
    assert.equal(afterStep('abandoned', step), undefined)
  }
})

test('H18: while both are taken, both are named with the dates of the plan', () => {
  const shown = {
    oldMedicine: 'apixaban',
    newMedicine: 'warfarin',
    fromOn: day('2026-11-22'),
    untilOn: day('2026-12-04'),
  }
  assert.equal(
    switchInWords({ ...shown, state: 'overlapping' }),
    'Two anticoagulants: apixaban and warfarin, 22-Nov-2026 to 04-Dec-2026 at the latest',
  )
  assert.match(
    switchInWords({ ...shown, state: 'overlapping', oldDose: doacDose(5, 2) }),
    /apixaban 5 mg twice a day and warfarin/,
  )
  for (const state of SWITCH_STATES) {
    const words = switchInWords({ ...shown, state })
    assert.match(words, /pixaban.*warfarin/)
  }
})
