import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { SCORE_QUESTIONS } from '#clinical/scores/answer.ts'
import { doacDesk } from '#test/store/doac-desk.ts'
import { done, freshKey } from '#test/store/visit-desk.ts'
import { recordScores } from '#workflow/record-scores.ts'
import { reviewTreatment } from '#workflow/review-treatment.ts'
import { verify } from '#workflow/verify.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'
import { formFields } from './visit-forms.ts'
import { answered, leavingNothing, wordsAt } from './walked-page.ts'

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const HEALTH_REVIEW = {
  indicationRight: 'yes',
  targetRight: 'yes',
  bleeding: 'none',
  thrombosis: 'no',
  falls: 'no',
  admissions: 'no',
  interacting: 'no',
  alcohol: 'none',
  adherence: 'yes',
  recordsSeen: 'yes',
  complicationsExplained: 'yes',
  decision: 'continue',
  nextReviewOn: '2027-11-22',
  version: '1',
} as const

/** Somebody on apixaban whose dose was judged today by a weight and a creatinine, and who was scored. */
async function reviewed() {
  const desk = doacDesk(clinic)
  const duration = { kind: 'long-term', reviewOn: day('2027-11-22') } as const
  const who = await desk.person({ dateOfBirth: day('1942-09-04') }, { duration })
  done(await desk.review(who))
  const answers = Object.fromEntries(SCORE_QUESTIONS.map((question) => [question, 'no']))
  const scored = { patientId: who.patientId, ...answers }
  clinic.clock.advance(1000)
  done(await recordScores.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), scored))
  const yearly = { ...HEALTH_REVIEW, episodeId: who.episodeId }
  done(await reviewTreatment.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), yearly))
  clinic.clock.advance(1000)
  return { ...who, action: `/patients/${who.patientId}/measurements` }
}

test('H20: a wrong weight is taken back with its reason, counts for nothing, and what was judged by it says so', async () => {
  const { patientId, episodeId, action } = await reviewed()
  const page = await nurse.get(action)
  assert.match(page.text, /The dose of 1 review was judged by it/)
  const form = formFields(page, action)
  const weightId = /value="([^"]*)"[^>]*>22-Nov-2026, Weight/.exec(page.text)?.[1] ?? ''
  assert.notEqual(weightId, '')
  const unchosen = await leavingNothing(clinic, () => nurse.post(action, { ...form, reason: 'x' }))
  assert.equal(wordsAt(unchosen, 'measurementId'), 'Choose the measurement.')
  const silent = await leavingNothing(clinic, () =>
    nurse.post(action, { ...form, measurementId: weightId, reason: ' ' }),
  )
  answered(silent, 422)
  assert.equal(wordsAt(silent, 'reason'), 'Say what is wrong with it.')

  await refusedAtAnother('', { measurementId: weightId, reason: 'In pounds' })
  const typed = { ...formFields(silent, action), measurementId: weightId, reason: 'In pounds' }
  answered(await nurse.post(action, typed), 303)
  const after = await nurse.get(action)
  assert.match(after.text, /Taken back by Test nurse, 22-Nov-2026: In pounds/)
  assert.doesNotMatch(after.text, new RegExp(`<option[^>]*value="${weightId}"`))
  const patient = await nurse.get(`/patients/${patientId}`)
  assert.match(patient.text, /Weight not recorded/)
  assert.match(patient.text, /Judged by a wrong measurement/)
  const [review] = await doacDesk(clinic).reviews(episodeId)
  const saved = await nurse.get(`/doac-reviews/${review?.id}`)
  assert.match(saved.text, /has been taken back since: check the dose again/)
  const scores = await nurse.get(`/patients/${patientId}/scores`)
  assert.match(scores.text, /has been taken back since: check the answers/)
  const yearly = await nurse.get(`/patients/${patientId}/review`)
  assert.match(yearly.text, /Made with a wrong measurement/)
  assert.match(yearly.text, /Taken back since: Weight\. Look again/)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])

  const twice = { ...formFields(after, action), measurementId: weightId, reason: 'Once more' }
  const again = await leavingNothing(clinic, () => nurse.post(action, twice))
  assert.equal(again.status, 409)
})

test('H41: a report of genes is entered with its day and laboratory; what the model does not know is refused, what was typed stays', async () => {
  const patientId = await clinic.addPatient()
  const home = `/patients/${patientId}/measurements`
  const [add, back] = [`${home}/genotype`, `${home}/genotype-taken-back`]
  const page = await nurse.get(home)
  assert.match(page.text, /Not known\. ?(?:<!-- -->)? ?No dose follows from it/)
  const form = {
    ...formFields(page, add),
    ...{ cyp2c9: '*1/*2', vkorc1: '', laboratory: 'St Elsewhere, reported to GP' },
    ...{ 'reportedOn[day]': '2', 'reportedOn[month]': '11', 'reportedOn[year]': '2026' },
  }
  for (const [wrong, field, words] of [
    [{ cyp2c9: 'another' }, 'cyp2c9', /knows only \*1\/\*1, .*Another result cannot be recorded/],
    [{ vkorc1: 'TT' }, 'vkorc1', /knows only GG, GA, AA/],
    [{ cyp2c9: '' }, 'cyp2c9', /at least one gene/],
    [{ laboratory: ' ' }, 'laboratory', /which laboratory/],
    [{ laboratory: 'For 943 476 5919' }, 'laboratory', /another patient's NHS number/],
    [{ 'reportedOn[year]': '2027' }, 'reportedOn', /in the future/],
    [{ 'reportedOn[year]': '1926' }, 'reportedOn', /before the patient was born/],
    [{ 'reportedOn[day]': '' }, 'reportedOn', /Enter/],
  ] as const) {
    const no = await leavingNothing(clinic, () => nurse.post(add, { ...form, ...wrong }))
    answered(no, 422)
    assert.match(wordsAt(no, field), words)
    assert.match(no.text, /<details[^>]*open/)
    assert.equal(formFields(no, add)['reportedOn[month]'], '11')
  }
  answered(await nurse.post(add, form), 303)
  const known = await nurse.get(home)
  assert.match(known.text, /CYP2C9 \*1\/\*2, VKORC1 not known, as reported\./)
  assert.match(known.text, /CYP2C9 \*1\/\*2, VKORC1 not known \(St Elsewhere, reported to GP\)/)

  const other = { ...formFields(known, add), ...form, cyp2c9: '*1/*3', vkorc1: 'AA' }
  answered(await nurse.post(add, { ...other, ...keyOf(known, add) }), 303)
  const differ = await nurse.get(home)
  assert.match(differ.text, /Two reports differ.*CYP2C9 not known, VKORC1 AA\./)
  const [, reportId = ''] =
    /value="([^"]*)"[^>]*>02-Nov-2026, CYP2C9 \*1\/\*3/.exec(differ.text) ?? []
  const takeBack = { ...formFields(differ, back), reportId, genotypeReason: 'Of her sister' }
  const silent = { ...takeBack, genotypeReason: '' }
  const no = await leavingNothing(clinic, () => nurse.post(back, silent))
  assert.equal(wordsAt(no, 'genotypeReason'), 'Say what is wrong with it.')
  await refusedAtAnother('genotype-taken-back', { reportId, genotypeReason: 'Of her sister' })
  answered(await nurse.post(back, { ...takeBack, ...keyOf(no, back) }), 303)
  const after = await nurse.get(home)
  assert.match(after.text, /Taken back by Test nurse, 22-Nov-2026: Of her sister\./)
  assert.match(after.text, /CYP2C9 \*1\/\*2, VKORC1 not known, as reported\./)
  const again = { ...takeBack, ...keyOf(after, back) }
  assert.equal((await leavingNothing(clinic, () => nurse.post(back, again))).status, 409)

  const receptionist = await signedInAs(clinic, 'receptionist')
  assert.doesNotMatch((await receptionist.get(home)).text, /Add report|Take back report/)
})

/** What is sent to the address of another patient than the one whose it is leaves nothing, and says so (H01). */
async function refusedAtAnother(way: string, typed: Readonly<Record<string, string>>) {
  const home = `/patients/${await clinic.addPatient()}/measurements`
  const page = await nurse.get(home)
  const { csrf = '' } = formFields(page, `${home}/genotype`)
  const to = way === '' ? home : `${home}/${way}`
  const no = await leavingNothing(clinic, () =>
    nurse.post(to, { csrf, ...keyOf(page, `${home}/genotype`), ...typed }),
  )
  answered(no, 409)
  assert.match(no.text, /this is of another patient than the one it was sent for/)
}

/** The key of a form as it was answered: what is sent again is another request. */
const keyOf = (page: Answer, action: string) => {
  const { 'request-key': key = '' } = formFields(page, action)
  return { 'request-key': key }
}

test('a receptionist sees measurements and takes none back', async () => {
  const { action } = await reviewed()
  const receptionist = await signedInAs(clinic, 'receptionist')
  assert.doesNotMatch((await receptionist.get(action)).text, /Take it back/)
})
