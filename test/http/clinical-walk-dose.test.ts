import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ug } from '#clinical/dose.ts'
import { findDecision } from '#store/decisions.ts'
import { PASSWORD } from '#test/clinic.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'
import { type Fields, formFields, postAct, ROUTINE } from './visit-forms.ts'
import {
  answered,
  leavingNothing,
  pressed,
  questionOf,
  suggestedPage,
  summaryOf,
  wordsAt,
} from './walked-page.ts'

// Every dose of D4 as a nurse types it under "Change" on the patient's page: the words at the field, what was typed
// still there, nothing in the record; or the step of its own that it takes, and then what is saved.

let clinic: ServedClinic
let nurse: Visitor
let patientId: string
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  patientId = (await dosablePatient(clinic)).patientId
})
after(() => clinic.close())

const REASON = { reasonCode: 'trend', reasonText: 'Falling for three months' }
const CHANGE = { step: 'change', slot: 'none', ...REASON }

const REFUSED: readonly (readonly [id: string, field: string, typed: string, says: string])[] = [
  [
    'D4.03',
    'dailyDose',
    '0',
    'For no dose, enter how many days to omit, the reason, and the dose to take after them.',
  ],
  ['D4.06', 'dailyDose', '35', '35 mg is the weekly total. Enter mg a day.'],
  ['D4.06', 'weekDoses', '35 5 5 5 5 5 5', '35 mg is the weekly total. Enter mg a day.'],
  [
    'D4.07',
    'dailyDose',
    '5.25',
    'The tablets of this plan cannot make 5.25 mg. The nearest are 5 mg and 6 mg.',
  ],
  [
    'D4.08',
    'dailyDose',
    '2.5',
    'The tablets of this plan cannot make 2.5 mg. The nearest are 2 mg and 3 mg.',
  ],
  ['D4.11', 'dailyDose', '.5', 'Write a zero before the point, for example 0.5.'],
  ['D4.13', 'dailyDose', '5mg', 'Enter the number only, without units.'],
  ['D4.14', 'dailyDose', '5 tablets', 'Enter the dose in mg, not in tablets.'],
  ['D4.17', 'dailyDose', '1-2', 'Enter one dose, not a range.'],
  [
    'D4.18',
    'dailyDose',
    '4/5 alternate',
    'Enter one dose here. Different doses on different days are entered by weekday.',
  ],
  ['D4.19', 'dailyDose', 'as directed', 'Enter the dose in mg as a number, for example 4.5.'],
  ['D4.20', 'dailyDose', 'nil', 'For no dose enter 0 mg, and the days without a dose.'],
  ['D4.23', 'dailyDose', '1e1', 'Enter the dose in mg as a number, for example 4.5.'],
  ['D4.24', 'dailyDose', '5.000000001', 'Doses go in steps of 0.5 mg. Enter for example 4.5.'],
  [
    'D4.26',
    'weekDoses',
    '5 5 5 5 5 5 5 5',
    'Enter seven doses, one for each day from Monday. There are 8.',
  ],
  [
    'D4.27',
    'weekDoses',
    '5 5 5 5 5 5',
    'Enter seven doses, one for each day from Monday. There are 6.',
  ],
  [
    'D4.43',
    'dailyDose',
    '8',
    'The weekly dose changes by more than 50 %. To withhold, enter 0 mg and the days without a dose.',
  ],
  [
    'D4.43',
    'dailyDose',
    '2',
    'The weekly dose changes by more than 50 %. To withhold, enter 0 mg and the days without a dose.',
  ],
]

for (const [id, field, typed, says] of REFUSED) {
  test(`${id}: ${typed} in ${field} is refused at the field in these words: ${says}`, async () => {
    const page = await changed(patientId, { [field]: typed })
    answered(page, 422)
    assert.equal(wordsAt(page, field), says)
    assert.deepEqual(summaryOf(page), [says])
    assert.equal(formFields(page, `/patients/${patientId}/visit`)[field], typed)
  })
}

/** What the page answers to a changed dose that leaves nothing in the record. */
async function changed(of: string, fields: Fields, visit: Fields = {}): Promise<Answer> {
  const suggested = await suggestedPage(nurse, of, visit)
  return leavingNothing(clinic, () => pressed(nurse, of, suggested, { ...CHANGE, ...fields }))
}

async function saved(page: Answer) {
  answered(page, 303)
  const id = (page.location ?? '').split('/').at(-1) ?? ''
  const decision = await clinic.inTx((tx) => findDecision(tx, id))
  assert(decision !== undefined)
  return decision
}

test('D4.10: half of a 0.5 mg tablet is made by no plan, and the form says never to halve one', async () => {
  const tabletSet = { strengths: [1000, 500], halves: true } as const
  const { patientId: of } = await dosablePatient(clinic, { tabletSet, dailyUg: ug(1000) })
  const page = await changed(of, { dailyDose: '1.25' })
  answered(page, 422)
  assert.equal(
    wordsAt(page, 'dailyDose'),
    'The tablets of this plan cannot make 1.25 mg. The nearest are 1 mg and 1.5 mg.',
  )
  const form = await nurse.get(`/patients/${of}/plan/new`)
  assert.match((await nurse.get(`/patients/${of}/plan`)).text + form.text, /never a 0\.5 mg tablet/)
})

test('D4.12: 5.0 is saved as 5, and is 5 mg on the page and for the patient, never 5.0', async () => {
  const { patientId: of } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, of)
  const page = await pressed(nurse, of, suggested, { ...CHANGE, dailyDose: '5.0' })
  const decision = await saved(page)
  assert.equal(decision.dailyUg, 5000)
  assert.match(decision.instructions, /take 5 mg/)
  const shown = await nurse.get(page.location ?? '')
  assert.doesNotMatch(shown.text, /5\.0 mg/)
})

test('D4.03: seven days of nothing are refused: days without a dose, the reason and who was told come with it', async () => {
  const page = await changed(patientId, { weekDoses: '0 0 0 0 0 0 0' })
  answered(page, 422)
  const says =
    'Every day has no dose. To withhold, enter the days without a dose as well, give the reason, and say who was told.'
  assert.deepEqual(summaryOf(page), [says])
})

test('D4.03: no dose until the test is saved with its days, its reason, and then who was told', async () => {
  const { patientId: of } = await dosablePatient(clinic)
  const suggested = await suggestedPage(nurse, of)
  const tomorrow = {
    slot: 'other',
    'nextTestOn[day]': '24',
    'nextTestOn[month]': '11',
    'nextTestOn[year]': '2026',
  }
  const order = { ...CHANGE, ...tomorrow, dailyDose: '0', omitDays: '2' }
  const page = await pressed(nurse, of, suggested, order)
  const decision = await saved(page)
  assert.equal(decision.omitDays, 2)
  assert.match(decision.instructions, /Take no more warfarin until/)
  const { text } = await nurse.get(page.location ?? '')
  assert.match(text, /Handed over/)
  const dates = 'from Sunday 22 November 2026 to Monday 23 November 2026'
  assert.equal(text.replaceAll('<!-- -->', '').split(dates).length, 3, 'as printed, and read back')
})

test('D4.25: a dose in JSON is text', async () => {
  const API = { ...ROUTINE, method: 'provider-meter', sampledOn: '2026-11-22', patientId }
  const { status, answer } = await leavingNothing(clinic, async () => {
    const sent = await postAct(nurse, 'change-dose', { ...API, dailyDose: 5 })
    return { ...sent, text: sent.answer.text }
  })
  assert.equal(status, 422)
  assert.match(answer.text, /"code":"type"/)
})

test('D4.39: INR 1.6 and less warfarin goes to a second clinician, who is not the first, with a coded reason', async () => {
  const { patientId: of } = await dosablePatient(clinic)
  const page = await changed(of, { dailyDose: '4' }, { inr: '1.6' })
  answered(page, 422)
  assert.equal(
    wordsAt(page, 'dailyDose'),
    'The INR is below range and the dose goes down. Check the dose. Refer it with the dose that you propose.',
  )
  await secondClinician(of, page, '4', { inr: '1.6' })
})

test('D4.42: a quarter more a week goes to a second clinician, who is not the first', async () => {
  const { patientId: of } = await dosablePatient(clinic, { dailyUg: ug(4000) })
  const page = await changed(of, { dailyDose: '5' })
  answered(page, 422)
  assert.equal(
    wordsAt(page, 'dailyDose'),
    'The weekly dose changes by more than 20 %. A second clinician must agree. Refer it with the dose that you propose.',
  )
  await secondClinician(of, page, '5')
})

/** Refers the dose from the page; the proposer may not decide it, another authorised clinician does. */
async function secondClinician(of: string, page: Answer, dose: string, visit: Fields = {}) {
  const referred = await pressed(nurse, of, page, { step: 'refer', dailyDose: dose, ...visit })
  answered(referred, 303)
  const task = referred.location ?? ''
  const prescriber = await signedInAs(clinic, 'prescriber')
  const form = formFields(await prescriber.get(task), task, 'authorise')
  const asked = { ...form, step: 'authorise', decision: 'as-proposed', slot: 'none' }
  const again = await prescriber.post(task, asked)
  assert.deepEqual(
    [again.status, wordsAt(again, 'password')],
    [
      422,
      'This dose is beyond the limits. Enter your password to agree to it as the second clinician.',
    ],
  )
  const wrong = await prescriber.post(task, { ...asked, password: 'not mine' })
  assert.deepEqual([wrong.status, wordsAt(wrong, 'password')], [422, 'This is not your password.'])
  assert.doesNotMatch(wrong.text, /not mine/)
  const decision = await saved(await prescriber.post(task, { ...asked, password: PASSWORD }))
  assert.equal(decision.dailyUg, Number(dose) * 1000)
  assert.equal(decision.reasonCode, 'trend')
  assert.equal(decision.authorisedByName, 'Test prescriber')
}

test('D4.70, D4.42: a question and the password of the second clinician are answered in one form and saved', async () => {
  const tabletSet = { strengths: [500, 1000, 3000, 5000], halves: false } as const
  const { patientId: of } = await dosablePatient(clinic, { tabletSet, dailyUg: ug(4000) })
  const page = await changed(of, { dailyDose: '5.5' })
  const referred = await pressed(nurse, of, page, { step: 'refer', dailyDose: '5.5' })
  answered(referred, 303)
  const task = referred.location ?? ''
  const prescriber = await signedInAs(clinic, 'prescriber')
  const decided = { step: 'authorise', decision: 'as-proposed', slot: 'none' }
  const sent = async (from: Answer, fields: Fields) =>
    prescriber.post(task, { ...formFields(from, task, 'authorise'), ...decided, ...fields })

  const asked = await sent(await prescriber.get(task), {})
  assert.match(questionOf(asked), /both 0\.5 mg and 5 mg tablets/)
  assert.doesNotMatch(asked.text, /name="password"/)
  const because = { 'because-look-alike-tablets': 'others-set-out' }
  const signs = await sent(asked, because)
  assert.match(wordsAt(signs, 'password'), /^This dose is beyond the limits/)
  assert.equal(formFields(signs, task, 'authorise')['because-look-alike-tablets'], undefined)
  const both = await sent(signs, { password: PASSWORD })
  assert.match(questionOf(both), /both 0\.5 mg and 5 mg tablets/)
  assert.equal(formFields(both, task, 'authorise')['password'], '', 'asked again, never filled in')
  const decision = await saved(await sent(both, { ...because, password: PASSWORD }))
  assert.equal(decision.dailyUg, 5500)
})

test('a password on the page goes to nobody with a dose that is passed to a second clinician', async () => {
  const { patientId: of } = await dosablePatient(clinic, { dailyUg: ug(4000) })
  const suggested = await suggestedPage(nurse, of)
  const referred = await pressed(nurse, of, suggested, { ...CHANGE, step: 'refer', dailyDose: '4' })
  answered(referred, 303)
  const task = referred.location ?? ''
  const prescriber = await signedInAs(clinic, 'prescriber')
  const form = formFields(await prescriber.get(task), task, 'authorise')
  const order = { ...REASON, decision: 'own', dailyDose: '5', slot: 'none', password: PASSWORD }
  answered(await prescriber.post(task, { ...form, ...order, step: 'propose' }), 303)
})

test('D4.55: a changed dose without a coded reason is refused at the reason', async () => {
  const page = await changed(patientId, { dailyDose: '6', reasonCode: '' })
  assert.deepEqual([page.status, wordsAt(page, 'reasonCode')], [422, 'Choose the reason.'])
  assert.equal(formFields(page, `/patients/${patientId}/visit`)['dailyDose'], '6')
})

for (const [id, plan, dose, words, because] of [
  [
    'D4.70',
    { tabletSet: { strengths: [500, 1000, 3000, 5000], halves: false } },
    '5.5',
    /both 0\.5 mg and 5 mg tablets, which are taken for each other/,
    { 'because-look-alike-tablets': 'tells-apart' },
  ],
  [
    'D4.72',
    { tabletSet: { strengths: [1000], halves: false }, dailyUg: ug(6000) },
    '7',
    /7 tablets on one day\. Consider other strengths/,
    { 'because-many-tablets': 'one-strength' },
  ],
] as const) {
  test(`${id}: a dose of ${dose} mg in these tablets is saved only after a step of its own`, async () => {
    const { patientId: of } = await dosablePatient(clinic, plan)
    const asked = await changed(of, { dailyDose: dose })
    answered(asked, 422)
    assert.match(questionOf(asked), words)
    const bare = await pressed(nurse, of, asked, CHANGE)
    answered(bare, 422)
    assert.match(questionOf(bare), words)
    const decision = await saved(await pressed(nurse, of, asked, { ...CHANGE, ...because }))
    assert.equal(decision.dailyUg, Number(dose) * 1000)
  })
}

test('D4.73: a comment "omit tonight" beside a dose for tonight is asked about before anything is saved', async () => {
  const { patientId: of } = await dosablePatient(clinic)
  const asked = await changed(of, { dailyDose: '6', comment: 'omit tonight' })
  answered(asked, 422)
  assert.match(
    questionOf(asked),
    /speaks of leaving out a dose, but the first dose is 6 mg\. Make them agree/,
  )
  assert.equal(formFields(asked, `/patients/${of}/visit`)['comment'], 'omit tonight')
})

test("D4.74: a comment with another patient's NHS number is refused at the comment", async () => {
  const says = /NHS number/
  const page = await leavingNothing(clinic, () =>
    suggestedPage(nurse, patientId, { comment: 'As for 999 999 9980' }),
  )
  answered(page, 422)
  assert.match(wordsAt(page, 'comment'), says)
  assert.match(page.text, /value="As for 999 999 9980"/)
})
