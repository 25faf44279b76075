import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { calc } from '#cli/calc.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { verify } from '#workflow/verify.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'
import {
  answered,
  leavingNothing,
  pressed,
  suggestedPage,
  summaryOf,
  wordsAt,
} from './walked-page.ts'

// The cases of D4 about what nobody types on a page: the calendar of doses follows from the dose, and tablets from the
// mg. Where one is written all the same - in a file for `evenkeel calc`, in a forged form, in the database - it is
// refused or named. And the tablets of a plan, where they are chosen.

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const FIVE = [
  { strength_mg: 3, count: 1 },
  { strength_mg: 1, count: 2 },
]
const written = (dates: readonly string[], tablets = FIVE) => ({
  name: 'written',
  from: '2026-11-22',
  next_test: '2026-11-24',
  grace_days: 0,
  tablets: { strengths_mg: [1, 3] },
  written_days: dates.map((date) => ({ date, dose_mg: 5, tablets })),
})
const IN_ORDER = ['2026-11-22', '2026-11-23', '2026-11-24']

const calcSchedule = (given: object) => calc('schedule', JSON.stringify({ vectors: [given] }))

test('a schedule that is written as it must be is found right', () => {
  assert.match(calcSchedule(written(IN_ORDER)).out, /"kind":"checked".*"days":3/)
})

test('D4.26, D4.27: a week of eight or six doses in a file is refused', () => {
  for (const count of [8, 6]) {
    const { written_days: _none, ...rest } = written([])
    const week = { ...rest, weekday_doses_mg: Array.from({ length: count }, () => 5) }
    const { exit, out } = calcSchedule(week)
    assert.equal(exit, 2)
    assert.match(out, /weekday_doses_mg/)
  }
})

for (const [what, dates, says] of [
  ['out of order', ['2026-11-22', '2026-11-24', '2026-11-23'], /2026-11-23: A day has no dose/],
  ['back to front', IN_ORDER.toReversed(), /2026-11-22: The schedule starts after its first day/],
  [
    'twice the same',
    ['2026-11-22', '2026-11-22', '2026-11-23'],
    /two doses, or the days are out of order/,
  ],
  ['too few', ['2026-11-22', '2026-11-23'], /ends before the next test/],
] as const) {
  test(`D4.29: dates ${what} in a file are refused with the date`, () => {
    const { exit, out } = calcSchedule(written(dates))
    assert.equal(exit, 2)
    assert.match(out, says)
  })
}

test('D4.33: tablets of 4 mg where the mg say 5 are refused in a file', () => {
  const four = [
    { strength_mg: 3, count: 1 },
    { strength_mg: 1, count: 1 },
  ]
  const { exit, out } = calcSchedule(written(IN_ORDER, four))
  assert.equal(exit, 2)
  assert.match(out, /The tablets do not add up to the dose in mg/)
})

for (const [id, forged] of [
  ['D4.29', { schedule: '[{"from":"2026-11-24"},{"from":"2026-11-23"}]' }],
  ['D4.33', { tablets: '[{"strength":1000,"halves":8}]' }],
] as const) {
  test(`${id}: a form that brings its own ${Object.keys(forged)[0]} saves nothing`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const suggested = await suggestedPage(nurse, patientId)
    const page = await leavingNothing(clinic, () =>
      pressed(nurse, patientId, suggested, { step: 'accept', slot: 'none', ...forged }),
    )
    answered(page, 422)
  })
}

test('D4.29: on the page the next test may not lie before the first dose: refused at the date, which stays', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  const before = { 'nextTestOn[day]': '21', 'nextTestOn[month]': '11', 'nextTestOn[year]': '2026' }
  const page = await leavingNothing(clinic, () =>
    pressed(nurse, patientId, suggested, { step: 'accept', slot: 'other', ...before }),
  )
  answered(page, 422)
  assert.match(summaryOf(page).join(), /after today/)
  assert.equal(formFields(page, `/patients/${patientId}/visit`)['nextTestOn[day]'], '21')
})

test('D4.29, D4.33: dates out of order or tablets that do not add up in the database are named by evenkeel verify', async () => {
  const { patientId } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, patientId)
  const saved = await pressed(nurse, patientId, suggested, { step: 'accept', slot: 'none' })
  answered(saved, 303)
  const id = (saved.location ?? '').split('/').at(-1) ?? ''
  const { migratorPool } = clinic.database
  await migratorPool.query('create table kept as select id, schedule from dose_decision')
  for (const wrong of [
    `jsonb_set(schedule, '{runs,0,from}', '"2026-11-25"')`,
    `jsonb_set(schedule, '{runs,0,tablets,0,halves}', '8')`,
  ]) {
    await migratorPool.query(`update dose_decision set schedule = ${wrong} where id = $1`, [id])
    const { faults } = await verify(clinic.pool, clinic.clock.now())
    assert.ok(
      faults.some(({ invariant }) => invariant === 'I4' || invariant === 'I6'),
      wrong,
    )
    await migratorPool.query(
      'update dose_decision d set schedule = k.schedule from kept k where k.id = d.id',
    )
  }
  await migratorPool.query('drop table kept')
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

const PLAN = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  target: '2.5',
  rangeLow: '2.0',
  rangeHigh: '3.0',
  'tablet-1000': 'yes',
}

test('D4.70: 0.5 mg and 5 mg tablets together are off by default, and a plan with both needs a coded reason', async () => {
  const patientId = await clinic.addPatient()
  const action = `/patients/${patientId}/plan/new`
  const open = await nurse.get(action)
  const blank = formFields(open, action)
  assert.deepEqual([blank['tablet-500'], blank['tablet-5000']], [undefined, undefined])
  const both = { ...blank, ...PLAN, 'tablet-500': 'yes', 'tablet-5000': 'yes' }
  const asked = await leavingNothing(clinic, () => nurse.post(action, both))
  answered(asked, 422)
  assert.match(asked.text, /0\.5 mg and 5 mg tablets are taken for each other: ten times the dose/)
  const again = formFields(asked, action)
  assert.deepEqual([again['tablet-500'], again['tablet-5000']], ['yes', 'yes'])
  const saved = await nurse.post(action, { ...again, warningReason: 'patient-has-these' })
  answered(saved, 303)
})

test('D4.71: 10 mg tablets are on no form, and a form that names them saves no plan', async () => {
  const patientId = await clinic.addPatient()
  const action = `/patients/${patientId}/plan/new`
  const open = await nurse.get(action)
  assert.doesNotMatch(open.text, /10 mg/)
  const forged = { ...formFields(open, action), ...PLAN, 'tablet-10000': 'yes' }
  const page = await leavingNothing(clinic, () => nurse.post(action, forged))
  answered(page, 422)
  assert.equal(wordsAt(page, 'tablet-500'), '')
})

/** The text messages that the page of a dose shows for copying. */
const messagesOn = (text: string): readonly string[] =>
  [...text.matchAll(/<pre class="evk-text-message">([^<]*)<\/pre>/g)].map(([, words = '']) => words)

async function savedAddress(known = {}, person = {}): Promise<string> {
  const { patientId } = await dosablePatient(clinic, known, person)
  const suggested = await suggestedPage(nurse, patientId)
  const saved = await pressed(nurse, patientId, suggested, { step: 'accept', slot: 'none' })
  answered(saved, 303)
  return saved.location ?? ''
}

test('D4.80, H16: a dose too long for one text is cut between its lines, beside the number and the day it was checked', async () => {
  const contact = { mobile: '07700 900077', contactVerifiedOn: day('2026-05-12') }
  const page = await nurse.get(await savedAddress({}, contact))
  const messages = messagesOn(page.text)
  assert.deepEqual(
    messages.map((message) => message.split('\n')[0]),
    [1, 2].map((nth) => `Warfarin for MH 22 Nov 2026, ${nth} of 2.`),
  )
  const lines = messages.flatMap((message) => message.split('\n').slice(1))
  assert.match(lines[0] ?? '', /^Sun 22 Nov to \w{3} \d+ \w{3}: 5 mg once a day$/)
  assert.ok(messages.every(({ length }) => length <= 153))
  assert.match(page.text, /07700 900077<\/strong>, <!-- -->last checked|07700 900077.*12-May-2026/)
  assert.doesNotMatch(messages.join(), /Hargreaves|1942|fibrillation|\d{3} \d{3} \d{4}/i)
})

test('H16: a number that nobody has checked says so; a receptionist is shown no text, and a dose that was replaced has none', async () => {
  const address = await savedAddress({}, { mobile: '07700 900078' })
  const page = await nurse.get(address)
  assert.match(page.text, /07700 900078.*never checked with the patient/)
  const receptionist = await signedInAs(clinic, 'receptionist')
  assert.deepEqual(messagesOn((await receptionist.get(address)).text), [])
  assert.equal(messagesOn(page.text).length, 2)
  const { migratorPool } = clinic.database
  const id = address.split('/').at(-1)
  await migratorPool.query(
    'update episode set last_decision_id = null where last_decision_id = $1',
    [id],
  )
  assert.deepEqual(messagesOn((await nurse.get(address)).text), [])
})
