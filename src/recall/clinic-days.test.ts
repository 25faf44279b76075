import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, type Day, day, daysBetween, weekday } from '#base/day.ts'
import {
  type ClinicPattern,
  clinicDay,
  offerSlots,
  type Slot,
  type SlotQuestion,
  slotsOn,
} from './clinic-days.ts'

const TODAY = day('2026-11-22')

const clinic = (id: string, more: Partial<ClinicPattern> = {}): ClinicPattern => ({
  id,
  name: id,
  weekday: 1,
  startMinute: 540,
  endMinute: 600,
  slotMinutes: 20,
  from: day('2026-01-01'),
  until: null,
  housebound: false,
  ...more,
})

const MONDAY = clinic('monday')
const THURSDAY = clinic('thursday', { weekday: 4 })

const question = (more: Partial<SlotQuestion> = {}): SlotQuestion => ({
  patterns: [MONDAY, THURSDAY],
  closures: [],
  today: TODAY,
  latestOn: day('2026-12-06'),
  booked: [],
  housebound: false,
  ...more,
})

const bestOf = (more: Partial<SlotQuestion>) => {
  const offer = offerSlots(question(more))
  return offer.kind === 'offer' ? `${offer.best.on} ${offer.best.atMinute}` : offer.because
}

const allOn = (on: string): readonly Slot[] =>
  slotsOn({ patterns: [MONDAY, THURSDAY], closures: [] }, day(on))

const OFFER_ROWS: readonly (readonly [
  what: string,
  more: Partial<SlotQuestion>,
  answer: string,
])[] = [
  ['due on a Sunday: the Thursday before', {}, '2026-12-03 540'],
  ['due on a clinic day: that day', { latestOn: day('2026-12-07') }, '2026-12-07 540'],
  [
    'its first slots booked: the next one',
    { booked: allOn('2026-12-03').slice(0, 2) },
    '2026-12-03 580',
  ],
  ['its day full: the clinic before', { booked: allOn('2026-12-03') }, '2026-11-30 540'],
  ['its day closed: the clinic before', { closures: [day('2026-12-03')] }, '2026-11-30 540'],
  ['everything booked', { booked: [...allOn('2026-12-03'), ...allOn('2026-11-30')] }, 'all-booked'],
  [
    'D2.56 a bank holiday Monday',
    { patterns: [MONDAY], latestOn: day('2026-12-28') },
    '2026-12-21 540',
  ],
  ['due today', { latestOn: TODAY }, 'already-past'],
  [
    'due tomorrow, no clinic between',
    { latestOn: day('2026-11-23'), patterns: [THURSDAY] },
    'no-clinic',
  ],
  ['a housebound patient without a round', { housebound: true }, 'no-clinic'],
  [
    'beyond the known bank holidays',
    { latestOn: day('2031-01-06'), today: day('2030-12-31') },
    'beyond-bank-holidays',
  ],
  [
    'a clinic that has ended',
    { patterns: [{ ...THURSDAY, until: day('2026-12-02') }] },
    'no-clinic',
  ],
]

for (const [what, more, answer] of OFFER_ROWS) {
  test(`the slot offered for a test ${what} is ${answer}`, () => {
    assert.equal(bestOf(more), answer)
  })
}

test('a housebound patient is offered the round and nobody else is', () => {
  const round = clinic('round', { housebound: true, weekday: 5 })
  const patterns = [MONDAY, THURSDAY, round]
  assert.equal(bestOf({ patterns, housebound: true }), '2026-12-04 540')
  assert.equal(bestOf({ patterns }), '2026-12-03 540')
})

test('a clinic has as many slots as fit whole', () => {
  const short = { patterns: [clinic('short', { slotMinutes: 25 })], closures: [] }
  assert.deepEqual(
    slotsOn(short, day('2026-11-23')).map(({ atMinute }) => atMinute),
    [540, 565],
  )
})

test('why no clinic is held on a day', () => {
  const diary = { patterns: [MONDAY], closures: [day('2026-11-30')] }
  const answers = ['2026-11-23', '2026-11-24', '2026-11-30', '2026-12-28', '2031-01-06'] as const
  assert.deepEqual(
    answers.map((on) => clinicDay(diary, day(on))),
    ['held', 'no-clinic', 'closed', 'bank-holiday', 'not-known'],
  )
})

const anyDay = fc.nat(1200).map((days): Day => addDays(TODAY, days))

test('H22: no slot is offered later than due, today or before, on a holiday, on a closed day, or twice', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.array(anyDay, { maxLength: 5 }),
      fc.nat(3),
      (latestOn, closures, taken) => {
        const booked = slotsOn({ patterns: [MONDAY, THURSDAY], closures }, latestOn).slice(0, taken)
        const offer = offerSlots(question({ latestOn, closures, booked }))
        if (offer.kind === 'none') return
        for (const slot of offer.free) {
          assert(slot.on <= latestOn && slot.on > TODAY)
          assert(daysBetween(slot.on, latestOn) <= 7)
          assert.equal(isBankHoliday(slot.on), false)
          assert(!closures.includes(slot.on))
          assert([1, 4].includes(weekday(slot.on)))
          assert(!booked.some((b) => b.on === slot.on && b.atMinute === slot.atMinute))
          assert(slot.on <= offer.best.on)
        }
      },
    ),
  )
})
