import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { verify } from '#workflow/verify.ts'
import { acceptOn, alarmOn, authoriseTask } from './decision-desk.ts'
import { addPastResult, dosablePatient, type Fields, ROUTINE, suggested } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

/** What is said of an INR on a day: a dose, or the codes of its alarms. */
async function asked(patientId: string, on: string, inr: string, more: Fields = {}) {
  clinic.clock.set(`${on}T10:00:00Z`)
  const visit = { ...ROUTINE, patientId, sampledOn: on, inr, inrAgain: inr, ...more }
  const { advice } = (await suggested(clinic, clinic.callerOf('nurse'), visit)).suggestion
  return advice.kind === 'dose' ? 'dose' : advice.alarms.map(({ code }) => code).join()
}

const LABORATORY = { method: 'laboratory', meter: '', stripLot: '' }

/** INR 5.6 on 22 November, and a pharmacist has two doses left out: 22 and 23 November. */
async function twoLeftOut(known: Parameters<typeof dosablePatient>[1] = {}): Promise<string> {
  const { patientId } = await dosablePatient(clinic, known)
  const taskId = await alarmOn(clinic, patientId, '2026-11-22', '5.6')
  const own = {
    decision: 'own',
    dailyDose: '4',
    omitDays: '2',
    nextTestOn: '2026-11-25',
    reasonCode: 'published-action',
    reasonText: 'Withheld two doses',
    slot: 'other',
  }
  await authoriseTask(clinic, taskId, own)
  return patientId
}

test('H08: INR 5.6, two doses left out, 1.9 on day 3: a person decides, by every protocol', async () => {
  for (const protocol of ['coventry', 're-ly'] as const) {
    const patientId = await twoLeftOut({ protocol })
    assert.equal(await asked(patientId, '2026-11-25', '1.9'), 'after-uneven-dose', protocol)
  }
})

test('H08, H12: the last dose left out on the 23rd: 6 days later a person, 7 and 8 days later a dose', async () => {
  const patientId = await twoLeftOut({ protocol: 're-ly' })
  assert.equal(await asked(patientId, '2026-11-29', '1.9'), 'after-uneven-dose')
  assert.equal(await asked(patientId, '2026-11-30', '2.4'), 'dose')
  assert.equal(await asked(patientId, '2026-12-01', '2.4'), 'dose')
})

test('H08: by Coventry 6 days after the last INR a person decides, 7 and 8 days after it there is a dose', async () => {
  const { patientId } = await dosablePatient(clinic)
  await acceptOn(clinic, patientId, '2026-11-22', '2.4')
  assert.equal(await asked(patientId, '2026-11-28', '2.4'), 'too-soon-for-protocol')
  assert.equal(await asked(patientId, '2026-11-29', '2.4'), 'dose')
  assert.equal(await asked(patientId, '2026-11-30', '2.4'), 'dose')
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H08: an imported INR counts as one entered here', async () => {
  const who = await dosablePatient(clinic)
  await addPastResult(clinic, who, 24, 6)
  assert.equal(await asked(who.patientId, '2026-11-22', '2.4'), 'too-soon-for-protocol')
  assert.equal(await asked(who.patientId, '2026-11-23', '2.4'), 'dose')
})

test('H04, H08: the venous sample of the same day is no early INR, nor are doses left out from that day on', async () => {
  const { patientId } = await dosablePatient(clinic)
  const taskId = await alarmOn(clinic, patientId, '2026-11-22', '4.9')
  assert.equal(await asked(patientId, '2026-11-22', '2.6', LABORATORY), 'dose')
  await authoriseTask(clinic, taskId, {
    decision: 'own',
    dailyDose: '4',
    omitDays: '1',
    nextTestOn: '2026-11-29',
    reasonCode: 'trend',
    reasonText: 'Once left out',
    slot: 'other',
  })
  const taken = { nothingToReport: 'yes' }
  assert.equal(await asked(patientId, '2026-11-22', '2.6', { ...LABORATORY, ...taken }), 'dose')
})
