import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { activityOf, type CourseFacts, type PatientFacts } from './activity.ts'
import { month, nthWorkingDay } from './calendar-month.ts'
import { type Contract, overlapping } from './contract.ts'
import { sortFacts } from './paid-facts.ts'
import { SHEFFIELD_2020_21 as SHEFFIELD } from './sheffield-2020-21.ts'

// The list of bad inputs about claims, rule by rule: what is paid of what was done, whoever asks for it.

const CONTRACT: Contract = {
  specificationId: 'sheffield-2020-21',
  specificationVersion: 1,
  reference: 'LCS-02/017',
  from: day('2026-04-01'),
  to: day('2028-03-31'),
  levels: [3, 4, 5],
}
const COURSE: CourseFacts = {
  episodeId: 'e1',
  medicine: 'warfarin',
  isAtrialFibrillation: true,
  initiatedOn: day('2026-05-04'),
  from: day('2026-05-04'),
  to: null,
  suspensions: [],
  methods: [{ from: day('2026-05-04'), method: 'provider-meter' }],
}
const NOBODY = { months: new Map(), initiated: new Set<string>(), notCovered: new Set<string>() }

function paid(
  of: string,
  patient: Partial<PatientFacts>,
  { contract = CONTRACT, kind = 'gp-practice' as Parameters<typeof activityOf>[4] } = {},
): readonly string[] {
  const facts = {
    patientId: 'p1',
    courses: [COURSE],
    homeVisits: [],
    paidElsewhere: [],
    ...patient,
  }
  const activity = activityOf(month(of), [facts], contract, SHEFFIELD, kind)
  return sortFacts(activity, SHEFFIELD, NOBODY).paid.map(({ componentId }) => componentId)
}

test('D9.06: who is handed over within a month is counted by one provider, whoever answered on its last day', () => {
  assert.deepEqual(paid('2026-06', { courses: [{ ...COURSE, to: day('2026-06-15') }] }), [])
  const taken = { ...COURSE, initiatedOn: null, from: day('2026-06-15') }
  assert.deepEqual(paid('2026-06', { courses: [taken] }), ['level-4'])
})

test('D9.11: a start for anything but atrial fibrillation is not paid as level 5', () => {
  assert.deepEqual(paid('2026-05', {}), ['level-4', 'level-5'])
  assert.deepEqual(paid('2026-05', { courses: [{ ...COURSE, isAtrialFibrillation: false }] }), [
    'level-4',
  ])
})

test('D9.13: a community pharmacy is paid no level 5', () => {
  assert.deepEqual(paid('2026-05', {}, { kind: 'community-pharmacy' }), ['level-4'])
})

const visitsOn = (...days: readonly string[]) =>
  days.map((on, nth) => ({ visitId: `v${nth}`, episodeId: 'e1', on: day(on) }))

test('D9.16: a visit at home of somebody under level 5 alone is not paid', () => {
  const homeVisits = visitsOn('2026-05-10')
  assert.deepEqual(paid('2026-05', { homeVisits }), ['level-4', 'level-5', 'home-visit'])
  assert.deepEqual(paid('2026-05', { homeVisits }, { contract: { ...CONTRACT, levels: [5] } }), [
    'level-5',
  ])
})

test('D9.19: twelve visits are paid in a contract year: the thirteenth on 31 March is not, and that of 1 April is', () => {
  const year = Array.from({ length: 12 }, (_, nth) => `2026-06-${String(nth + 1).padStart(2, '0')}`)
  const homeVisits = visitsOn(...year, '2027-03-31', '2027-04-01')
  assert.equal(paid('2026-06', { homeVisits }).filter((id) => id === 'home-visit').length, 12)
  assert.deepEqual(paid('2027-03', { homeVisits }), ['level-4'])
  assert.deepEqual(paid('2027-04', { homeVisits }), ['level-4', 'home-visit'])
})

test('D9.33: two contracts for one service on the same day are one too many', () => {
  const later = { ...CONTRACT, from: day('2028-03-31'), to: day('2029-03-31') }
  assert.deepEqual(overlapping(later, [CONTRACT]), [CONTRACT])
  assert.deepEqual(overlapping({ ...later, from: day('2028-04-01') }, [CONTRACT]), [])
})

test('D9.42: the 15th working day of January 2027 is the 22nd, because the 1st is a holiday', () => {
  assert.deepEqual(nthWorkingDay(month('2027-01'), 15), { kind: 'day', day: '2027-01-22' })
})
