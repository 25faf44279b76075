import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { parseNhsNumber } from './nhs-number.ts'
import { type PatientDetails, parsePatient } from './patient.ts'
import { NOTHING_KNOWN } from './patient-flags.ts'
import { typedPatient } from './patient-typed.ts'
import { differences, lastStrokeWords, patientFacts } from './patient-words.ts'

const number = parseNhsNumber('9990259003')
if (number.kind !== 'nhs-number') throw new Error('a test NHS number is refused')

const MARGARET: PatientDetails = {
  ...NOTHING_KNOWN,
  familyName: 'Hargreaves',
  givenName: 'Margaret',
  title: 'Mrs',
  dateOfBirth: day('1942-09-04'),
  sex: 'female',
  nhs: { kind: 'number', number: number.nhsNumber },
  address: '1 Test Street',
  postcode: 'S10 2DS',
  telephone: '01632 960078',
  mobile: '',
  email: '',
  contactVerifiedOn: day('2026-10-01'),
  preferredChannel: 'telephone',
  mayLeaveMessageWith: 'Daughter',
  carer: '',
  interpreter: '',
  language: 'not-known',
  housebound: 'no',
  registeredPractice: 'C88999',
  allergies: 'None known',
  relevantHistory: '',
}

const VERSIONS: readonly PatientDetails[] = [
  MARGARET,
  { ...MARGARET, nhs: { kind: 'none', reason: 'not-traced' }, contactVerifiedOn: null },
  { ...MARGARET, mechanicalValve: { kind: 'valve', position: 'mitral', make: 'St Jude' } },
  { ...MARGARET, mechanicalValve: { kind: 'none' }, alcohol: 'yes', housebound: 'yes' },
  { ...MARGARET, lastStroke: { kind: 'none' }, tissueValve: 'yes', atrialFibrillation: 'no' },
  { ...MARGARET, lastStroke: { kind: 'had', on: null } },
  { ...MARGARET, lastStroke: { kind: 'had', on: day('2026-11-12') } },
]

test('a record that is shown on its form and sent back is the same record', () => {
  for (const details of VERSIONS) {
    const parsed = parsePatient(typedPatient(details), day('2026-11-22'))
    assert.deepEqual(parsed, { kind: 'patient', details, toConfirm: [] })
  }
})

test('what differs between two versions is named in words, and nothing else is', () => {
  const [first = MARGARET, , valve = MARGARET] = VERSIONS
  assert.deepEqual(differences(patientFacts(first), patientFacts(valve)), [
    {
      field: 'mechanicalValve',
      label: 'Mechanical heart valve',
      before: 'Not known',
      after: 'Yes, position: mitral, make: St Jude',
    },
  ])
  assert.deepEqual(differences(patientFacts(first), patientFacts(first)), [])
})

test('every field of a record has its words, so that no change of it goes unseen', () => {
  const shown = patientFacts(MARGARET).map(({ field }) => field)
  const held = Object.keys(MARGARET).map((field) => (field === 'nhs' ? 'nhsNumber' : field))
  assert.deepEqual([...shown].sort(), [...held].sort())
})

test('a stroke is said with its day, or with the day not known', () => {
  const words = VERSIONS.map(({ lastStroke }) => lastStrokeWords(lastStroke))
  assert.deepEqual(words.slice(-4), [
    'Not known',
    'No',
    'Yes, the last one on a day not known',
    'Yes, the last one 12-Nov-2026',
  ])
})
