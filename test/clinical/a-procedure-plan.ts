import assert from 'node:assert/strict'
import { day } from '#base/day.ts'
import type { StepFault } from '#clinical/procedure/step-rules.ts'
import { NO_DAYS, type PlanDays, proposeSteps, type StepOrder } from '#clinical/procedure/steps.ts'

/** A Wednesday without a bank holiday near it. */
const WEDNESDAY = day('2026-10-14')
export const WARFARIN: StepOrder = {
  medicine: 'warfarin',
  procedureOn: WEDNESDAY,
  daysWithout: 5,
  heparin: false,
  restartAfterDays: 0,
}

export const daysOf = (order: StepOrder): PlanDays => ({
  ...NO_DAYS,
  ...Object.fromEntries(proposeSteps(order).map(({ kind, on }) => [kind, on])),
})

/** Which step has what against it; each says so in a sentence. */
export function inCodes(faults: readonly StepFault[]): string {
  for (const { message } of faults) assert.match(message, /^[A-Z0-9].*\w\.$/)
  return faults.map(({ step, code }) => `${step}: ${code}`).join()
}
