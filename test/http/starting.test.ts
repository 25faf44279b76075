import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dosed, goTo, START, start, started, toBeStarted } from '#test/store/initiation-desk.ts'
import { addPastResult, done } from '#test/store/visit-desk.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'
import { answered, leavingNothing, pressed, suggestedPage, summaryOf } from './walked-page.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

test('the page of protocols counts the starts that go on by each', async () => {
  await started(clinic)
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.match((await lead.get('/service/protocols/oates')).text, /1 running plan(?!s)/)
})

test('H08, H34: a task of somebody who is being started is closed without a dose by level 5 alone', async () => {
  const { patientId } = await started(clinic)
  await dosed(clinic, patientId, 1, '1.0')
  goTo(clinic, 4)
  const prescriber = await signedInAs(clinic, 'prescriber')
  const alarm = await suggestedPage(prescriber, patientId, { inr: '1.3' })
  const saved = await pressed(prescriber, patientId, alarm, { step: 'alarm' })
  answered(saved, 303)
  const task = saved.location ?? ''
  const form = formFields(await prescriber.get(task), task, 'close')
  const close = {
    ...form,
    step: 'close',
    code: 'contacted-and-advised',
    note: 'Goes on with 2 mg',
    slot: 'other',
    'nextTestOn[day]': '30',
    'nextTestOn[month]': '11',
    'nextTestOn[year]': '2026',
  }
  const pharmacist = await signedInAs(clinic, 'pharmacist')
  assert.doesNotMatch((await pharmacist.get(task)).text, /value="close"/)
  const csrf = await pharmacist.csrf()
  const refused = await leavingNothing(clinic, () => pharmacist.post(task, { ...close, csrf }))
  answered(refused, 403)
  assert.match(summaryOf(refused).join(), /does not let you dose a patient who is being started/)
  answered(await prescriber.post(task, close), 303)
})

test('H08: the phase that the INRs bear is chosen already, before a person chooses the more careful one', async () => {
  const plan = { phase: 'accepted', managementPlan: 'Yellow book' } as const
  const isChosen = async (phase: string, inrs: readonly (readonly [number, number])[]) => {
    const patientId = await clinic.addPatient()
    const episodeId = await clinic.addEpisode(patientId, plan)
    for (const [tenths, daysAgo] of inrs) {
      await addPastResult(clinic, { patientId, episodeId }, tenths, daysAgo)
    }
    const pharmacist = await signedInAs(clinic, 'pharmacist')
    const page = await pharmacist.get(`/patients/${patientId}/plan/${episodeId}/start`)
    return new RegExp(
      `<input[^>]*value="${phase}"[^>]*checked|<input[^>]*checked[^>]*value="${phase}"`,
    ).test(page.text)
  }
  assert.equal(await isChosen('initiating', [[24, 8]]), true)
  assert.equal(await isChosen('maintaining', [[24, 8]]), false)
  assert.equal(
    await isChosen('maintaining', [
      [24, 8],
      [25, 1],
    ]),
    true,
  )
})

test('H07: a low INR at a start is no alarm; of somebody on the high-risk list the page says so, and what it asks', async () => {
  goTo(clinic, 0)
  const { patientId, episodeId } = await toBeStarted(clinic, {}, { mitralStenosis: 'yes' })
  done(await start(clinic, clinic.callerOf('prescriber'), { ...START, episodeId }))
  goTo(clinic, 1)
  const prescriber = await signedInAs(clinic, 'prescriber')
  const page = await suggestedPage(prescriber, patientId, { inr: '1.0' })
  answered(page, 200)
  assert.match(page.text, /with atrial fibrillation with mitral stenosis: expected, so no alarm/)
  assert.match(page.text, /heparin cover until the INR is in range/)
})
