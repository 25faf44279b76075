import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { checkDuration, missingForActivation } from './activation.ts'
import type { EpisodePlan, Phase } from './episode.ts'
import { canAccept, canActivate, canEnd, canSuspend, END_REASONS, isStable } from './phases.ts'
import { parsePlan } from './plan-form.ts'
import type { TypedFields } from './typed-fields.ts'

const TODAY = day('2026-11-22')

const TYPED: TypedFields = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  target: '2.5',
  rangeLow: '2.0',
  rangeHigh: '3.0',
  startedOn: '2025-01-23',
  duration: 'long-term',
  reviewOn: '2027-01-23',
  protocol: 'coventry',
  'tablet-1000': 'yes',
  'tablet-3000': 'yes',
  method: 'provider-meter',
  howStarted: 'initiated-here',
  managementPlan: 'Monitor here',
  dailyMg: '4.5',
}

function planOf(more: TypedFields = {}): EpisodePlan {
  const parsed = parsePlan({ ...TYPED, ...more })
  assert(parsed.kind === 'plan', JSON.stringify(parsed))
  return parsed.plan
}

function findingsOf(more: TypedFields): readonly string[] {
  const parsed = parsePlan({ ...TYPED, ...more })
  assert(parsed.kind === 'refused')
  return parsed.findings.map((finding) => `${finding.field}: ${finding.code}`)
}

test('S10: a complete form is a plan that lacks nothing', () => {
  const plan = planOf()
  assert.deepEqual(plan.target, { valueTenths: 25, lowTenths: 20, highTenths: 30 })
  assert.deepEqual(plan.tabletSet, { strengths: [3000, 1000], halves: false })
  assert.equal(plan.dailyUg, 4500)
  assert.deepEqual(missingForActivation(plan, TODAY), [])
})

test('H07: nothing is filled in from anything else: an empty form is all nulls', () => {
  const parsed = parsePlan({})
  assert(parsed.kind === 'plan')
  assert.equal(parsed.plan.target, null)
  const missing = missingForActivation({ ...parsed.plan, medicine: 'warfarin' }, TODAY)
  assert.deepEqual(
    missing.map(({ field }) => field),
    [
      'indication',
      'clinicalReason',
      'startedOn',
      'duration',
      'howStarted',
      'managementPlan',
      'target',
      'method',
      'protocol',
      'tabletSet',
    ],
  )
})

test('a medicine without an INR needs no target; a medicine not yet chosen does', () => {
  const noTarget: TypedFields = { target: '', rangeLow: '', rangeHigh: '' }
  const missing = (medicine: string) =>
    missingForActivation(planOf({ ...noTarget, medicine }), TODAY).map(({ field }) => field)
  assert.deepEqual(missing('apixaban'), ['doacMg'])
  const until = { startedOn: TODAY, duration: 'until', stopOn: '2026-11-30' }
  const heparin = planOf({ ...noTarget, ...until, medicine: 'heparin' })
  assert.deepEqual(missingForActivation(heparin, TODAY), [])
  assert.deepEqual(missing('phenindione'), ['target'])
  assert.deepEqual(missing(''), ['medicine', 'target'])
})

const WRONG_ROWS: readonly (readonly [what: string, typed: TypedFields, findings: string[]])[] = [
  ['a medicine of another kind', { medicine: 'aspirin' }, ['medicine: not-a-choice']],
  ['an indication in words', { indication: 'AF' }, ['indication: not-a-choice']],
  ['half a target', { rangeHigh: '' }, ['rangeHigh: required']],
  ['D2.61 a course without a stop date', { duration: 'until' }, ['stopOn: required']],
  ['a long-term course without a review', { reviewOn: '' }, ['reviewOn: required']],
  ['D2.07 a day that does not exist', { startedOn: '2026-06-31' }, ['startedOn: no-such-day']],
  [
    'a stop before the start',
    { duration: 'until', stopOn: '2025-01-23' },
    ['stopOn: stop-before-start'],
  ],
  ['a dose in tablets', { dailyMg: '2 tablets' }, ['dailyMg: number-only']],
]

for (const [what, typed, findings] of WRONG_ROWS) {
  test(`a plan with ${what} is refused`, () => {
    assert.deepEqual(findingsOf(typed), findings)
  })
}

test('H18: heparin has a last day: it never goes on beside another anticoagulant without one', () => {
  const began = { medicine: 'heparin', startedOn: '2026-11-20' }
  const until = { ...began, duration: 'until', stopOn: '2026-12-18' }
  assert.deepEqual(missingForActivation(planOf(until), TODAY), [])
  assert.deepEqual(findingsOf(began), ['duration: bridge-needs-end'])
  assert.deepEqual(findingsOf({ ...until, stopOn: '2026-12-19' }), ['stopOn: bridge-too-long'])
  assert.deepEqual(checkDuration(planOf({ ...until, indication: 'pulmonary-embolism' })), [])
  const codes = (more: TypedFields) =>
    missingForActivation(planOf({ ...until, ...more }), TODAY).map(({ code }) => code)
  assert.deepEqual(codes({ duration: '' }), ['required'])
  assert.deepEqual(codes({ stopOn: '2026-11-22' }), ['stop-date-passed'])
  assert.deepEqual(codes({ startedOn: '2026-11-23' }), ['bridge-not-begun'])
  const long = { ...planOf(until), startedOn: day('2026-11-19') }
  assert.deepEqual(
    missingForActivation(long, TODAY).map(({ code }) => code),
    ['bridge-too-long'],
  )
})

test('H24: a stop date that has passed or a review beyond a year keeps a plan from being active', () => {
  const codes = (more: TypedFields) =>
    missingForActivation(planOf(more), TODAY).map(({ code }) => code)
  assert.deepEqual(codes({ duration: 'until', stopOn: '2026-11-22' }), ['stop-date-passed'])
  assert.deepEqual(codes({ duration: 'until', stopOn: '2026-11-23' }), [])
  assert.deepEqual(codes({ reviewOn: '2026-11-22' }), ['review-date'])
  assert.deepEqual(codes({ reviewOn: '2027-11-23' }), [])
  assert.deepEqual(codes({ reviewOn: '2027-11-24' }), ['review-date'])
})

test('a course of unusual length is shown for a look', () => {
  const codes = (more: TypedFields) => checkDuration(planOf(more)).map(({ code }) => code)
  const until = (indication: string, stopOn: string) => ({ duration: 'until', indication, stopOn })
  assert.deepEqual(codes({}), [])
  assert.deepEqual(codes(until('atrial-fibrillation', '2027-01-23')), ['long-term-expected'])
  assert.deepEqual(codes(until('deep-vein-thrombosis', '2025-04-23')), ['shorter-than-usual'])
  assert.deepEqual(codes(until('deep-vein-thrombosis', '2025-04-24')), [])
  assert.deepEqual(codes(until('cardioversion', '2025-03-01')), [])
})

const inrs = (written: string) =>
  written.split(' ').map((inr) => {
    const [on = '0', sign] = inr.split(':')
    return { on: addDays(TODAY, Number(on)), inRange: sign === 'in' }
  })

const STABLE_ROWS = [
  ['-14:in -7:in', true],
  ['-14:in -8:in', false],
  ['-14:in', false],
  ['-14:in -10:in -7:in', true],
  ['-14:in -10:out -7:in', false],
  ['-30:in -20:in -10:out', true],
  ['-30:out -20:in -10:out', false],
] as const

for (const [written, stable] of STABLE_ROWS) {
  test(`H08: INRs on days ${written} ${stable ? 'meet' : 'do not meet'} the stability rule`, () => {
    assert.equal(isStable(inrs(written)), stable)
  })
}

const activate = (phase: Phase, into: 'initiating' | 'maintaining', written = '-14:in -7:in') =>
  canActivate({ phase, plan: planOf(), into, today: TODAY, inrs: inrs(written) })

const codesOf = (transition: ReturnType<typeof canSuspend>) =>
  transition.kind === 'allowed' ? [] : transition.findings.map(({ code }) => code)

test('H08: maintenance cannot be chosen while the stability rule is unmet', () => {
  assert.deepEqual(codesOf(activate('accepted', 'maintaining', '-3:in')), ['not-stable'])
  assert.deepEqual(codesOf(activate('accepted', 'maintaining')), [])
  assert.deepEqual(codesOf(activate('accepted', 'initiating', '-3:out')), [])
})

test('an incomplete plan cannot be activated and says all that it lacks', () => {
  const plan = { ...planOf(), target: null, clinicalReason: '' }
  const tried = canActivate({ phase: 'accepted', plan, into: 'initiating', today: TODAY, inrs: [] })
  assert.deepEqual(codesOf(tried), ['required', 'required'])
})

test('phases follow in order, and nothing follows the end', () => {
  assert.deepEqual(codesOf(canAccept('referred')), [])
  assert.deepEqual(codesOf(canAccept('maintaining')), ['phase-order'])
  assert.deepEqual(codesOf(activate('referred', 'initiating')), ['phase-order'])
  assert.deepEqual(codesOf(activate('ended', 'maintaining')), ['phase-order'])
  assert.deepEqual(codesOf(canSuspend('accepted', addDays(TODAY, 7), TODAY)), ['phase-order'])
  assert.deepEqual(codesOf(canEnd('ended', 'died')), ['phase-order'])
})

test('H24 D2.63: a pause needs an end after today and within half a year', () => {
  assert.deepEqual(codesOf(canSuspend('maintaining', null, TODAY)), ['required'])
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
      const allowed = canSuspend('maintaining', addDays(TODAY, days), TODAY).kind === 'allowed'
      assert.equal(allowed, days > 0 && days <= 183)
    }),
  )
})

test('a course ends for a coded reason', () => {
  for (const reason of END_REASONS) assert.deepEqual(codesOf(canEnd('maintaining', reason)), [])
  assert.deepEqual(codesOf(canEnd('maintaining', 'because')), ['required'])
})
