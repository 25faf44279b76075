import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findDecision } from '#store/decisions.ts'
import { dosablePatient, wednesdayClinic } from '#test/store/visit-desk.ts'
import { verify } from '#workflow/verify.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields, postVisit } from './visit-forms.ts'

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
  await wednesdayClinic(clinic)
})
after(() => clinic.close())

const REASON = { reasonCode: 'patient-choice', reasonText: 'Wants the same dose each day' }
const LOW = { inr: '1.8', inrAgain: '1.8' }

/** Nobody with an unknown valve is dosed on a low INR. */
const patientWithoutValve = async (tabletSet: {
  readonly strengths: readonly (1000 | 3000)[]
  readonly halves: boolean
}) => dosablePatient(clinic, { tabletSet }, { mechanicalValve: { kind: 'none' } })

test('H11: another week is chosen with a click and without a script, and saved with a reason', async () => {
  const { patientId } = await patientWithoutValve({ strengths: [1000, 3000], halves: false })
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, {})
  assert.match(suggested.text, /5 mg a day from tonight/)
  assert.match(suggested.text, /6 mg on Sun and 5 mg on the other days<\/strong>: 1 mg a week more/)

  const chosen = await nurse.post(action, { ...formFields(suggested, action), use: '36000' })
  assert.equal(chosen.status, 200, chosen.text)
  const fields = formFields(chosen, action)
  assert.equal(fields['weekDoses'], '5 5 5 5 5 5 6')
  const unexplained = await nurse.post(action, { ...fields, step: 'change' })
  assert.equal(unexplained.status, 422)

  const again = formFields(unexplained, action)
  const saved = await nurse.post(action, { ...again, ...REASON, step: 'change' })
  assert.equal(saved.status, 303, saved.text)
  const id = (saved.location ?? '').split('/').at(-1) ?? ''
  const decision = await clinic.inTx((tx) => findDecision(tx, id))
  assert.deepEqual([decision?.kind, decision?.weeklyUg], ['changed', 36_000])
})

test('H11: a dose that cannot be made comes back with the nearest weeks, and one of them is taken', async () => {
  const { patientId } = await patientWithoutValve({ strengths: [1000, 3000], halves: false })
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, {})
  const half = { ...formFields(suggested, action), ...REASON, dailyDose: '5.5', step: 'change' }
  const refused = await nurse.post(action, half)
  assert.equal(refused.status, 422)
  assert.match(refused.text, /0\.5 mg a week less than 7 times the dose typed/)

  const chosen = await nurse.post(action, { ...formFields(refused, action), use: '38000' })
  const fields = formFields(chosen, action)
  assert.deepEqual([fields['dailyDose'], fields['weekDoses']], ['', '5 5 6 5 6 5 6'])
  assert.equal((await nurse.post(action, { ...fields, step: 'change' })).status, 303)
})

test('a week that the tablets do not make is no choice', async () => {
  const { patientId } = await patientWithoutValve({ strengths: [3000], halves: false })
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, {})
  for (const use of ['37000', 'x', '999999999']) {
    const fields = { ...formFields(suggested, action), use }
    const answer = await nurse.post(action, fields)
    assert.equal(answer.status, 200)
    assert.equal(formFields(answer, action)['weekDoses'], '')
  }
})

test('H12: a larger dose for a low INR is dated, told, printed, and nobody else may get one', async () => {
  const { patientId } = await patientWithoutValve({ strengths: [1000, 3000], halves: false })
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, LOW)
  const boost = { dailyDose: '5', boostDose: '8', boostDays: '1', step: 'change', slot: 'other' }
  const next = { 'nextTestOn[day]': '2', 'nextTestOn[month]': '12', 'nextTestOn[year]': '2026' }
  const fields = { ...formFields(suggested, action), ...boost, ...next, ...REASON }
  const tooLarge = await nurse.post(action, { ...fields, boostDose: '11' })
  assert.match(tooLarge.text, /more than 2 times the daily dose/)
  const threeDays = await nurse.post(action, { ...fields, boostDays: '3' })
  assert.match(threeDays.text, /from 1 to 2/)

  const saved = await nurse.post(action, fields)
  assert.equal(saved.status, 303, saved.text)
  const dose = await nurse.get(saved.location ?? '')
  assert.match(dose.text, /On 22 November 2026 only, take 8 mg \(two 3 mg blue tablets and two/)
  assert.match(dose.text, /From 23 November 2026 take 5 mg \(/)
  const id = (saved.location ?? '').split('/').at(-1) ?? ''
  const decision = await clinic.inTx((tx) => findDecision(tx, id))
  assert.deepEqual(decision?.boosts, [{ on: '2026-11-22', ug: 8000 }])
  assert.equal(decision.weeklyUg, 35_000)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
  assert.equal((await nurse.get(`${saved.location}/page.pdf`)).status, 200)

  const inRange = await patientWithoutValve({ strengths: [1000, 3000], halves: false })
  const calm = `/patients/${inRange.patientId}/visit`
  const usual = formFields(await postVisit(nurse, inRange.patientId, {}), calm)
  const refused = await nurse.post(calm, { ...usual, ...boost, ...next, ...REASON })
  assert.match(refused.text, /for an INR below range only/)
})
