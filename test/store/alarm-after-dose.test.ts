import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { visitHistory } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { dosePage } from '#workflow/dose-page.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordTold } from '#workflow/record-told.ts'
import { recordWrongPatient } from '#workflow/record-wrong-patient.ts'
import { savedDose } from '#workflow/saved-dose.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { taskPage } from '#workflow/task-page.ts'
import { worklist } from '#workflow/worklist.ts'
import { accepted, done, dosablePatient, freshKey, ROUTINE, refusal } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const prescriber = () => clinic.callerOf('prescriber')

test('H04: after an INR above 8.0 the test is offered for the next day, as the published action says', async () => {
  const { patientId } = await dosablePatient(clinic)
  const fields = { ...ROUTINE, inr: '>8.0', inrAgain: '>8.0', patientId }
  const { taskId } = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), fields))
  const page = await taskPage(clinic.house, prescriber(), { taskId })
  assert(page.kind === 'task-page')
  assert.equal(page.testBy, '2026-11-23')
})

test('H16, H17: once a later INR has raised an alarm, the dose before it is neither told nor printed', async () => {
  const { patientId } = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId }
  const { token } = done(await suggestDose.run(clinic.house, nurse(), freshKey(clinic), visit))
  const accepted = { ...visit, token, slot: 'none' }
  const { decisionId } = done(
    await acceptDose.run(clinic.house, nurse(), freshKey(clinic), accepted),
  )

  clinic.clock.advance(24 * 3_600_000)
  const alarm = { ...visit, sampledOn: '2026-11-23', inr: '>8.0', inrAgain: '>8.0' }
  done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), alarm))

  const told = { decisionId, how: 'handed-over' }
  const telling = await recordTold.run(clinic.house, nurse(), freshKey(clinic), told)
  assert.deepEqual(refusal(telling), [409, 'later-result'])
  const wanted = { decisionId, copyOfSuperseded: false }
  const printed = await dosePage(clinic.house, nurse(), wanted)
  assert(printed.kind === 'refused' && printed.status === 409)
  const shown = await savedDose(clinic.house, nurse(), { decisionId })
  assert(shown.kind === 'saved-dose' && shown.isOvertaken)
  assert.deepEqual(await untold(patientId), [], 'the alarm has the patient now')
})

/** The doses of a person on the list of those that nobody was told. */
async function untold(of: string): Promise<readonly (string | null)[]> {
  const asked = { kind: 'not-told', risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, nurse(), asked)
  assert(list.kind === 'worklist')
  return list.lines.flatMap(({ patientId, episodeId }) => (patientId === of ? [episodeId] : []))
}

const WAYS_TO_VOID = {
  'void by a correction': (resultId: string) =>
    correctResult.run(clinic.house, nurse(), freshKey(clinic), {
      resultId,
      how: 'void',
      reasonText: 'Another patient was tested',
    }),
  'said to be another patient’s': (resultId: string) =>
    recordWrongPatient.run(clinic.house, nurse(), freshKey(clinic), {
      resultId,
      wrongPatient: 'similar-name',
    }),
}
for (const [name, makeVoid] of Object.entries(WAYS_TO_VOID)) {
  test(`H01, H16: a dose that nobody was told is on its list again once every later INR is ${name}`, async () => {
    clinic.clock.set('2026-11-22T09:00:00Z')
    const { patientId, episodeId } = await dosablePatient(clinic)
    const visit = { ...ROUTINE, patientId }
    done(await accepted(clinic, nurse(), visit))
    clinic.clock.advance(24 * 3_600_000)
    const alarm = { ...visit, sampledOn: '2026-11-23', inr: '6.0', inrAgain: '6.0' }
    done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), alarm))
    assert.deepEqual(await untold(patientId), [])
    const newest = await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-11-23'))
    done(await makeVoid(newest[0]?.id ?? ''))
    assert.deepEqual(await untold(patientId), [episodeId])
  })
}
