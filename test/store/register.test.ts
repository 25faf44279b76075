import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { day } from '#base/day.ts'
import { soundOf } from '#register/likeness.ts'
import { parseNhsNumber } from '#register/nhs-number.ts'
import type { NhsIdentity } from '#register/patient.ts'
import { isSimilarName } from '#register/similar-names.ts'
import { patientOnScreen } from '#store/patient-on-screen.ts'
import { changePatient, findPatient } from '#store/patients.ts'
import { nextNhsNumber, type TestClinic, testClinic } from '#test/clinic.ts'
import { editPatient } from '#workflow/edit-patient.ts'
import { findPatients } from '#workflow/find-patients.ts'
import { newId } from '#workflow/new-id.ts'
import { patientHistory } from '#workflow/patient-history.ts'
import { patientRecord } from '#workflow/patient-record.ts'
import { proposeNhsNumber } from '#workflow/propose-nhs-number.ts'
import { registerPatient } from '#workflow/register-patient.ts'
import { settleNhsNumber } from '#workflow/settle-nhs-number.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const key = () => newId(clinic.clock.now())
const nurse = () => clinic.callerOf('nurse')

const numbered = (text: string): NhsIdentity => {
  const parsed = parseNhsNumber(text)
  assert.equal(parsed.kind, 'nhs-number')
  return parsed.kind === 'nhs-number'
    ? { kind: 'number', number: parsed.nhsNumber }
    : { kind: 'none', reason: 'not-traced' }
}

const somebody = (rest: Readonly<Record<string, string>> = {}) => ({
  familyName: 'Okonkwo',
  givenName: 'Adaeze',
  dateOfBirth: '1951-03-17',
  sex: 'female',
  nhsNumber: nextNhsNumber(),
  ...rest,
})

const register = (fields: Readonly<Record<string, unknown>>) =>
  registerPatient.run(clinic.house, nurse(), key(), fields)

const find = async (who: string) => {
  const found = await findPatients(clinic.house, nurse(), { who })
  return found.kind === 'people' ? found.people.map(({ id }) => id) : found.findings
}

test('a person who is registered is found by number, by birth and by a name with a mistake in it', async () => {
  const nhsNumber = nextNhsNumber()
  const done = await register(somebody({ nhsNumber }))
  assert.equal(done.kind, 'done')
  const id = done.kind === 'done' ? done.patientId : ''

  assert.deepEqual(await find(nhsNumber), [id])
  assert.deepEqual(await find('17/3/1951'), [id])
  assert.equal((await find('Okonkwo')).at(0), id)
  assert.equal((await find('Adaeze OKONKWO')).at(0), id)
  assert.equal((await find('okonko')).at(0), id)
  assert.equal((await find('Adeaze Oknokwo')).at(0), id)
  assert.equal((await find('Zzyzx')).length, 0)
  assert.equal((await find('Okwonko, Adaeze')).at(0), id)
  assert.deepEqual(await find('Okonkwo 18/3/1951'), [])
})

test('H02: somebody who may be registered already is registered again only after a coded reason', async () => {
  const first = await register(
    somebody({ familyName: 'Petrova', givenName: 'Irina', dateOfBirth: '1960-05-05' }),
  )
  const firstId = first.kind === 'done' ? first.patientId : ''
  const again = somebody({ familyName: 'Petrov', givenName: 'Irina', dateOfBirth: '1960-05-05' })

  const asked = await register(again)
  const bare = await register({ ...again, differentBecause: 'twin-or-relative' })
  const unseen = await register({ ...again, differentFrom: 'x', differentBecause: 'other' })
  const told = await register({
    ...again,
    differentFrom: firstId,
    differentBecause: 'twin-or-relative',
  })

  for (const refused of [asked, bare, unseen]) {
    assert.equal(refused.kind === 'refused' && refused.findings[0]?.code, 'may-be-registered')
  }
  assert.equal(told.kind, 'done')
})

test('H02: an NHS number that is in the register is never registered a second time, whatever the name', async () => {
  const nhsNumber = nextNhsNumber()
  await register(somebody({ familyName: 'Lindqvist', givenName: 'Anna', nhsNumber }))
  const other = { familyName: 'Ferreira', givenName: 'Rui', dateOfBirth: '1971-01-02', nhsNumber }
  const refused = await register(somebody(other))
  assert.equal(refused.kind === 'refused' && refused.status, 409)
})

test('H02: two desks that register the same person at once make one record', async () => {
  const both = somebody({ familyName: 'Mbeki', givenName: 'Thabo', dateOfBirth: '1944-06-15' })
  const outcomes = await Promise.all([register(both), register(both)])
  assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['done', 'refused'])
})

test('every version of a record stays, with who, when, why and what changed', async () => {
  const id = await clinic.addPatient({ familyName: 'Yilmaz', givenName: 'Deniz' })
  const shown = await patientRecord(clinic.house, nurse(), { patientId: id })
  assert.equal(shown.kind, 'patient')
  const { details } = shown.kind === 'patient' ? shown.patient : assert.fail()
  const number = details.nhs.kind === 'number' ? details.nhs.number : ''
  clinic.clock.advance(60_000)

  const change = {
    patientId: id,
    version: '1',
    familyName: 'Yilmaz',
    givenName: 'Deniz',
    dateOfBirth: details.dateOfBirth,
    nhsNumber: number,
    telephone: '01632 960099',
    changeReason: 'New telephone number',
  }
  const done = await editPatient.run(clinic.house, nurse(), key(), change)
  const late = await editPatient.run(clinic.house, nurse(), key(), change)

  assert.equal(done.kind, 'done')
  assert.equal(late.kind === 'refused' && late.status, 412)
  const history = await patientHistory(clinic.house, nurse(), { patientId: id })
  const [newest, first] = history.kind === 'history' ? history.versions : []
  assert.equal(newest?.by, 'Test nurse')
  assert.equal(newest?.reason, 'New telephone number')
  assert.ok(
    newest?.changed.some(
      ({ field, after: now }) => field === 'telephone' && now === '01632 960099',
    ),
  )
  assert.deepEqual(first?.changed, [])
})

test('D3.59, D3.61: a recorded NHS number changes only when a second person confirms, and the old one still finds its owner', async () => {
  const [old, replacing] = [nextNhsNumber(), nextNhsNumber()]
  const id = await clinic.addPatient({ nhs: numbered(old), dateOfBirth: day('1933-02-01') })
  const propose = (fields: Readonly<Record<string, string>>) =>
    proposeNhsNumber.run(clinic.house, nurse(), key(), { patientId: id, ...fields })
  const number = { nhsNumber: replacing, nhsNumberAgain: replacing }

  const unreasoned = await propose(number)
  assert.equal(unreasoned.kind === 'refused' && unreasoned.findings[0]?.field, 'reason')
  const mistyped = await propose({ ...number, nhsNumberAgain: old, reason: 'typed-wrong' })
  assert.equal(mistyped.kind === 'refused' && mistyped.findings[0]?.field, 'nhsNumberAgain')
  const proposed = await propose({ ...number, reason: 'superseded' })
  const changeId = proposed.kind === 'done' ? (proposed.subject ?? '') : ''
  const settled = { patientId: id, changeId, decision: 'confirmed' }

  const alone = await settleNhsNumber.run(clinic.house, nurse(), key(), settled)
  assert.equal(alone.kind === 'refused' && alone.status, 403)
  assert.deepEqual(await find(replacing), [])
  const second = clinic.callerOf('pharmacist')
  const done = await settleNhsNumber.run(clinic.house, second, key(), settled)
  assert.equal(done.kind, 'done')

  assert.deepEqual(await find(replacing), [id])
  assert.deepEqual(await find(old), [id])
  const now = await clinic.inTx((tx) => findPatient(tx, id))
  assert.deepEqual(now?.details.nhs, { kind: 'number', number: replacing })
})

test('a receptionist may register and find, and a system administrator neither', async () => {
  const administrator = clinic.callerOf('system-administrator')
  const refused = await findPatients(clinic.house, administrator, { who: 'Okonkwo' })
  assert.equal(refused.kind === 'refused' && refused.status, 403)
  const desk = clinic.callerOf('receptionist')
  const done = await registerPatient.run(
    clinic.house,
    desk,
    key(),
    somebody({ familyName: 'Novak', givenName: 'Petr', dateOfBirth: '1939-09-09' }),
  )
  assert.equal(done.kind, 'done')
})

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzhwckgps', 'ø', 'ع', 'ph', 'ght', 'ck', 'kn', 'wr']

test('H01: a name sounds to the database as it does to the product', async () => {
  const word = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 12 })
  const names = [...fc.sample(word, 400), 'phillips', 'knight', 'cecil', 'tymczak', 'pfister']
  const { rows } = await clinic.database.migratorPool.query<{ sound: string }>(
    'select sound_of(name) as sound from unnest($1::text[]) with ordinality as given (name, place) order by place',
    [names],
  )
  assert.deepEqual(
    rows.map(({ sound }) => sound),
    names.map(soundOf),
  )
})

const ALIKE: readonly (readonly [given: string, family: string])[] = [
  ['Winifred', 'Bagshaw'],
  ['Winifred', 'Bagshawe'],
  ['Wilfred', 'Bagshaw'],
  ['Jean', 'Brown'],
  ['Joan', 'Crown'],
  ['Bean', 'Browne'],
  ['Phillip', 'Clarke'],
  ['Filip', 'Klark'],
  ['Ali', 'Lee'],
  ['Lai', 'Lee'],
  ['Ann', 'Ng'],
  ['Anne', 'Nga'],
  ['Élodie', "O'Neill"],
  ['Elodie', 'Oneil'],
  ['Muhammad', 'Patel'],
  ['Mohammed', 'Pate'],
  ['Edith', 'Sole'],
]

test('H01: a patient is shown to have a similar name where somebody else of the register has', async () => {
  const fresh = await testClinic({ database: clinic.database, prefix: 'alike-' })
  const ids = await Promise.all(
    ALIKE.map(([givenName, familyName]) => fresh.addPatient({ givenName, familyName })),
  )
  const named = ALIKE.map(([givenName, familyName]) => ({ givenName, familyName }))
  const expected = named.map((one) =>
    named.some((other) => other !== one && isSimilarName(one, other)),
  )
  const found = await fresh.inTx((tx) => Promise.all(ids.map((id) => patientOnScreen(tx, id))))
  assert.deepEqual(
    found.map((person) => person?.hasSimilarName),
    expected,
  )
  assert.ok(expected.filter((is) => is).length >= 10 && expected.at(-1) === false)
})

test('H01: somebody of a similar name who died, or in another register, is no namesake, and a changed name counts at once', async () => {
  const fresh = await testClinic({ database: clinic.database, prefix: 'later-' })
  const caller = fresh.callerOf('nurse')
  const id = await fresh.addPatient({ givenName: 'Edna', familyName: 'Winter' })
  const similar = async () => (await fresh.inTx((tx) => patientOnScreen(tx, id)))?.hasSimilarName
  await clinic.addPatient({ givenName: 'Edna', familyName: 'Winters' })
  await fresh.addPatient({
    givenName: 'Edna',
    familyName: 'Winters',
    standing: 'deceased',
    diedOn: '2026-01-02',
  })
  const other = await fresh.addPatient({ givenName: 'Edna', familyName: 'Summer' })
  assert.equal(await similar(), false)
  await fresh.inTx(async (tx) => {
    const person = await findPatient(tx, other)
    assert.ok(person)
    await changePatient(
      tx,
      {
        ...person,
        version: person.version + 1,
        details: { ...person.details, familyName: 'Wynter' },
        importBatchId: null,
        recordedBy: caller.accountId,
        recordedAt: new Date(fresh.clock.now()).toISOString(),
      },
      'Spelt anew',
    )
  })
  assert.equal(await similar(), true)
})
