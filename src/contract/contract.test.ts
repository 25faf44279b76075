import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { month } from './calendar-month.ts'
import {
  type Contract,
  contractYearOf,
  faultsOfContract,
  isWithinPrinted,
  monthsOf,
  overlapping,
  type TypedContract,
  versionFor,
} from './contract.ts'
import { SHEFFIELD_2020_21 as SHEFFIELD } from './sheffield-2020-21.ts'

const CONTRACT: Contract = {
  specificationId: 'sheffield-2020-21',
  specificationVersion: 1,
  reference: 'LCS-02/017',
  from: day('2026-04-01'),
  to: day('2027-03-31'),
  levels: [3, 4, 5],
}

const codes = (
  contract: TypedContract,
  kind: Parameters<typeof faultsOfContract>[2] = 'gp-practice',
) => faultsOfContract(contract, SHEFFIELD, kind).map(({ field, code }) => `${field}: ${code}`)

test('a practice holds all levels, a pharmacy not the fifth', () => {
  assert.deepEqual(codes(CONTRACT), [])
  assert.deepEqual(codes(CONTRACT, 'community-pharmacy'), ['levels: level-not-for-provider'])
  assert.deepEqual(codes({ ...CONTRACT, levels: [3, 4] }, 'community-pharmacy'), [])
})

test('a contract has a reference, a level, and an end that is not before its start', () => {
  assert.deepEqual(codes({ ...CONTRACT, reference: ' ' }), ['reference: required'])
  assert.deepEqual(codes({ ...CONTRACT, levels: [] }), ['levels: required'])
  assert.deepEqual(codes({ ...CONTRACT, to: day('2026-03-31') }), ['to: before-start'])
  assert.deepEqual(codes({ ...CONTRACT, to: CONTRACT.from }), [])
  assert.deepEqual(codes({ ...CONTRACT, from: null, to: null }), ['from: required', 'to: required'])
  assert.deepEqual(codes({ ...CONTRACT, to: day('2036-03-31') }), [])
  assert.deepEqual(codes({ ...CONTRACT, to: day('2036-04-01') }), ['to: too-long'])
})

test('contracts for the same service overlap where one day is of both, and of another service never', () => {
  const next = { ...CONTRACT, from: day('2027-04-01'), to: day('2028-03-31') }
  const other = { ...CONTRACT, specificationId: 'another' }
  assert.deepEqual(overlapping(CONTRACT, [next, other]), [])
  const early = { ...next, from: day('2027-03-31') }
  assert.deepEqual(overlapping(CONTRACT, [next, early]), [early])
  assert.deepEqual(overlapping(early, [CONTRACT]), [CONTRACT])
})

test('a contract of a later year lies outside the period that the specification prints, and the first day of it is enough', () => {
  assert.equal(isWithinPrinted(CONTRACT, SHEFFIELD), false)
  assert.equal(isWithinPrinted(SHEFFIELD.period, SHEFFIELD), true)
  assert.equal(isWithinPrinted({ ...SHEFFIELD.period, from: day('2020-03-31') }, SHEFFIELD), false)
  assert.equal(isWithinPrinted({ ...SHEFFIELD.period, to: day('2021-04-01') }, SHEFFIELD), false)
})

test('S32: a contract year is twelve months from the month of its start, however long the contract', () => {
  assert.deepEqual(contractYearOf(CONTRACT, day('2026-04-01')), {
    from: '2026-04-01',
    to: '2027-03-31',
  })
  assert.deepEqual(contractYearOf(CONTRACT, day('2028-03-31')), {
    from: '2027-04-01',
    to: '2028-03-31',
  })
  assert.deepEqual(contractYearOf(CONTRACT, day('2028-04-01')), {
    from: '2028-04-01',
    to: '2029-03-31',
  })
  assert.deepEqual(contractYearOf(CONTRACT, day('2026-03-31')), {
    from: '2025-04-01',
    to: '2026-03-31',
  })
  assert.equal(monthsOf(CONTRACT).length, 12)
})

test('S32: the figures of a month are made by the version that holds on its last day', () => {
  const from = (version: number, on: string) => ({ version, effectiveOn: day(on) })
  const later = [from(2, '2026-06-30'), from(3, '2026-08-01')]
  const of = (text: string) => versionFor(month(text), [from(1, '2026-04-01'), ...later]).version
  assert.deepEqual(['2026-03', '2026-05', '2026-06', '2026-07', '2026-08'].map(of), [1, 1, 2, 2, 3])
})
