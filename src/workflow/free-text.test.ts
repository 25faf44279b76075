import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FoundPatient } from '#store/patients.ts'
import { freeTextFindings, MOST_WORDS } from './free-text.ts'

const PATIENT = { details: { nhs: { kind: 'number', number: '9990000018' } } } as FoundPatient
const codes = (fields: Readonly<Record<string, string>>) =>
  freeTextFindings(fields, PATIENT).map(({ field, code }) => `${field} ${code}`)

test('SR-15: words that are longer than anybody reads are refused before a pattern reads them', () => {
  assert.deepEqual(codes({ comment: 'a'.repeat(MOST_WORDS), reasonText: 'b' }), [])
  assert.deepEqual(codes({ comment: 'a'.repeat(MOST_WORDS + 1) }), ['comment too-long'])
  assert.deepEqual(codes({ stepNote: `${'5'.repeat(MOST_WORDS)} ` }), ['stepNote too-long'])
  assert.deepEqual(codes({ inr: '2'.repeat(MOST_WORDS + 1) }), [])
})
