import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { type Identity, identityIn } from './identity-in-text.ts'

const MARGARET: Identity = {
  familyName: 'O’Brien-Hargreaves',
  givenName: 'Zoë Rose',
  dateOfBirth: day('1942-09-04'),
  nhsNumber: '9990259003',
  postcode: 'S10 2DS',
  telephones: ['01632 960078', ''],
}

const found = (text: string, person: Identity = MARGARET) =>
  identityIn(text, person).map(({ what, words }) => `${what}: ${words}`)

for (const [text, expected] of [
  ['NHS no. 999 025 9003.', 'nhs-number: 999 025 9003'],
  ['(9990259003)', 'nhs-number: 9990259003'],
  ['number 999-025-9003', 'nhs-number: 999-025-9003'],
  ['somebody else: 943 476 5919', 'nhs-number: 943 476 5919'],
  ['Mrs Hargreaves fell', 'name: Hargreaves'],
  ['MRS HARGREAVES fell', 'name: HARGREAVES'],
  ["hargreaves's daughter", "name: hargreaves's"],
  ["O'Brien fell", "name: O'Brien"],
  ['OBrien fell', 'name: OBrien'],
  ['O’Brien–Hargreaves', 'name: O’Brien name: Hargreaves'],
  ['Zoe fell', 'name: Zoe'],
  ['the INR rose to 9', 'name: rose'],
  ['born 04-Sep-1942', 'date-of-birth: 04-Sep-1942'],
  ['born 4/9/42', 'date-of-birth: 4/9/42'],
  ['born 04.09.1942', 'date-of-birth: 04.09.1942'],
  ['born 1942-09-04', 'date-of-birth: 1942-09-04'],
  ['born 4th of September 1942', 'date-of-birth: 4th of September 1942'],
  ['born September 4, 1942', 'date-of-birth: September 4, 1942'],
  ['born 04091942', 'date-of-birth: 04091942'],
  ['lives at s102ds', 'postcode: s102ds'],
  ['lives at S10 2DS', 'postcode: S10 2DS'],
  ['rang (01632) 960-078', 'telephone: 2) 960-078'],
] as const) {
  test(`H36: "${text}" says who it is`, () => {
    assert.deepEqual(found(text).join(' '), expected)
  })
}

test('what says nothing of who it is stays', () => {
  const text =
    'The patient, 84, came on 22-Nov-2026 at 09:40 with an INR of 8.4 (target 2.5, 2.0 to 3.0) on 5 mg; it was 2.4 on 2026-10-25 and 3.1 on 08/11/2026. Prothrombin complex 25-50 units/kg. Strip lot 62210 123 456. The rosette and the margarita were fine. 999 025 9004'
  assert.deepEqual(found(text), [])
})

test('a person without a number, a postcode and a telephone is looked for by name and birth alone', () => {
  const unknown = { ...MARGARET, nhsNumber: null, postcode: '', telephones: [] }
  assert.deepEqual(found('S10 2DS 01632 960078 Zoë', unknown), ['name: Zoë'])
})

test('a name of two letters is looked for whole, and a particle of a longer one is not', () => {
  const person = { ...MARGARET, familyName: 'de Li', givenName: 'Xu' }
  assert.deepEqual(found('Xu of de facto Li', person), ['name: Xu'])
})
