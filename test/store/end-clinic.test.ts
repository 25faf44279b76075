import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { findTask, openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { TODAY } from '#test/every-absence.ts'
import { closeTask } from '#workflow/close-task.ts'
import { endClinic } from '#workflow/end-clinic.ts'
import { endOfClinic } from '#workflow/end-of-clinic.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordTold } from '#workflow/record-told.ts'
import { todaysAbsences } from '#workflow/todays-absences.ts'
import { sentInr } from './sent-desk.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')

async function endShown() {
  const end = await endOfClinic(clinic.house, nurse(), TODAY)
  if (end.kind === 'refused') throw new Error('a nurse sees the end of the clinic')
  return end
}

async function closing(fields: Fields = {}, role: Role = 'nurse') {
  const end = await endShown()
  const shown = { on: TODAY, version: `${end.ending?.version ?? 0}`, left: end.leftKey }
  const given = { what: 'closed', ...shown, ...fields }
  return endClinic.run(clinic.house, clinic.callerOf(role), freshKey(clinic), given)
}

const handing = () => ({
  handTo: clinic.callerOf('pharmacist').accountId,
  reason: 'The daughter answers after eight',
})

async function notClosed(): Promise<number> {
  const page = await todaysAbsences(clinic.house, nurse(), null)
  assert(page.kind === 'absences')
  return page.absences.find(({ kind }) => kind === 'clinic-not-closed')?.count ?? -1
}

test('H17: a clinic with an open alarm is not closed, nor handed over; it is once the alarm is acted on', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const high = { ...ROUTINE, inr: '5.6', inrAgain: '5.6', patientId }
  const { taskId } = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
  assert.deepEqual(refusal(await closing()), [409, 'alarm-open'])
  const refused = await closing(handing())
  assert.deepEqual(refusal(refused), [409, 'alarm-open'])
  assert.match(JSON.stringify(refused), /HARGREAVES, Margaret/)
  assert.equal((await endShown()).ending, undefined)

  const { version } = (await clinic.inTx((tx) => findTask(tx, taskId))) ?? {}
  const action = { code: 'contacted-and-advised', note: 'Omit tonight', nextTestOn: '2026-11-23' }
  const prescriber = clinic.callerOf('prescriber')
  const given = { ...action, taskId, version: `${version}` }
  done(await closeTask.run(clinic.house, prescriber, freshKey(clinic), given))
  await sentInr(clinic, patientId, 9.4)
  assert.deepEqual(refusal(await closing()), [409, 'alarm-open'], 'nor over one that waits')
  const [sent] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  const acted = { ...action, taskId: sent?.id ?? '', version: '1' }
  done(await closeTask.run(clinic.house, prescriber, freshKey(clinic), acted))
  done(await closing())
  const { ending, left } = await endShown()
  assert.deepEqual([ending?.what, ending?.byName, left], ['closed', 'Test nurse', []])
  assert.deepEqual(refusal(await closing({ version: '0' })), [412, 'changed-meanwhile'])
})

test('H17: whoever is tested after the closing shows the day as not closed the morning after; what may wait is handed over by name', async () => {
  assert.equal(await notClosed(), 0)
  clinic.clock.advance(3_600_000)
  const { patientId } = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId }
  const { decisionId } = done(await accepted(clinic, nurse(), visit))
  clinic.clock.set('2026-11-23T08:00:00Z')
  assert.equal(await notClosed(), 1)
  clinic.clock.set('2026-11-22T11:00:00Z')
  assert.equal(await notClosed(), 0, 'today is not over')

  done(await closing({ what: 'opened-again' }))
  assert.deepEqual(refusal(await closing({ what: 'opened-again' })), [409, 'not-closed'])
  assert.deepEqual(refusal(await closing()), [422, 'required', 'required'])
  assert.deepEqual(refusal(await closing({ ...handing(), reason: '' })), [422, 'required'])
  const receptionist = { ...handing(), handTo: clinic.callerOf('receptionist').accountId }
  assert.deepEqual(refusal(await closing(receptionist)), [422, 'required'])
  assert.deepEqual(refusal(await closing({ ...handing(), left: 'other' })), [
    412,
    'changed-meanwhile',
  ])
  done(await closing(handing()))
  const { ending } = await endShown()
  assert.deepEqual(ending?.leftOver, [{ patientId, left: 'not-told' }])
  assert.equal(ending?.handedToName, 'Test pharmacist')
  clinic.clock.set('2026-11-23T08:00:00Z')
  assert.equal(await notClosed(), 0)
  clinic.clock.set('2026-11-22T12:00:00Z')

  done(
    await recordTold.run(clinic.house, nurse(), freshKey(clinic), {
      decisionId,
      how: 'handed-over',
    }),
  )
  assert.deepEqual((await endShown()).left, [])
})

test('a clinic day ahead is not closed, and what is no closing is refused', async () => {
  assert.deepEqual(refusal(await closing({ on: '2026-11-23' })), [422, 'not-yet'])
  assert.deepEqual(refusal(await closing({ on: 'today' })), [422, 'not-from-the-page'])
  assert.deepEqual(refusal(await closing({ what: 'cancelled' })), [422, 'not-from-the-page'])
})

test('the same closing sent twice is one line', async () => {
  done(await closing({ what: 'opened-again' }))
  const end = await endShown()
  const given = { what: 'closed', on: TODAY, version: `${end.ending?.version}`, left: end.leftKey }
  const key = freshKey(clinic)
  const [one, again] = await Promise.all([
    endClinic.run(clinic.house, nurse(), key, given),
    endClinic.run(clinic.house, nurse(), key, given),
  ])
  assert.deepEqual(one, again)
  assert.equal((await endShown()).ending?.version, (end.ending?.version ?? 0) + 1)
})
