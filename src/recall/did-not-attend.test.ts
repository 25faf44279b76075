import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import {
  CONTACTS_BEFORE_DECISION,
  DAYS_AFTER_CONTACT,
  isTooSoon,
  type MissedTest,
  nextStep,
  nextStepDue,
} from './did-not-attend.ts'

const DUE = day('2026-11-30')

const missed = (more: Partial<MissedTest> = {}): MissedTest => ({
  isMissed: true,
  isBooked: false,
  contacts: 0,
  nextDueOn: null,
  isDecisionOpen: false,
  ...more,
})

const stepOf = (more: Partial<MissedTest>) => {
  const step = nextStep(missed(more))
  return step.kind === 'contact' ? `contact ${step.step}` : step.kind
}

const ROWS: readonly (readonly [what: string, more: Partial<MissedTest>, step: string])[] = [
  ['nothing missed', { isMissed: false }, 'nothing'],
  ['an appointment missed', {}, 'contact 1'],
  ['one contact', { contacts: 1, nextDueOn: DUE }, 'contact 2'],
  ['two contacts', { contacts: 2, nextDueOn: DUE }, 'contact 3'],
  ['three contacts', { contacts: 3, nextDueOn: DUE }, 'prescriber-decision'],
  ['more contacts than the ladder has', { contacts: 7 }, 'prescriber-decision'],
  ['a new appointment after one contact', { contacts: 1, isBooked: true }, 'await-appointment'],
  ['a new appointment at once', { isBooked: true }, 'await-appointment'],
  ['a decision that waits', { isDecisionOpen: true, isBooked: true }, 'prescriber-decision'],
  ['contacts made though the day is ahead', { isMissed: false, contacts: 1 }, 'contact 2'],
]

for (const [what, more, step] of ROWS) {
  test(`H22: after ${what} comes ${step}`, () => assert.equal(stepOf(more), step))
}

test('H22: whoever missed a test always has a next step', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.boolean(), fc.boolean(), (contacts, isBooked, isDecisionOpen) => {
      assert.notEqual(stepOf({ contacts, isBooked, isDecisionOpen }), 'nothing')
    }),
  )
})

test('H22: contacts alone lead to the decision and skip no step', () => {
  const steps = Array.from({ length: CONTACTS_BEFORE_DECISION + 1 }, (_, contacts) =>
    stepOf({ contacts }),
  )
  assert.deepEqual(steps, ['contact 1', 'contact 2', 'contact 3', 'prescriber-decision'])
})

const WAITS: readonly (readonly [today: string, wasReached: boolean, isTooSoon: boolean])[] = [
  ['2026-11-29', false, true],
  ['2026-11-29', true, false],
  ['2026-11-30', false, false],
  ['2026-12-01', false, false],
]
for (const [today, wasReached, soon] of WAITS) {
  test(`H22: a contact due 30 November, ${wasReached ? 'reached' : 'not reached'} on ${today}, ${soon ? 'is too soon' : 'counts'}`, () => {
    const next = nextStep(missed({ contacts: 1, nextDueOn: DUE }))
    assert(next.kind === 'contact')
    assert.equal(isTooSoon(next, day(today), wasReached), soon)
  })
}

test('H22: the first contact is never too soon', () => {
  const next = nextStep(missed())
  assert(next.kind === 'contact')
  assert.equal(isTooSoon(next, day('2026-11-22'), false), false)
})

test('the next step is due sooner for a patient at high risk', () => {
  assert.equal(
    nextStepDue(day('2026-11-20'), true),
    addDays(day('2026-11-20'), DAYS_AFTER_CONTACT.highRisk),
  )
  assert.equal(
    nextStepDue(day('2026-11-20'), false),
    addDays(day('2026-11-20'), DAYS_AFTER_CONTACT.usual),
  )
  assert(DAYS_AFTER_CONTACT.highRisk < DAYS_AFTER_CONTACT.usual)
})
