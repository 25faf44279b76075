import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { SHEFFIELD_2020_21 } from '#contract/sheffield-2020-21.ts'
import { breachStanding, readPlan } from './action-plan.ts'
import { planDueOn, qualityOf } from './quality.ts'

const bleed = (event: string, awareOn: string, submittedOn: string | null) =>
  ({
    event,
    kind: 'bleed',
    awareOn: day(awareOn),
    submittedOn: submittedOn === null ? null : day(submittedOn),
  }) as const

const figures = (today: string, ...events: ReturnType<typeof bleed>[]) =>
  qualityOf(SHEFFIELD_2020_21, events, day(today)).map(
    ({ requirement, standing, met, occasions, late }) =>
      `${requirement.id} ${standing} ${met}/${occasions} ${late.join()}`,
  )

test('S28, C3: an occasion counts when its analysis is submitted or its clock has run out, and one late one of a hundred is a breach', () => {
  assert.deepEqual(figures('2026-11-30'), [
    'monitored by-audit 0/0 ',
    'not-managed-reported no-occasion 0/0 ',
    'bleeding-reported no-occasion 0/0 ',
  ])
  const open = bleed('open', '2026-11-23', null)
  const inTime = bleed('in-time', '2026-11-02', '2026-11-09')
  const late = bleed('late', '2026-11-02', '2026-11-10')
  assert.equal(figures('2026-11-30', open)[2], 'bleeding-reported no-occasion 0/0 ')
  assert.equal(figures('2026-12-01', open)[2], 'bleeding-reported not-met 0/1 open')
  assert.equal(figures('2026-11-30', open, inTime)[2], 'bleeding-reported met 1/1 ')
  assert.equal(figures('2026-11-30', inTime, late)[2], 'bleeding-reported not-met 1/2 late')
})

test('S29: a plan is due ten operational days after the notification, over Christmas too', () => {
  assert.equal(planDueOn(day('2026-11-23'), SHEFFIELD_2020_21), '2026-12-07')
  assert.equal(planDueOn(day('2026-12-21'), SHEFFIELD_2020_21), '2027-01-07')
  assert.equal(planDueOn(day('2199-01-01'), SHEFFIELD_2020_21), 'not-known')
})

test('S29: an action without a lead or a day is no plan', () => {
  const typed = {
    'action-1': 'Ring the hospital',
    'lead-1': 'The lead nurse',
    'by-1': '2026-12-01',
  }
  const read = (fields: Readonly<Record<string, string>>) => readPlan(fields, day('2026-11-23'))
  assert.deepEqual(read(typed).actions, [
    { action: 'Ring the hospital', lead: 'The lead nurse', by: '2026-12-01' },
  ])
  for (const [wrong, field] of [
    [{}, 'action-1'],
    [{ ...typed, 'action-1': '' }, 'action-1'],
    [{ ...typed, 'lead-1': ' ' }, 'lead-1'],
    [{ ...typed, 'by-1': '' }, 'by-1'],
    [{ ...typed, 'by-1': '2026-11-22' }, 'by-1'],
    [{ ...typed, 'lead-3': 'The manager' }, 'action-3'],
  ] as const) {
    assert.equal(read(wrong).findings[0]?.field, field)
  }
})

test('S29: a plan that is sent back is due again, and nothing follows the end', () => {
  const due = day('2026-12-07')
  const standing = (today: string, plans: number[], ...steps: [string, number][]) =>
    breachStanding(
      due,
      plans.map((at) => ({ at })),
      steps.map(([step, at]) => ({ step: step as 'closed', at })),
      day(today),
    )
  assert.equal(standing('2026-12-07', []), 'plan-due')
  assert.equal(standing('2026-12-08', []), 'plan-late')
  assert.equal(standing('2026-12-08', [1]), 'plan-to-decide')
  assert.equal(standing('2026-12-08', [1], ['plan-returned', 2]), 'plan-late')
  assert.equal(standing('2026-12-08', [1, 3], ['plan-returned', 2]), 'plan-to-decide')
  assert.equal(standing('2026-12-08', [1], ['plan-accepted', 2]), 'plan-accepted')
  assert.equal(standing('2026-12-08', [1, 5], ['closed', 4]), 'closed')
  assert.equal(standing('2026-12-08', [], ['general-condition-9', 4]), 'general-condition-9')
})
