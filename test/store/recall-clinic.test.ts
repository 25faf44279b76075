import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { findAppointment } from '#store/appointments.ts'
import { findEpisode } from '#store/episodes.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { doseRoutinely, type Person, recordsOf, TODAY } from '#test/every-absence.ts'
import { changeRules } from '#test/store/rule-desk.ts'
import { bookAppointment } from '#workflow/book-appointment.ts'
import { cancelAppointment } from '#workflow/cancel-appointment.ts'
import { clinicDay } from '#workflow/clinic-day.ts'
import { clinicSettings } from '#workflow/clinic-settings.ts'
import { closeClinicDay } from '#workflow/close-clinic-day.ts'
import { closeEarlierDays } from '#workflow/close-of-day.ts'
import { decideNonAttendance } from '#workflow/decide-non-attendance.ts'
import { endOfClinic } from '#workflow/end-of-clinic.ts'
import { nextInClinic } from '#workflow/next-in-clinic.ts'
import { slotsFor } from '#workflow/offer-slots.ts'
import type { Refused } from '#workflow/outcome.ts'
import { recordAttendance } from '#workflow/record-attendance.ts'
import { recordTold } from '#workflow/record-told.ts'
import { setClinicPattern } from '#workflow/set-clinic-pattern.ts'

let clinic: TestClinic
let records: ReturnType<typeof recordsOf>
let monday: string
before(async () => {
  clinic = await testClinic()
  records = recordsOf(clinic)
  monday = await records.mondayClinic()
})
after(() => clinic.drop())

const receptionist = () => clinic.callerOf('receptionist')
const codeOf = (answer: { kind: string } | Refused) =>
  'findings' in answer ? answer.findings[0]?.code : answer.kind

const book = (who: Person, slot: string, more: Readonly<Record<string, string>> = {}) =>
  bookAppointment.run(clinic.house, receptionist(), records.id(), {
    episodeId: who.episodeId,
    slot,
    ...more,
  })

const MONDAY_23 = '2026-11-23'
const slotAt = (on: string, minute: number) => `${monday}_${on}_${minute}`

test('a slot is booked once: of two people who take it, the second is told', async () => {
  const due = { nextTestOn: MONDAY_23 }
  const [one, other] = [await records.person(due), await records.person(due)]
  const answers = await Promise.all([
    book(one, slotAt(MONDAY_23, 540)),
    book(other, slotAt(MONDAY_23, 540)),
  ])
  assert.deepEqual(answers.map(codeOf).sort(), ['done', 'slot-taken'])
})

const REFUSED_SLOTS: readonly (readonly [what: string, slot: () => string, code: string])[] = [
  ['a day without a clinic', () => slotAt('2026-11-24', 540), 'no-such-slot'],
  ['a time between two slots', () => slotAt(MONDAY_23, 545), 'no-such-slot'],
  ['a time after the end', () => slotAt(MONDAY_23, 720), 'no-such-slot'],
  ['the bank holiday of 28 December', () => slotAt('2026-12-28', 540), 'no-such-slot'],
  ['a day that is over', () => slotAt('2026-11-16', 540), 'in-the-past'],
  ['a day later than the test is due', () => slotAt('2026-12-07', 540), 'later-than-due'],
  ['no slot at all', () => 'soon', 'required'],
]
for (const [what, slot, code] of REFUSED_SLOTS) {
  test(`${what} is not booked`, async () => {
    const who = await records.person({ nextTestOn: '2026-11-30' })
    assert.equal(codeOf(await book(who, slot())), code)
  })
}

test('H22: a later day is booked for a reason, which is kept; the test stays due', async () => {
  const who = await records.person({ nextTestOn: '2026-11-30' })
  const unknown = await book(who, slotAt('2026-12-07', 550), { laterBecause: 'yes' })
  assert.equal(codeOf(unknown), 'later-than-due')
  const answer = await book(who, slotAt('2026-12-07', 550), { laterBecause: 'patient-asked' })
  assert(answer.kind === 'done')
  const booked = await clinic.inTx((tx) => findAppointment(tx, answer.appointmentId))
  assert.equal(booked?.laterBecause, 'patient-asked')
  const episode = await clinic.inTx((tx) => findEpisode(tx, who.episodeId))
  assert.equal(episode?.nextTestOn, '2026-11-30')
})

test('H22: whoever is due today is not moved to a later day without the reason', async () => {
  const who = await records.person({ nextTestOn: TODAY })
  assert.equal(codeOf(await book(who, slotAt(MONDAY_23, 620))), 'later-than-due')
  const said = { laterBecause: 'patient-cannot-come' }
  assert.equal(codeOf(await book(who, slotAt(MONDAY_23, 620), said)), 'done')
})

test('H22: whoever is overdue is booked at once, and asked about when moved further away', async () => {
  const who = await records.person({ nextTestOn: '2026-11-02' })
  const first = await book(who, slotAt(MONDAY_23, 630))
  assert(first.kind === 'done')
  const instead = { instead: first.appointmentId }
  assert.equal(codeOf(await book(who, slotAt('2026-11-30', 630), instead)), 'later-than-due')
  const said = { ...instead, laterBecause: 'ill-or-in-hospital' }
  assert.equal(codeOf(await book(who, slotAt('2026-11-30', 630), said)), 'done')
})

test('a moved appointment leaves its slot free, a cancelled one too', async () => {
  const who = await records.person({ nextTestOn: '2026-11-30' })
  const first = await book(who, slotAt(MONDAY_23, 600))
  assert(first.kind === 'done')
  const moved = await book(who, slotAt(MONDAY_23, 610), { instead: first.appointmentId })
  assert(moved.kind === 'done')
  const again = await book(await records.person(), slotAt(MONDAY_23, 600), {
    laterBecause: 'no-earlier-time',
  })
  assert.equal(codeOf(again), 'done')

  const fields = { appointmentId: moved.appointmentId, version: '1' }
  const run = () => cancelAppointment.run(clinic.house, receptionist(), records.id(), fields)
  assert.equal((await run()).kind, 'done')
  assert.equal(codeOf(await run()), 'not-booked')
})

test('slots are offered on the last clinic day not later than due, and none that is taken', async () => {
  const offer = await clinic.inTx((tx) => slotsFor(tx, TODAY, day('2026-11-25'), false))
  assert(offer.kind === 'offer')
  assert.equal(offer.best.on, MONDAY_23)
  assert(!offer.free.some(({ atMinute }) => atMinute === 540), 'the slot booked above')
  const housebound = await clinic.inTx((tx) => slotsFor(tx, TODAY, day('2026-11-25'), true))
  assert.equal(housebound.kind === 'none' && housebound.because, 'no-clinic')
})

test('a clinic that changes lists whom it leaves behind, and moves nobody by itself', async () => {
  const patternId = await records.mondayClinic()
  const who = await records.person({ nextTestOn: '2026-12-14' })
  const appointmentId = await records.appointment(who, {
    patternId,
    onDate: '2026-12-14',
    atMinute: 700,
  })
  const manager = clinic.callerOf('practice-manager')
  const changed = await setClinicPattern.run(clinic.house, manager, records.id(), {
    id: patternId,
    version: '1',
    name: 'Monday, shorter',
    weekday: '1',
    start: '09:00',
    end: '11:00',
    slotMinutes: '10',
    from: '2026-01-01',
    until: '',
    housebound: 'no',
  })
  assert(changed.kind === 'done', JSON.stringify(changed))
  assert.equal(changed.bookedWithoutClinic, 1)
  const settings = await clinicSettings(clinic.house, manager, null)
  assert(settings.kind === 'clinic-settings')
  assert.deepEqual(
    settings.bookedWithoutClinic.map(({ key }) => key),
    [appointmentId],
  )
  assert.deepEqual(settings.bankHolidays.slice(0, 2), ['2026-12-25', '2026-12-28'])
})

const CLINIC_FORM = {
  name: 'Friday',
  weekday: '5',
  start: '09:00',
  end: '12:00',
  slotMinutes: '10',
  from: '2026-12-01',
}
const WRONG_CLINICS: readonly (readonly [what: string, change: object, field: string])[] = [
  ['without a name', { name: ' ' }, 'name'],
  ['on an eighth day of the week', { weekday: '8' }, 'weekday'],
  ['that ends before it starts', { end: '08:00' }, 'end'],
  ['at 24:00', { end: '24:00' }, 'end'],
  ['with slots of no minutes', { slotMinutes: '0' }, 'slotMinutes'],
  ['that ends before its first day', { until: '2026-11-30' }, 'until'],
  ['from a day that does not exist', { from: '2026-02-30' }, 'from'],
]
for (const [what, change, field] of WRONG_CLINICS) {
  test(`a clinic ${what} is refused at its field`, async () => {
    const manager = clinic.callerOf('practice-manager')
    const fields = { ...CLINIC_FORM, ...change }
    const answer = await setClinicPattern.run(clinic.house, manager, records.id(), fields)
    assert.equal(answer.kind === 'refused' && answer.findings[0]?.field, field)
  })
}

test('a closed day can be opened again, and is closed once', async () => {
  const manager = clinic.callerOf('practice-manager')
  const run = (fields: object) =>
    closeClinicDay.run(clinic.house, manager, records.id(), fields).then(codeOf)
  const close = { what: 'close', on: '2026-12-07', reason: 'Training' }
  assert.equal(await run(close), 'done')
  assert.equal(await run(close), 'already-closed')
  const offered = () => clinic.inTx((tx) => slotsFor(tx, TODAY, day('2026-12-08'), false))
  assert.equal((await offered()).kind, 'none')
  assert.equal(await run({ what: 'open-again', on: '2026-12-07' }), 'done')
  assert.equal((await offered()).kind, 'offer')
  assert.equal(await run({ ...close, reason: '' }), 'required')
})

test('a receptionist sees the clinic and does not set it', async () => {
  const fields = { what: 'close', on: '2026-12-07', reason: 'Training' }
  const answer = await closeClinicDay.run(clinic.house, receptionist(), records.id(), fields)
  assert.equal(codeOf(answer), 'not-permitted-role')
})

test('the clinic list: each person by their time, moved by nothing; the next is who has arrived', async () => {
  const here = await testClinic({ database: clinic.database, prefix: 'list-' })
  here.clock.set('2026-11-23T09:00:00Z')
  const of = recordsOf(here)
  const patternId = await of.mondayClinic()
  const people = [await of.person(), await of.person(), await of.person()]
  const appointments: string[] = []
  for (const [nth, who] of people.entries()) {
    const slot = { patternId, onDate: MONDAY_23, atMinute: 560 - nth * 10 }
    appointments.push(await of.appointment(who, slot))
  }
  const list = async () => {
    const answer = await clinicDay(here.house, here.callerOf('nurse'), null)
    assert(answer.kind === 'clinic', JSON.stringify(answer))
    return answer
  }
  const steps = async () => (await list()).people.map(({ atMinute, step }) => `${atMinute} ${step}`)
  const came = (nth: number, what: string, version: number) =>
    recordAttendance.run(here.house, here.callerOf('receptionist'), of.id(), {
      appointmentId: appointments[nth] ?? '',
      version: `${version}`,
      came: what,
    })
  const nextId = async () => {
    const next = await nextInClinic(here.house, here.callerOf('nurse'), null)
    return next.kind === 'next' ? next.patientId : next.kind
  }

  assert.deepEqual(await steps(), ['540 waiting', '550 waiting', '560 waiting'])
  assert.deepEqual((await list()).capacity, { booked: 3, slots: 18 })
  assert.equal(await nextId(), people[2]?.patientId)
  assert.equal((await came(0, 'arrived', 1)).kind, 'done')
  assert.equal(codeOf(await came(0, 'did-not-come', 1)), 'changed-meanwhile')
  assert.equal(await nextId(), people[0]?.patientId, 'who has arrived is called first')
  assert.equal((await came(1, 'did-not-come', 1)).kind, 'done')
  assert.deepEqual(await steps(), ['540 waiting', '550 missed', '560 arrived'])
  assert.equal((await came(1, 'not-recorded', 2)).kind, 'done')
  assert.equal((await came(1, 'did-not-come', 3)).kind, 'done')

  const decisionId = await doseRoutinely(here, people[0] ?? { patientId: '', episodeId: '' })
  assert.deepEqual(await steps(), ['540 waiting', '550 missed', '560 dosed'])
  const told = { decisionId, how: 'handed-over' }
  await recordTold.run(here.house, here.callerOf('nurse'), of.id(), told)
  assert.deepEqual(await steps(), ['540 waiting', '550 missed', '560 told'])
  await of.appointment(people[0] ?? { patientId: '', episodeId: '' }, {
    patternId,
    onDate: '2026-12-21',
    atMinute: 540,
  })
  assert.deepEqual(await steps(), ['540 waiting', '550 missed', '560 booked'])

  const end = await endOfClinic(here.house, here.callerOf('nurse'), null)
  assert(end.kind === 'end-of-clinic')
  assert.deepEqual(
    end.unfinished.map(({ step, people: left }) => [step, left.length]),
    [
      ['waiting', 1],
      ['missed', 1],
    ],
  )
})

test('H22: a day closes itself: who did not come is missed, who was tested has attended, once', async () => {
  const here = await testClinic({ database: clinic.database, prefix: 'close-' })
  here.clock.set('2026-11-23T09:00:00Z')
  const of = recordsOf(here)
  const patternId = await of.mondayClinic()
  const slot = { patternId, onDate: MONDAY_23, atMinute: 540 }
  const gone = await of.appointment(await of.person(), slot)
  const ahead = await of.appointment(await of.person(), { ...slot, onDate: '2026-11-30' })
  const statusOf = async (id: string) => (await here.inTx((tx) => findAppointment(tx, id)))?.status

  await closeEarlierDays(here.house)
  assert.equal(await statusOf(gone), 'booked', 'the day is not over')
  here.clock.set('2026-11-24T01:00:00Z')
  await closeEarlierDays(here.house)
  await closeEarlierDays(here.house)
  assert.equal(await statusOf(gone), 'missed')
  assert.equal(await statusOf(ahead), 'booked')
  const lines = await here.inTx((tx) =>
    tx.query<{ line: string }>(
      `select line from audit_line where provider_id = $1 and line like '%close-of-day%'`,
      [tx.providerId],
    ),
  )
  assert.equal(lines.length, 1)
})

const DECISIONS: readonly (readonly [fields: object, phase: string, nextTestOn: string | null])[] =
  [
    [{ decision: 'continue', nextTestOn: '2026-11-30' }, 'maintaining', '2026-11-30'],
    [{ decision: 'home-visit', nextTestOn: '2026-11-27' }, 'maintaining', '2026-11-27'],
    [{ decision: 'suspend', until: '2026-12-07' }, 'suspended', '2026-11-02'],
    [{ decision: 'end' }, 'ended', null],
  ]
for (const [fields, phase, nextTestOn] of DECISIONS) {
  test(`H22: a prescriber's decision ${JSON.stringify(fields)} is carried out, once`, async () => {
    const who = await records.person({ nextTestOn: '2026-11-02' })
    const taskId = await records.task(who, 'non-attendance')
    const decide = (role: 'prescriber' | 'nurse') =>
      decideNonAttendance.run(clinic.house, clinic.callerOf(role), records.id(), {
        taskId,
        version: '1',
        reason: 'Spoke to the daughter',
        ...fields,
      })
    assert.equal(codeOf(await decide('nurse')), 'not-permitted-role')
    assert.equal(codeOf(await decide('prescriber')), 'done')
    assert.equal(codeOf(await decide('prescriber')), 'changed-meanwhile')
    const episode = await clinic.inTx((tx) => findEpisode(tx, who.episodeId))
    assert.equal(episode?.phase, phase)
    assert.equal(episode?.nextTestOn, nextTestOn)
  })
}

test("H05, H22: the new date is bounded by the site's longest interval, and by that of a mechanical valve", async () => {
  const decide = async (patient: Parameters<typeof clinic.addPatient>[0], nextTestOn: string) => {
    const patientId = await clinic.addPatient(patient)
    const episodeId = await clinic.addEpisode(patientId, { nextTestOn: '2026-11-02' })
    const taskId = await records.task({ patientId, episodeId }, 'non-attendance')
    const all = { taskId, version: '1', reason: 'Told', decision: 'continue', nextTestOn }
    return decideNonAttendance.run(clinic.house, clinic.callerOf('prescriber'), records.id(), all)
  }
  const valve = {
    mechanicalValve: { kind: 'valve', position: 'aortic', make: '' },
  } as const
  const none = { mechanicalValve: { kind: 'none' } } as const
  assert.equal(codeOf(await decide(none, '2027-02-14')), 'done')
  assert.equal(codeOf(await decide(none, '2027-02-15')), 'test-date-range')
  assert.equal(codeOf(await decide(valve, '2027-01-03')), 'done')
  assert.equal(codeOf(await decide(valve, '2027-01-04')), 'test-date-range')
  await changeRules(clinic, { maxIntervalDays: '70', ladderDays: '28, 42, 56, 70' })
  assert.equal(codeOf(await decide(none, '2027-02-01')), 'test-date-range')
  assert.equal(codeOf(await decide(none, '2027-01-31')), 'done')
})

const WRONG_DECISIONS: readonly (readonly [what: string, fields: object, code: string])[] = [
  ['without a reason', { decision: 'end', reason: '' }, 'required'],
  ['of a test today', { decision: 'continue', nextTestOn: TODAY }, 'test-date-range'],
  [
    'of a test in four months',
    { decision: 'continue', nextTestOn: '2027-03-22' },
    'test-date-range',
  ],
  ['of a pause without an end', { decision: 'suspend' }, 'required'],
  ['that says came, without a test', { decision: 'came-since' }, 'not-tested-since'],
  ['of nothing', {}, 'required'],
]
for (const [what, fields, code] of WRONG_DECISIONS) {
  test(`a decision ${what} is refused and the task stays open`, async () => {
    const who = await records.person({ nextTestOn: '2026-11-02' })
    const taskId = await records.task(who, 'non-attendance')
    const all = { taskId, version: '1', reason: 'Spoke to the daughter', ...fields }
    const prescriber = clinic.callerOf('prescriber')
    const answer = await decideNonAttendance.run(clinic.house, prescriber, records.id(), all)
    assert.equal(codeOf(answer), code)
  })
}
