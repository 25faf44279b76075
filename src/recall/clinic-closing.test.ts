import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ClosingFacts, leftOver, mayWait } from './clinic-closing.ts'
import { CLINIC_STEPS, type ClinicStep } from './clinic-step.ts'

const LEFT: Readonly<Record<ClinicStep, string | undefined>> = {
  waiting: undefined,
  arrived: 'not-tested',
  tested: 'not-dosed',
  referred: undefined,
  dosed: 'not-told',
  told: undefined,
  booked: undefined,
  actioned: undefined,
  missed: undefined,
}
for (const step of CLINIC_STEPS) {
  test(`H17: a clinic with somebody ${step} is kept open by: ${LEFT[step] ?? 'nothing'}`, () => {
    assert.equal(leftOver({ step, hasOpenAlarm: false, awaitsSample: false }), LEFT[step])
    assert.equal(leftOver({ step, hasOpenAlarm: true, awaitsSample: false }), 'alarm')
    const awaited = leftOver({ step, hasOpenAlarm: false, awaitsSample: true })
    assert.equal(awaited, LEFT[step] ?? 'sample-awaited')
  })
}

test('H17: an open alarm is never handed over, whatever else is true of the person', () => {
  const facts: fc.Arbitrary<ClosingFacts> = fc.record({
    step: fc.constantFrom(...CLINIC_STEPS),
    hasOpenAlarm: fc.boolean(),
    awaitsSample: fc.boolean(),
  })
  fc.assert(
    fc.property(facts, (of) => {
      const left = leftOver(of)
      assert.equal(left !== undefined && !mayWait(left), of.hasOpenAlarm)
    }),
  )
})
