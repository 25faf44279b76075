import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import type { PatientDetails } from '#register/patient.ts'
import { NOTHING_KNOWN } from '#register/patient-flags.ts'
import { identityFindings } from './identity.ts'

const somebody = (givenName: string, familyName: string): PatientDetails => ({
  ...NOTHING_KNOWN,
  givenName,
  familyName,
  title: '',
  dateOfBirth: day('1942-09-04'),
  sex: 'not-known',
  nhs: { kind: 'none', reason: 'not-traced' },
  address: '',
  postcode: '',
  telephone: '',
  mobile: '',
  email: '',
  contactVerifiedOn: null,
  preferredChannel: 'not-known',
  mayLeaveMessageWith: '',
  carer: '',
  interpreter: '',
  language: 'not-known',
  housebound: 'not-known',
  registeredPractice: '',
  allergies: '',
  relevantHistory: '',
})

const codes = (typed: string | undefined, given = 'Margaret', family = 'Hargreaves') =>
  identityFindings(typed, somebody(given, family)).map(({ code }) => code)

for (const typed of ['MH 1942', 'mh1942', ' M.H. 1942 ', 'M H 1942', 'MH, 1942']) {
  test(`H01: "${typed}" is Margaret Hargreaves of 1942`, () => {
    assert.deepEqual(codes(typed), [])
  })
}

for (const [typed, code] of [
  [undefined, 'required'],
  [' ', 'required'],
  ['HM 1942', 'identity-differs'],
  ['MH 1943', 'identity-differs'],
  ['MH 42', 'format'],
  ['Margaret 1942', 'format'],
  ['1942', 'format'],
] as const) {
  test(`H01: "${typed}" is not enough to know her by: ${code}`, () => {
    assert.deepEqual(codes(typed), [code])
  })
}

test('H01: an initial with an accent is the same letter', () => {
  assert.deepEqual(codes('EO 1942', 'Élodie', "O'Neill"), [])
  assert.deepEqual(codes('ÉO 1942', 'Elodie', "O'Neill"), [])
})
