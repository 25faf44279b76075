import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, type Day } from '#base/day.ts'
import { month } from '#contract/calendar-month.ts'
import { CATALOGUE } from '#contract/catalogue.ts'
import { bookSlot } from '#store/appointments.ts'
import { addClinicPattern } from '#store/clinics.ts'
import { addContractVersion } from '#store/contracts.ts'
import { accepted, done, dosablePatient, TODAY } from '#test/store/visit-desk.ts'
import { newId } from '#workflow/new-id.ts'
import { contractsOf, countMonth, readUnder } from '#workflow/returns-read.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from './served-clinic.ts'
import { formFields, postAct, postVisit, ROUTINE } from './visit-forms.ts'

// Where a visit took place (S26): said with one gesture where it was at home, and never guessed.

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await servedClinic()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const placesOf = async (patientId: string): Promise<readonly (string | null)[]> => {
  const sql = 'select place from visit where patient_id = $1 order by recorded_at'
  const { rows } = await clinic.database.migratorPool.query<{ place: string | null }>(sql, [
    patientId,
  ])
  return rows.map(({ place }) => place)
}

const offered = (page: Answer, patientId: string): string | undefined =>
  formFields(page, `/patients/${patientId}/visit`)['place']

/** A visit from the page as it is, accepted as suggested; answers the page of its dose. */
async function seen(patientId: string, typed: Record<string, string> = {}): Promise<Answer> {
  const action = `/patients/${patientId}/visit`
  const suggested = await postVisit(nurse, patientId, typed)
  const saved = await nurse.post(action, { ...formFields(suggested, action), step: 'accept' })
  assert.equal(saved.status, 303, saved.text)
  return nurse.get(saved.location ?? '')
}

test('S26: a visit at the clinic asks nobody for more than before, and is kept as one', async () => {
  const { patientId } = await dosablePatient(clinic)
  const page = await nurse.get(`/patients/${patientId}`)
  assert.match(page.text, /Sample of 22-Nov-2026, seen at the clinic\. Change\./)
  const dose = await seen(patientId)
  assert.deepEqual(await placesOf(patientId), ['clinic'])
  assert.match(dose.text, /Seen at the clinic\./)
  assert.doesNotMatch((await nurse.get(`/patients/${patientId}`)).text, /seen at home/)
})

test("S26: a visit at the patient's home is kept with it and stands in the history", async () => {
  const { patientId } = await dosablePatient(clinic)
  const dose = await seen(patientId, { place: 'home' })
  assert.deepEqual(await placesOf(patientId), ['home'])
  assert.match(dose.text, /Seen at the patient&#x27;s home\./)
  for (const path of ['', '/visits']) {
    assert.match((await nurse.get(`/patients/${patientId}${path}`)).text, /seen at home/)
  }
  const referred = await dosablePatient(clinic)
  const sent = await postVisit(nurse, referred.patientId, {
    ...{ place: 'home', step: 'refer', note: 'Please decide' },
  })
  assert.equal(sent.status, 303, sent.text)
  assert.deepEqual(await placesOf(referred.patientId), ['home'], 'referred, and no dose decided')
})

test('S26: where somebody was seen is not guessed: of a program that does not say it, or of a sample for the laboratory', async () => {
  const { patientId } = await dosablePatient(clinic)
  const body = { ...ROUTINE, patientId, method: 'provider-meter', sampledOn: TODAY, note: 'Decide' }
  const wrong = await postAct(nurse, 'refer-visit', { ...body, place: 'the moon' })
  assert.equal(wrong.status, 422)
  assert.deepEqual([...new Set(wrong.codes)], ['choice'])
  assert.deepEqual(await placesOf(patientId), [])
  const silent = await postAct(nurse, 'refer-visit', body)
  assert.equal(silent.status, 200, silent.answer.text)
  assert.deepEqual(await placesOf(patientId), [null])

  const laboratory = await dosablePatient(clinic, { method: 'laboratory' })
  assert.equal(
    offered(await nurse.get(`/patients/${laboratory.patientId}`), laboratory.patientId),
    '',
  )
  const dose = await seen(laboratory.patientId, { meter: '', stripLot: '' })
  assert.match(dose.text, /Where the patient was seen is not recorded\./)
  assert.deepEqual(await placesOf(laboratory.patientId), [null])
})

test('S26: whoever is booked for a round of home visits today is offered as seen at home', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const [patternId, by] = [newId(clinic.clock.now()), clinic.callerOf('nurse').accountId]
  const at = new Date(clinic.clock.now()).toISOString()
  const round = { name: 'Home visits', weekday: 7, startMinute: 540, endMinute: 720 } as const
  await clinic.inTx(async (tx) => {
    await addClinicPattern(tx, {
      ...{ id: patternId, ...round, slotMinutes: 20, fromOn: '2026-01-01', untilOn: null },
      ...{ housebound: true, version: 1, by, at },
    })
    const slot = { id: newId(clinic.clock.now()), patientId, episodeId, patternId, onDate: TODAY }
    await bookSlot(tx, { ...slot, atMinute: 540, by, at })
  })
  assert.equal(offered(await nurse.get(`/patients/${patientId}`), patientId), 'home')
})

/** The contract of the source on its first day of April. */
const contracted = (): Promise<unknown> => {
  const at = new Date(clinic.clock.now()).toISOString()
  const by = clinic.callerOf('practice-manager').accountId
  const [released] = CATALOGUE
  const version = {
    ...{
      id: newId(clinic.clock.now()),
      version: 1,
      commissionerId: null,
      reference: 'LCS-02/017',
      levels: [3, 4] as const,
    },
    ...{ specificationId: 'sheffield-2020-21', specificationVersion: 1 },
    specificationHash: released?.hash ?? '',
    ...{ from: '2026-04-01' as Day, to: '2027-03-31' as Day, effectiveOn: '2026-04-01' as Day },
    ...{ agreedWith: 'A. Winter', agreedOn: '2026-03-20' as Day, periodConfirmedBy: 'A. Winter' },
  } as const
  return clinic.inTx((tx) => addContractVersion(tx, version, { by, at }))
}

test('S26: the thirteenth home visit of a patient since April is recorded, and said to be unpaid where it is recorded', async () => {
  await contracted()
  const { patientId } = await dosablePatient(clinic)
  const home = { ...ROUTINE, patientId, method: 'provider-meter', place: 'home' }
  const doses: (string | undefined)[] = []
  for (let nth = 0; nth < 13; nth += 1) {
    const fields = { ...home, sampledOn: addDays(TODAY, 7 * nth) }
    const visit = done(await accepted(clinic, clinic.callerOf('nurse'), fields))
    doses.push(visit.decisionId)
    clinic.clock.advance(7 * 86_400_000)
  }
  const reader = await signedInAs(clinic, 'nurse')
  const said = async (nth: number) => (await reader.get(`/doses/${doses[nth - 1]}`)).text
  assert.match(await said(1), /This is the 1st home visit since 1 April 2026\./)
  assert.match(await said(12), /This is the 12th home visit since 1 April 2026\./)
  assert.match(await said(13), /the 13th home visit since 1 April 2026: recorded, not paid\./)

  const counted = await clinic.inTx(async (tx) => {
    const [versions] = await contractsOf(tx)
    const under = versions && (await readUnder(tx, versions))
    return ['2026-12', '2027-02'].map((of) => under && countMonth(under, month(of)))
  })
  assert.deepEqual(
    counted.map((each) => each?.figures['home-visits']),
    [4, 2],
  )
  const unpaid = counted[1]?.activity.filter((fact) => fact.kind === 'home-visit' && !fact.isPaid)
  assert.deepEqual(
    unpaid?.map((fact) => fact.kind === 'home-visit' && [fact.on, fact.nth]),
    [['2027-02-14', 13]],
  )
})
