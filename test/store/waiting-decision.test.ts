import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findEpisode } from '#store/episodes.ts'
import { findTask } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { bundleOf, sentObservation } from '#test/import/sent-bundle.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { addEarlierResult } from '#workflow/add-earlier-result.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { closeTask } from '#workflow/close-task.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { proposeDose } from '#workflow/propose-dose.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { referVisit } from '#workflow/refer-visit.ts'
import { taskPage } from '#workflow/task-page.ts'
import { procedureDesk } from './procedure-desk.ts'
import { changeRules } from './rule-desk.ts'
import { nhsNumberOf, sendFile, valued } from './sent-desk.ts'
import {
  accepted,
  addPastResult,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from './visit-desk.ts'

// A result that waits for a decision, while the patient's days go on.

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const prescriber = () => clinic.callerOf('prescriber')
const nurse = () => clinic.callerOf('nurse')

const SUNDAY = Date.parse('2026-11-22T09:00:00Z')
const DAY_MS = 86_400_000
const onDay = (days: number) => clinic.clock.advance(SUNDAY + days * DAY_MS - clinic.clock.now())

async function referred(patientId: string, fields: Fields = {}): Promise<string> {
  const visit = { ...ROUTINE, patientId, ...fields }
  return done(await referVisit.run(clinic.house, nurse(), freshKey(clinic), visit)).taskId
}

async function seen(taskId: string, fields: Fields) {
  const task = await clinic.inTx((tx) => findTask(tx, taskId))
  return { ...fields, taskId, version: `${task?.version}` }
}

const DOSE = { dailyDose: '5.5', reasonCode: 'trend', reasonText: 'Low for two months' }
const OWN = { ...DOSE, decision: 'own', slot: 'none' }

const authorise = async (taskId: string, fields: Fields = OWN) =>
  authoriseDose.run(clinic.house, prescriber(), freshKey(clinic), await seen(taskId, fields))

test('H05: a referred low INR is not dosed on once a later one has alarmed; the alarm is', async () => {
  onDay(0)
  const { patientId, episodeId } = await dosablePatient(clinic)
  const waiting = await referred(patientId, { inr: '1.7', inrAgain: '1.7' })
  onDay(1)
  const high = { ...ROUTINE, patientId, inr: '5.6', inrAgain: '5.6', sampledOn: '2026-11-23' }
  const alarm = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high)).taskId

  const page = await taskPage(clinic.house, prescriber(), { taskId: waiting })
  assert.ok(page.kind === 'task-page')
  assert.deepEqual(
    page.noDose.map(({ code }) => code),
    ['later-result'],
  )
  assert.deepEqual(refusal(await authorise(waiting)), [409, 'later-result'])
  const proposal = await seen(waiting, DOSE)
  const proposed = await proposeDose.run(clinic.house, prescriber(), freshKey(clinic), proposal)
  assert.deepEqual(refusal(proposed), [409, 'later-result'])
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.lastTestedOn, '2026-11-23')

  const closing = { code: 'checked-no-harm', note: 'A later INR is dealt with' }
  const closed = await seen(waiting, closing)
  done(await closeTask.run(clinic.house, prescriber(), freshKey(clinic), closed))
  const lower = { ...OWN, dailyDose: '4', omitDays: '1', nextTestOn: '2026-11-26' }
  done(await authorise(alarm, { ...lower, reasonCode: 'published-action' }))
})

test('H05: neither a dose on a later visit nor a later result without a visit lets an older one be dosed on', async () => {
  onDay(0)
  const dosed = await dosablePatient(clinic, { protocol: 're-ly' })
  const before = await referred(dosed.patientId, { inr: '1.7', inrAgain: '1.7' })
  onDay(1)
  done(
    await accepted(clinic, nurse(), {
      ...ROUTINE,
      patientId: dosed.patientId,
      sampledOn: '2026-11-23',
    }),
  )
  assert.deepEqual(refusal(await authorise(before)), [409, 'later-result'])

  const measured = await dosablePatient(clinic)
  onDay(0)
  const older = await referred(measured.patientId, { inr: '1.7', inrAgain: '1.7' })
  await addPastResult(clinic, measured, 29, -1)
  onDay(1)
  assert.deepEqual(refusal(await authorise(older)), [409, 'later-result'])
})

test('H05: a laboratory result that has arrived comes before the dose on an older one', async () => {
  onDay(0)
  const { patientId, episodeId } = await dosablePatient(clinic)
  const waiting = await referred(patientId)
  await clinic.database.migratorPool.query(
    `insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on, method,
                             status, entered_by, entered_at)
     values ($1, gen_random_uuid(), $2, $3, '=', 31, '3.1', '2026-11-22', 'laboratory', 'preliminary', $4, now())`,
    [clinic.providerId, patientId, episodeId, nurse().accountId],
  )
  assert.deepEqual(refusal(await authorise(waiting)), [409, 'result-waiting'])
})

test('H03: a referred INR that the laboratory sends otherwise is not dosed on before somebody has looked at that', async () => {
  onDay(0)
  const { patientId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(clinic, patientId)
  const identifier = [{ system: 'https://lab.example.nhs.uk/report', value: 'W-1' }]
  const sendInr = (inr: number) =>
    sendFile(clinic, bundleOf(sentObservation(nhs, { identifier, ...valued(inr) })))
  assert.equal((await sendInr(2.6)).step, 'waits')
  const ofLaboratory = { inr: '2.6', method: 'laboratory', meter: '', stripLot: '' }
  const waiting = await referred(patientId, ofLaboratory)
  assert.equal((await sendInr(3.4)).code, 'changed-unsaid')
  assert.deepEqual(refusal(await authorise(waiting)), [409, 'result-held'])
})

test('H05: whoever decides days later says yes to a sample of then; within 24 hours nobody asks, and of a sample without its time from the next day on', async () => {
  onDay(0)
  const { patientId } = await dosablePatient(clinic)
  const waiting = await referred(patientId)
  onDay(2)
  const again = { ...OWN, dailyDose: '5' }
  assert.deepEqual(refusal(await authorise(waiting, again)), [422, 'confirm:old-sample'])
  done(await authorise(waiting, { ...again, 'because-old-sample': 'cannot-be-tested' }))

  onDay(0)
  const another = await dosablePatient(clinic)
  const fresh = await referred(another.patientId, { sampledTime: '09:00' })
  const third = await dosablePatient(clinic)
  const noTime = await referred(third.patientId)
  onDay(1)
  done(await authorise(fresh, again))
  assert.deepEqual(refusal(await authorise(noTime, again)), [422, 'confirm:old-sample'])
})

test('H05: a result that was too old when it was entered is nobody’s dose; nothing may be taken on it, or it is closed', async () => {
  onDay(0)
  const { patientId } = await dosablePatient(clinic)
  const old = { ...ROUTINE, patientId, sampledOn: '2026-11-20' }
  const alarm = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), old)).taskId
  const own = { ...OWN, dailyDose: '5', nextTestOn: '2026-11-25' }
  assert.deepEqual(refusal(await authorise(alarm, own)), [422, 'sample-too-old'])
  const confirmed = { ...own, 'because-old-sample': 'cannot-be-tested' }
  assert.deepEqual(refusal(await authorise(alarm, confirmed)), [422, 'sample-too-old'])
  done(await authorise(alarm, { ...own, omitDays: '3', reasonCode: 'published-action' }))
})

test('H05: what was fresh is decided on for a week after its sample, and not on the eighth day', async () => {
  const again = { ...OWN, dailyDose: '5', 'because-old-sample': 'cannot-be-tested' }
  for (const [days, code] of [
    [7, 'done'],
    [8, 'waited-too-long'],
  ] as const) {
    onDay(0)
    const waiting = await referred((await dosablePatient(clinic)).patientId)
    onDay(days)
    const outcome = await authorise(waiting, again)
    if (code === 'done') done(outcome)
    else assert.deepEqual(refusal(outcome), [422, code])
  }
})

test('H05: a sample with its time is dosed on for its hours: a suggestion that outlives them is not accepted', async () => {
  onDay(0)
  const { patientId } = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId, sampledOn: '2026-11-21', sampledTime: '09:10' }
  const { suggestion, token } = await suggested(clinic, nurse(), visit)
  assert.equal(suggestion.advice.kind, 'dose')
  clinic.clock.advance(10 * 60_000 + 1)
  const save = { ...visit, token, slot: 'none' }
  const late = await acceptDose.run(clinic.house, nurse(), freshKey(clinic), save)
  assert.deepEqual(refusal(late), [409, 'inputs-changed'])
  const { advice } = (await suggested(clinic, nurse(), visit)).suggestion
  assert.ok(advice.kind === 'alarm')
  assert.deepEqual(
    advice.alarms.map(({ code }) => code),
    ['sample-too-old'],
  )
})

test('H24: a result that was referred before the stop for a procedure is not dosed on during it', async () => {
  onDay(0)
  const { patientId, episodeId } = await dosablePatient(clinic)
  const waiting = await referred(patientId)
  const desk = procedureDesk(clinic)
  await desk.plan({ patientId, episodeId })
  onDay(12)
  assert.deepEqual(refusal(await authorise(waiting)), [409, 'stopped-for-procedure'])
})

test('H05: a window that the site has made wider since makes no result fresh that was too old by the rules that suggested', async () => {
  onDay(0)
  await changeRules(clinic, { 'dosableWindowDays.meter': '0' })
  const { patientId } = await dosablePatient(clinic)
  const old = { ...ROUTINE, patientId, sampledOn: '2026-11-21' }
  const alarm = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), old)).taskId
  const waiting = await referred((await dosablePatient(clinic)).patientId)
  await changeRules(clinic, { 'dosableWindowDays.meter': '1' })
  const again = { ...OWN, dailyDose: '5' }
  assert.deepEqual(refusal(await authorise(alarm, again)), [422, 'sample-too-old'])
  onDay(1)
  assert.deepEqual(refusal(await authorise(waiting, again)), [422, 'confirm:old-sample'])
  done(await authorise(waiting, { ...again, 'because-old-sample': 'cannot-be-tested' }))
  onDay(0)
})

test('H05: a result that waits is not dosed on once an earlier result of its day is entered, whose hour nobody knows', async () => {
  onDay(0)
  const { patientId } = await dosablePatient(clinic)
  const waiting = await referred(patientId)
  onDay(5)
  const earlier = { identity: 'MH 1942', method: 'laboratory', fromNote: 'Discharge letter' }
  const typed = { ...earlier, patientId, inr: '3.4', inrAgain: '3.4', sampledOn: '2026-11-22' }
  const { subject } = done(
    await addEarlierResult.run(clinic.house, nurse(), freshKey(clinic), typed),
  )
  const order = { ...OWN, dailyDose: '5', 'because-old-sample': 'cannot-be-tested' }
  assert.deepEqual(refusal(await authorise(waiting, order)), [409, 'later-result'])
  const gone = { resultId: `${subject}`, how: 'void', reasonText: 'Of somebody else' }
  done(await correctResult.run(clinic.house, nurse(), freshKey(clinic), gone))
  done(await authorise(waiting, order))
  onDay(0)
})
