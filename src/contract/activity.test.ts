import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import {
  type Activity,
  activityOf,
  type CourseFacts,
  isActive,
  type PatientFacts,
} from './activity.ts'
import { month } from './calendar-month.ts'
import type { Contract } from './contract.ts'
import { SHEFFIELD_2020_21 as SHEFFIELD } from './sheffield-2020-21.ts'

const CONTRACT: Contract = {
  specificationId: 'sheffield-2020-21',
  specificationVersion: 1,
  reference: 'LCS-02/017',
  from: day('2026-04-01'),
  to: day('2027-03-31'),
  levels: [3, 4, 5],
}
const COURSE: CourseFacts = {
  episodeId: 'e1',
  medicine: 'warfarin',
  isAtrialFibrillation: true,
  initiatedOn: null,
  from: day('2025-06-01'),
  to: null,
  suspensions: [],
  methods: [{ from: day('2025-06-01'), method: 'provider-meter' }],
}
const person = (facts: Partial<PatientFacts> = {}): PatientFacts => ({
  patientId: 'p1',
  courses: [COURSE],
  homeVisits: [],
  paidElsewhere: [],
  ...facts,
})
const withCourse = (course: Partial<CourseFacts>) => person({ courses: [{ ...COURSE, ...course }] })

const counted = (
  of: string,
  patient: PatientFacts,
  contract = CONTRACT,
  kind: Parameters<typeof activityOf>[4] = 'gp-practice',
): readonly string[] => activityOf(month(of), [patient], contract, SHEFFIELD, kind).map(inWords)

const inWords = (fact: Activity): string =>
  fact.kind === 'active'
    ? `level ${fact.level}`
    : fact.kind === 'initiation'
      ? `initiated ${fact.on}`
      : `visit ${fact.nth} on ${fact.on}${fact.isPaid ? '' : ', unpaid'}`

const paused = (from: string, to: string | null) => ({
  from: day(from),
  to: to === null ? null : day(to),
})

for (const [what, course, expected] of [
  ['a course that goes on is active', {}, ['level 4']],
  ['one that began on the last day is', { from: day('2026-06-30') }, ['level 4']],
  ['one that began on the day after is not', { from: day('2026-07-01') }, []],
  ['one that ended on the last day is', { to: day('2026-06-30') }, ['level 4']],
  ['one that ended the day before is not', { to: day('2026-06-29') }, []],
  [
    'suspended from the first to the last day it is not',
    { suspensions: [paused('2026-06-01', '2026-06-30')] },
    [],
  ],
  [
    'suspended since before and not resumed it is not',
    { suspensions: [paused('2026-05-20', null)] },
    [],
  ],
  [
    'suspended but on the first day it is',
    { suspensions: [paused('2026-06-02', null)] },
    ['level 4'],
  ],
  [
    'suspended but on the last day it is',
    { suspensions: [paused('2026-05-01', '2026-06-29')] },
    ['level 4'],
  ],
  [
    'two pauses without a day between are one',
    { suspensions: [paused('2026-06-10', null), paused('2026-05-01', '2026-06-09')] },
    [],
  ],
  [
    'a day between two pauses makes it active',
    { suspensions: [paused('2026-05-01', '2026-06-08'), paused('2026-06-10', null)] },
    ['level 4'],
  ],
  ['of another medicine it is not', { medicine: 'apixaban' }, []],
] as const) {
  test(`S25: ${what}`, () => {
    assert.deepEqual(counted('2026-06', withCourse(course)), expected)
  })
}

test('S25: a leap February has a last day of its own', () => {
  const contract = { ...CONTRACT, from: day('2027-04-01'), to: day('2028-03-31') }
  assert.deepEqual(counted('2028-02', withCourse({ to: day('2028-02-29') }), contract), ['level 4'])
  assert.deepEqual(counted('2028-02', withCourse({ to: day('2028-02-28') }), contract), [])
})

test('S2, S17: the level is that of the way of measuring on the last day', () => {
  const methods = [
    { from: day('2025-06-01'), method: 'provider-meter' },
    { from: day('2026-06-30'), method: 'own-meter' },
  ] as const
  assert.deepEqual(counted('2026-05', withCourse({ methods })), ['level 4'])
  assert.deepEqual(counted('2026-06', withCourse({ methods })), ['level 3'])
})

test('S25: a patient counts once a month, whatever courses there were', () => {
  const ended = { ...COURSE, episodeId: 'e0', from: day('2026-06-01'), to: day('2026-06-30') }
  const facts = activityOf(
    month('2026-06'),
    [person({ courses: [COURSE, ended] })],
    CONTRACT,
    SHEFFIELD,
    'gp-practice',
  )
  assert.deepEqual(
    facts.map((fact) => 'episodeId' in fact && fact.episodeId),
    ['e0'],
  )
})

test('a month outside the contract counts nothing, and a contract that ends within a month counts to its end', () => {
  assert.deepEqual(counted('2026-03', person()), [])
  assert.deepEqual(counted('2027-04', person()), [])
  const short = { ...CONTRACT, to: day('2026-06-15') }
  assert.deepEqual(counted('2026-06', withCourse({ to: day('2026-06-15') }), short), ['level 4'])
})

test('a level that the contract does not have counts nothing', () => {
  assert.deepEqual(counted('2026-06', person(), { ...CONTRACT, levels: [3] }), [])
})

test('the other rules of who is active: any day, and every day', () => {
  const june = { from: day('2026-06-01'), to: day('2026-06-30') }
  const left = { ...COURSE, to: day('2026-06-03') }
  assert.equal(isActive(left, june, { kind: 'any-day' }), true)
  assert.equal(isActive(left, june, { kind: 'every-day' }), false)
  assert.equal(isActive(COURSE, june, { kind: 'every-day' }), true)
  assert.equal(isActive({ ...COURSE, from: day('2026-07-01') }, june, { kind: 'any-day' }), false)
  const pausedHere = { ...left, suspensions: [paused('2026-05-31', '2026-06-03')] }
  assert.equal(isActive(pausedHere, june, { kind: 'any-day' }), false)
})

test('S6, S27: warfarin initiated for atrial fibrillation is counted once, by a practice alone', () => {
  const first = withCourse({ from: day('2026-06-10'), initiatedOn: day('2026-06-10') })
  assert.deepEqual(counted('2026-06', first), ['level 4', 'initiated 2026-06-10'])
  assert.deepEqual(counted('2026-07', first), ['level 4'])
  assert.deepEqual(counted('2026-06', first, { ...CONTRACT, levels: [3, 4] }), ['level 4'])
  assert.deepEqual(counted('2026-06', first, CONTRACT, 'community-pharmacy'), ['level 4'])
  const other = withCourse({
    from: day('2026-06-10'),
    initiatedOn: day('2026-06-10'),
    isAtrialFibrillation: false,
  })
  assert.deepEqual(counted('2026-06', other), ['level 4'])
  const again = person({
    courses: [
      { ...COURSE, from: day('2024-01-01'), to: day('2024-09-01'), initiatedOn: day('2024-01-01') },
      { ...COURSE, episodeId: 'e2', from: day('2026-06-10'), initiatedOn: day('2026-06-10') },
    ],
  })
  assert.deepEqual(counted('2026-06', again), ['level 4'])
})

const visits = (count: number, from: Day) =>
  Array.from({ length: count }, (_, nth) => ({
    visitId: `v${nth + 1}`,
    episodeId: 'e1',
    on: addDays(from, nth * 7),
  }))

test('S26: the thirteenth home visit of a contract year is recorded and not paid; a new year begins again', () => {
  const homeVisits = visits(60, day('2026-04-01'))
  const long = { ...CONTRACT, to: day('2028-03-31') }
  const all = ['2026-04', '2026-05', '2026-06', '2026-07', '2027-03', '2027-04'].flatMap((of) =>
    counted(of, person({ homeVisits }), long).filter((each) => each.startsWith('visit')),
  )
  assert.ok(all.includes('visit 12 on 2026-06-17'))
  assert.ok(all.includes('visit 13 on 2026-06-24, unpaid'))
  assert.ok(all.includes('visit 1 on 2027-04-07'))
})

test('S26: what another provider was paid for counts towards the cap', () => {
  const homeVisits = visits(2, day('2026-06-01'))
  const paidElsewhere = Array.from({ length: 11 }, (_, nth) => addDays(day('2026-04-01'), nth))
  const others = [...paidElsewhere, day('2026-03-31'), day('2026-07-01')]
  assert.deepEqual(
    counted('2026-06', person({ homeVisits, paidElsewhere: others })).filter((each) =>
      each.startsWith('visit'),
    ),
    ['visit 12 on 2026-06-01', 'visit 13 on 2026-06-08, unpaid'],
  )
})

test('S26: a home visit to somebody on neither level, or outside the contract, is none of it', () => {
  const homeVisits = [
    { visitId: 'v1', episodeId: 'unknown', on: day('2026-06-01') },
    ...visits(1, day('2026-03-31')),
  ]
  assert.deepEqual(counted('2026-06', person({ homeVisits })), ['level 4'])
})
