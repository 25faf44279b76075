import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ClinicFacts, clinicStep, isFinished, isWaiting } from './clinic-step.ts'

const facts = (more: Partial<ClinicFacts>): ClinicFacts => ({
  status: 'booked',
  isTested: false,
  task: null,
  isDosed: false,
  isTold: false,
  isBooked: false,
  ...more,
})

const ROWS: readonly (readonly [what: string, more: Partial<ClinicFacts>, step: string])[] = [
  ['a booked patient', {}, 'waiting'],
  ['one who came', { status: 'arrived' }, 'arrived'],
  ['one who did not come', { status: 'missed' }, 'missed'],
  ['one marked missed who was tested', { status: 'missed', isTested: true }, 'tested'],
  ['one tested without an appointment', { status: null, isTested: true }, 'tested'],
  ['one referred', { isTested: true, task: 'open' }, 'referred'],
  ['one whose referral is taken', { isTested: true, task: 'taken', isBooked: true }, 'referred'],
  ['one dosed', { isTested: true, isDosed: true }, 'dosed'],
  ['one booked but not told', { isTested: true, isDosed: true, isBooked: true }, 'dosed'],
  ['one told', { isTested: true, isDosed: true, isTold: true }, 'told'],
  [
    'one told and booked',
    { isTested: true, isDosed: true, isTold: true, isBooked: true },
    'booked',
  ],
  ['one actioned without a dose', { isTested: true, task: 'closed' }, 'told'],
  ['one actioned and booked', { isTested: true, task: 'closed', isBooked: true }, 'actioned'],
  ['one dosed by the closed task', { isTested: true, task: 'closed', isDosed: true }, 'dosed'],
]

for (const [what, more, step] of ROWS) {
  test(`${what} stands at "${step}"`, () => assert.equal(clinicStep(facts(more)), step))
}

const anyFacts = fc.record<ClinicFacts>({
  status: fc.constantFrom('booked', 'arrived', 'attended', 'missed', null),
  isTested: fc.boolean(),
  task: fc.constantFrom('open', 'taken', 'closed', null),
  isDosed: fc.boolean(),
  isTold: fc.boolean(),
  isBooked: fc.boolean(),
})

test('H22: nobody is finished without a test, a told dose or an action, and a next appointment', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const step = clinicStep(given)
      if (isFinished(step)) {
        assert(given.isTested && given.isBooked)
        assert(given.isDosed ? given.isTold : given.task === 'closed')
      }
      if (isWaiting(step)) assert(!given.isTested)
    }),
  )
})
