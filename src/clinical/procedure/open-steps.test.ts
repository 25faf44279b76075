import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { FOLLOWED_STEPS, openSteps } from './open-steps.ts'
import { NO_DAYS, type PlanDays } from './steps.ts'

const DAYS: PlanDays = {
  ...NO_DAYS,
  'last-dose': day('2026-10-08'),
  'inr-before': day('2026-10-13'),
  procedure: day('2026-10-14'),
  restart: day('2026-10-14'),
}
const PLAN = { state: 'planned', days: DAYS, decidedOn: day('2026-10-09'), recorded: [] } as const

test('H24: what is to be recorded before the restart comes in the order of its days, and what was recorded is gone', () => {
  const open = openSteps(PLAN)
  assert.deepEqual(
    open.map(({ step, dueOn }) => `${dueOn} ${step}`),
    [
      '2026-10-08 last-dose',
      '2026-10-09 tell-patient',
      '2026-10-09 tell-department',
      '2026-10-13 inr-before',
      '2026-10-14 procedure',
    ],
  )
  const rest = openSteps({ ...PLAN, recorded: ['last-dose', 'tell-patient'] })
  assert.deepEqual(rest, open.slice(2))
  assert.deepEqual(openSteps({ ...PLAN, recorded: FOLLOWED_STEPS }), [])
})

test('once the procedure is over only the restart is left, which is no step of these', () => {
  assert.deepEqual(openSteps({ ...PLAN, state: 'done' }), [])
})
