import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doacDesk } from '#test/store/doac-desk.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'
import { type Fields, formFields, postVisit } from './visit-forms.ts'
import { answered, leavingNothing, pressed, suggestedPage, wordsAt } from './walked-page.ts'

// Examples of our own in the spirit of the bad-input list: what people type, copy, paste and mistake, each through the
// page. Refused in words at the field, what was typed still there, nothing in the record.

let clinic: ServedClinic
let nurse: Visitor
let patientId: string
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  patientId = (await dosablePatient(clinic)).patientId
})
after(() => clinic.close())

const visitAction = () => `/patients/${patientId}/visit`

/** An answer that refuses at this field in these words, with what was typed in it. */
function refusedAt(page: Answer, action: string, field: string, typed: string, says: RegExp) {
  answered(page, 422)
  assert.match(wordsAt(page, field), says)
  assert.equal(formFields(page, action)[field], typed)
}

const INRS: readonly (readonly [typed: string, says: RegExp])[] = [
  ['25.0', /above 8\.0/],
  ['250', /above 8\.0/],
  ['8.1', /above 8\.0/],
  ['0.7', /below 0\.8/],
  ['2.50', /one decimal place/],
  ['2;5', /one decimal place/],
  ["2'5", /one decimal place/],
  ['2.5?', /one decimal place/],
  ['~2.5', /one decimal place/],
  ['2 .5', /one decimal place/],
  ['02.5', /one decimal place/],
  ['2.5.', /one decimal place/],
  ['2.5/2.6', /one decimal place/],
  ['2.5e0', /one decimal place/],
  ['-2.5', /one decimal place/],
  ['INR 2.5', /one decimal place/],
  ['two', /one decimal place/],
  ['1/2', /one decimal place/],
  ['>>8', /one decimal place/],
  ['<>8', /one decimal place/],
  ['\u22658', /one decimal place/],
  ['\u06f2.\u06f5', /one decimal place/],
  ['\u09e8.\u09eb', /one decimal place/],
  ['2.5\u00a0', /hidden character/],
  ['\u202e5.2', /hidden character/],
  ['2.5%', /no units/],
  ['>7', /"more than" from 7\.5/],
  ['>25', /"more than" from 7\.5/],
  ['<1.0', /"less than" below 0\.8/],
  ['<0.5', /"less than" below 0\.8/],
  ['LO', /enter it as <0\.8/],
  ['E3', /A meter error is not an INR/],
  ['insufficient', /take another sample/],
]

for (const [typed, says] of INRS) {
  test(`an INR of ${JSON.stringify(typed)} is refused in words`, async () => {
    const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, { inr: typed }))
    refusedAt(page, visitAction(), 'inr', typed, says)
  })
}

const DOSES: readonly (readonly [field: string, typed: string, says: RegExp])[] = [
  ['dailyDose', '5000mcg', /number only, without units/],
  ['dailyDose', '5000', /more than a daily dose can be/],
  ['dailyDose', '5 \u00b5g', /Enter the dose in mg/],
  ['dailyDose', '5\u00bd', /Enter the dose in mg/],
  ['dailyDose', '4,5', /Use a point/],
  ['dailyDose', '\u0665', /Enter the dose in mg/],
  ['dailyDose', '-5', /Enter the dose in mg/],
  ['dailyDose', '5+1', /Enter the dose in mg/],
  ['dailyDose', '05', /Enter the dose in mg/],
  ['dailyDose', 'five', /Enter the dose in mg/],
  ['dailyDose', '5/6', /entered by weekday/],
  ['dailyDose', '0.25', /cannot make 0\.25 mg/],
  ['dailyDose', '50', /50 %|cannot make|highest daily dose/],
  ['weekDoses', '5,5,5,5,5,5,5', /Enter the dose in mg/],
  ['weekDoses', '5 5 5 5 5 5 nil', /For no dose enter 0 mg/],
  ['weekDoses', '5 5 5 5 5 5 5.5', /cannot make 5\.5 mg/],
  ['omitDays', '15', /from 0 to 14/],
  ['omitDays', '1.5', /from 0 to 14/],
  ['omitDays', '-1', /from 0 to 14/],
  ['reasonText', '   ', /Say the reason in words/],
]

const REASON = { reasonCode: 'trend', reasonText: 'Falling' }

for (const [field, typed, says] of DOSES) {
  test(`a dose with ${JSON.stringify(typed)} in ${field} is refused in words`, async () => {
    const suggested = await suggestedPage(nurse, patientId)
    const dose = field === 'dailyDose' || field === 'weekDoses' ? {} : { dailyDose: '6' }
    const fields = { step: 'change', slot: 'none', ...REASON, ...dose, [field]: typed }
    const page = await leavingNothing(clinic, () => pressed(nurse, patientId, suggested, fields))
    refusedAt(page, visitAction(), field, typed, says)
  })
}

const onDay = (day: string, month: string, year: string): Fields => ({
  'sampledOn[day]': day,
  'sampledOn[month]': month,
  'sampledOn[year]': year,
})

const SAMPLES: readonly (readonly [what: string, fields: Fields, at: string])[] = [
  ['29 February of a common year', onDay('29', '2', '2027'), 'sampledOn'],
  ['31 November', onDay('31', '11', '2026'), 'sampledOn'],
  ['tomorrow', onDay('23', '11', '2026'), 'sampledOn'],
  ['a year of two digits', onDay('22', '11', '26'), 'sampledOn'],
  ['month and day the wrong way round', onDay('11', '22', '2026'), 'sampledOn'],
  ['the last century', onDay('22', '11', '1926'), 'sampledOn'],
  ['a day before the last result', onDay('24', '10', '2026'), 'sampledOn'],
  ['a month in words', onDay('22', 'Nov', '2026'), 'sampledOn'],
  ['25 o\u2019clock', { sampledTime: '25:00' }, 'sampledTime'],
  ['a time with a point', { sampledTime: '9.40' }, 'sampledTime'],
  ['a time without a sign', { sampledTime: '0840' }, 'sampledTime'],
]

for (const [what, fields, at] of SAMPLES) {
  test(`a sample of ${what} is refused in words`, async () => {
    const page = await leavingNothing(clinic, () => postVisit(nurse, patientId, fields))
    answered(page, 422)
    assert.notEqual(wordsAt(page, at), '')
    const kept = formFields(page, visitAction())
    for (const [name, text] of Object.entries(fields)) assert.equal(kept[name], text)
  })
}

for (const [typed, says] of [
  ['HM 1942', /not the initials and year of birth of this patient/],
  ['MH 1924', /not the initials and year of birth of this patient/],
  ['MH 42', /two initials and the year of birth/],
  ['Margaret Hargreaves', /two initials and the year of birth/],
] as const) {
  test(`H01: ${typed} said by the patient opens no dose of another record`, async () => {
    const page = await leavingNothing(clinic, () =>
      postVisit(nurse, patientId, { identity: typed }),
    )
    answered(page, 422)
    assert.match(wordsAt(page, 'identity'), says)
  })
}

for (const [fields, at, says] of [
  [{ target: '25' }, 'target', /one decimal place, like 2\.5/],
  [{ target: '2,5' }, 'target', /one decimal place, like 2\.5/],
  [{ target: '2.5-3.5' }, 'target', /one decimal place, like 2\.5/],
  [{ target: '5' }, 'target', /between 1\.5 and 4\.5/],
  [{ rangeLow: '3.0', rangeHigh: '2.0' }, 'rangeLow', /below the upper limit/],
  [{ rangeHigh: '' }, 'rangeHigh', /upper limit of the range/],
] as const) {
  test(`H07: a plan with ${JSON.stringify(fields)} is refused in words`, async () => {
    const bare = await clinic.addPatient()
    const action = `/patients/${bare}/plan/new`
    const typed = {
      medicine: 'warfarin',
      target: '2.5',
      rangeLow: '2.0',
      rangeHigh: '3.0',
      ...fields,
    }
    const form = formFields(await nurse.get(action), action)
    const page = await leavingNothing(clinic, () => nurse.post(action, { ...form, ...typed }))
    answered(page, 422)
    assert.match(wordsAt(page, at), says)
  })
}

const MEASURES: readonly (readonly [field: string, typed: string, at: string, says: RegExp])[] = [
  ['weight', '80kg', 'weight', /number only/],
  ['weight', '80,5', 'weight', /Use a point/],
  ['weight', '12st 4lb', 'weight', /number only/],
  ['weight', '12', 'weight', /not in pounds or stones/],
  ['weight', '80.55', 'weight', /one decimal place/],
  ['creatinine', '1.0', 'creatinine', /whole/],
  ['creatinine', '1,1', 'creatinine', /Use a point/],
  ['creatinine', '<20', 'creatinine', /without < or >/],
]

const REVIEW = {
  identity: 'MH 1942',
  nothingToReport: 'yes',
  weight: '80',
  'weightOn[day]': '22',
  'weightOn[month]': '11',
  'weightOn[year]': '2026',
  creatinine: '90',
  'bloodsOn[day]': '20',
  'bloodsOn[month]': '11',
  'bloodsOn[year]': '2026',
  step: 'check',
}

async function reviewed(
  fields: Fields,
): Promise<{ readonly page: Answer; readonly action: string }> {
  const who = await doacDesk(clinic).person()
  const action = `/patients/${who.patientId}/doac-review`
  const form = formFields(await nurse.get(`/patients/${who.patientId}`), action)
  const page = await nurse.post(action, { ...form, ...REVIEW, ...fields })
  return { page, action }
}

for (const [field, typed, at, says] of MEASURES) {
  test(`H20: a ${field} of ${JSON.stringify(typed)} is refused in words`, async () => {
    const { page, action } = await reviewed({ [field]: typed })
    refusedAt(page, action, at, typed, says)
  })
}

test('H20: a first weight of 176, perhaps in pounds, and a creatinine of 23, perhaps in mg/dL, are typed again', async () => {
  const heavy = await reviewed({ weight: '176' })
  assert.equal(heavy.page.status, 422)
  assert.match(heavy.page.text, /could be in pounds\. Look at the unit on the scales/)
  const low = await reviewed({ creatinine: '23' })
  assert.equal(low.page.status, 422)
  assert.match(low.page.text, /could be in mg\/dL/)
  const sure = await reviewed({ weight: '176', weightAgain: '176' })
  assert.equal(sure.page.status, 200)
})

test('H01: two patients of one name are told apart where they are found', async () => {
  const other = await clinic.addPatient({ givenName: 'Margaret', familyName: 'Hargreaves' })
  const found = await nurse.post('/register/find', { csrf: await nurse.csrf(), who: 'hargreaves' })
  assert.equal(found.status, 200)
  assert.ok(found.text.includes(other) && found.text.includes(patientId))
})

for (const [hour, utc] of [
  ['first', '2027-10-31T00:30:00.000Z'],
  ['second', '2027-10-31T01:30:00.000Z'],
] as const) {
  test(`H13: a sample at 01:30 on the night that has it twice is kept as the ${hour}, through the page`, async () => {
    clinic.clock.set('2027-10-31T09:00:00.000Z')
    const visitor = await signedInAs(clinic, 'nurse')
    const own = await dosablePatient(clinic, { nextTestOn: '2027-10-31' })
    const asked = await postVisit(visitor, own.patientId, { sampledTime: '01:30' })
    assert.match(asked.text, /Which of the two\?/)
    const typed = { sampledTime: '01:30', sampledHour: hour }
    const suggested = await postVisit(visitor, own.patientId, typed, asked)
    answered(suggested, 200)
    const saved = await pressed(visitor, own.patientId, suggested, { step: 'refer', note: 'Asked' })
    answered(saved, 303)
    const { rows } = await clinic.database.migratorPool.query<{ readonly at: number }>(
      'select sampled_at as at from inr_result where patient_id = $1 and sampled_at is not null',
      [own.patientId],
    )
    assert.equal(rows[0]?.at === undefined ? 'none' : new Date(rows[0].at).toISOString(), utc)
  })
}
