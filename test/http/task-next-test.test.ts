import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TASK_KINDS, type TaskKind } from '#store/tasks.ts'
import { recordsOf } from '#test/every-absence.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { DECIDED_HERE } from '#workflow/decided-here.ts'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'
import { answered, leavingNothing, pressed, suggestedPage, wordsAt } from './walked-page.ts'

let clinic: ServedClinic
let prescriber: Visitor
before(async () => {
  clinic = await servedClinic()
  prescriber = await signedInAs(clinic, 'prescriber')
})
after(() => clinic.close())

const OWN = {
  step: 'authorise',
  decision: 'own',
  slot: 'other',
  reasonCode: 'published-action',
  reasonText: 'As published, test again',
}
const onDay = (dayOfNovember: string) => ({
  'nextTestOn[day]': dayOfNovember,
  'nextTestOn[month]': '11',
  'nextTestOn[year]': '2026',
})

test('H22: a test later than the published action sets is saved only with a coded reason, which the task keeps', async () => {
  const { patientId } = await dosablePatient(clinic)
  const alarm = await suggestedPage(prescriber, patientId, { inr: '>8.0' })
  const saved = await pressed(prescriber, patientId, alarm, { step: 'alarm' })
  answered(saved, 303)
  const task = saved.location ?? ''
  const form = formFields(await prescriber.get(task), task, 'authorise')
  const order = { ...form, ...OWN, dailyDose: '4', omitDays: '3', ...onDay('25') }
  const asked = await leavingNothing(clinic, () => prescriber.post(task, order))
  answered(asked, 422)
  assert.equal(
    wordsAt(asked, 'laterBecause'),
    'The next test is due by 23-Nov-2026. To have it on 25-Nov-2026, choose why and save again.',
  )
  const again = formFields(asked, task, 'authorise')
  assert.equal(again['nextTestOn[day]'], '25')
  const given = { ...again, ...OWN, laterBecause: 'ill-or-in-hospital' }
  answered(await prescriber.post(task, given), 303)
  assert.match(
    (await prescriber.get(task)).text,
    /Next test later than advised: Ill, or in hospital\./,
  )
})

test('H34: whatever kind of task has "Take this" on its page can be taken there', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const shown: TaskKind[] = []
  for (const kind of TASK_KINDS) {
    const task = `/tasks/${await recordsOf(clinic).task({ patientId, episodeId }, kind)}`
    const page = await prescriber.get(task)
    if (!page.text.includes('Take this')) continue
    shown.push(kind)
    answered(await prescriber.post(task, { ...formFields(page, task, 'take'), step: 'take' }), 303)
  }
  assert.deepEqual(shown, DECIDED_HERE)
})

test('a test by the day that the published action sets asks nothing more', async () => {
  const { patientId } = await dosablePatient(clinic)
  const alarm = await suggestedPage(prescriber, patientId, { inr: '5.6' })
  const saved = await pressed(prescriber, patientId, alarm, { step: 'alarm' })
  const task = saved.location ?? ''
  const form = formFields(await prescriber.get(task), task, 'authorise')
  const order = { ...form, ...OWN, dailyDose: '4', omitDays: '1', ...onDay('29') }
  answered(await prescriber.post(task, order), 303)
})
