import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { parsePatient } from './patient.ts'
import type { TypedFields } from './typed-fields.ts'

const TODAY = day('2026-11-22')

const MARGARET: TypedFields = {
  familyName: 'Hargreaves',
  givenName: 'Margaret',
  dateOfBirth: '1942-09-04',
  nhsNumber: '999 025 9003',
}

function registered(fields: TypedFields, confirmed: readonly string[] = []) {
  const parsed = parsePatient(fields, TODAY, confirmed)
  assert(parsed.kind === 'patient', JSON.stringify(parsed))
  return parsed
}

function findingsOf(fields: TypedFields): readonly string[] {
  const parsed = parsePatient(fields, TODAY)
  assert(parsed.kind === 'refused')
  return parsed.findings.map((finding) => `${finding.field}: ${finding.code}`)
}

test('a name, a date of birth and an NHS number register a person', () => {
  const { details, toConfirm } = registered(MARGARET)
  assert.equal(details.familyName, 'Hargreaves')
  assert.deepEqual(details.nhs, { kind: 'number', number: '9990259003' })
  assert.deepEqual(toConfirm, [])
})

test('what nobody asked is not known, never no', () => {
  const { details } = registered(MARGARET)
  const { mechanicalValve, mitralStenosis, antiphospholipid, antiplatelet, alcohol } = details
  assert.deepEqual(mechanicalValve, { kind: 'not-known' })
  const asked = [mitralStenosis, antiphospholipid, antiplatelet, alcohol, details.housebound]
  assert.deepEqual(new Set(asked), new Set(['not-known']))
  assert.equal(details.sex, 'not-known')
  assert.equal(details.preferredChannel, 'not-known')
  assert.equal(details.contactVerifiedOn, null)
})

test('every wrong field is answered at once', () => {
  const wrong: TypedFields = {
    ...MARGARET,
    familyName: '943 476 5919',
    givenName: '',
    dateOfBirth: '2030-01-01',
    nhsNumber: '9434765918',
    postcode: 'nowhere',
    registeredPractice: 'Hallam',
    sex: 'F',
    contactVerifiedOn: '2026-11-23',
  }
  assert.deepEqual(findingsOf(wrong), [
    'familyName: digits',
    'givenName: required',
    'dateOfBirth: in-future',
    'nhsNumber: check-digit',
    'postcode: format',
    'contactVerifiedOn: in-future',
    'sex: not-a-choice',
    'registeredPractice: format',
  ])
})

test('D3.01: an empty NHS number needs a coded reason', () => {
  assert.deepEqual(findingsOf({ ...MARGARET, nhsNumber: '' }), ['nhsNumber: required'])
  const { details } = registered({ ...MARGARET, nhsNumber: '', nhsAbsentReason: 'overseas' })
  assert.deepEqual(details.nhs, { kind: 'none', reason: 'overseas' })
})

test('a number and a reason for its absence contradict each other', () => {
  const both = { ...MARGARET, nhsAbsentReason: 'overseas' }
  assert.deepEqual(findingsOf(both), ['nhsNumber: number-and-reason'])
})

test('D3.24: a number outside the issued ranges waits until somebody confirms it', () => {
  const unusual = { ...MARGARET, nhsNumber: '9876543210' }
  assert.deepEqual(
    registered(unusual).toConfirm.map((finding) => finding.code),
    ['outside-issued-ranges'],
  )
  assert.deepEqual(registered(unusual, ['nhsNumber']).toConfirm, [])
})

test('D2.44: a child is not registered', () => {
  assert.deepEqual(findingsOf({ ...MARGARET, dateOfBirth: '2016-11-22' }), [
    'dateOfBirth: under-18',
  ])
})

test('a date of birth may be typed in three boxes', () => {
  const boxes: TypedFields = {
    familyName: 'Hargreaves',
    givenName: 'Margaret',
    nhsNumber: '9990259003',
    'dateOfBirth[day]': '4',
    'dateOfBirth[month]': '9',
    'dateOfBirth[year]': '1942',
  }
  assert.equal(registered(boxes).details.dateOfBirth, '1942-09-04')
  assert.deepEqual(findingsOf({ ...boxes, 'dateOfBirth[month]': '13' }), [
    'dateOfBirth: not-a-date',
  ])
  assert.deepEqual(findingsOf({ ...boxes, 'dateOfBirth[day]': '', 'dateOfBirth[month]': '' }), [
    'dateOfBirth: partial-date',
  ])
})

test('a mechanical valve keeps its position and make', () => {
  const valve = { mechanicalValve: 'yes', valvePosition: 'mitral', valveMake: 'St Jude Medical' }
  assert.deepEqual(registered({ ...MARGARET, ...valve }).details.mechanicalValve, {
    kind: 'valve',
    position: 'mitral',
    make: 'St Jude Medical',
  })
  assert.deepEqual(registered({ ...MARGARET, mechanicalValve: 'no' }).details.mechanicalValve, {
    kind: 'none',
  })
})

test('hidden characters and too much text are findings', () => {
  const notes = { ...MARGARET, carer: 'a\u0000b', relevantHistory: 'a'.repeat(4001) }
  assert.deepEqual(findingsOf(notes), ['carer: hidden-characters', 'relevantHistory: too-long'])
})
