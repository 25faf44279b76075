import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#base/day.ts'
import type { Activity } from './activity.ts'
import { month } from './calendar-month.ts'
import { invoiceNumber } from './invoice-number.ts'
import { type Elsewhere, type PaidFact, sortFacts } from './paid-facts.ts'
import { isQuarter, monthsOfQuarter, quarterOf } from './quarter.ts'
import { type ClaimEntry, changesOf, quarterlyClaim, totalOf } from './quarterly-claim.ts'
import { SHEFFIELD_2020_21 as SHEFFIELD } from './sheffield-2020-21.ts'

const NOBODY: Elsewhere = { months: new Map(), initiated: new Set(), notCovered: new Set() }
const [APRIL, MAY, JULY] = [month('2026-04'), month('2026-05'), month('2026-07')]

const active = (patientId: string, of = APRIL, level: 3 | 4 = 4): Activity => ({
  kind: 'active',
  month: of,
  level,
  patientId,
  episodeId: `e-${patientId}`,
})
const initiation = (patientId: string): Activity => ({
  kind: 'initiation',
  month: MAY,
  patientId,
  episodeId: `e-${patientId}`,
  on: day('2026-05-04'),
})
const visit = (nth: number): Activity => ({
  kind: 'home-visit',
  month: MAY,
  patientId: 'p1',
  visitId: `v${nth}`,
  on: day('2026-05-10'),
  nth,
  isPaid: nth <= 12,
})
const sorted = (facts: readonly Activity[], elsewhere: Partial<Elsewhere> = {}) =>
  sortFacts(facts, SHEFFIELD, { ...NOBODY, ...elsewhere })

test('a quarter is April, July, October or January to the end of the third month', () => {
  assert.deepEqual(['2026-04', '2026-07', '2026-10', '2027-01'].map(isQuarter), [
    true,
    true,
    true,
    true,
  ])
  for (const no of ['2026-05', '2026-12', 'Q5', '2026-13', '2026-4', '', undefined]) {
    assert.equal(isQuarter(no), false, `${no}`)
  }
  assert.equal(quarterOf(month('2027-02')), '2027-01')
  assert.deepEqual(monthsOfQuarter(quarterOf(APRIL)), ['2026-04', '2026-05', '2026-06'])
})

test('S26, S27: what is paid has its price, and what is not has its reason', () => {
  const facts = [active('p1'), active('p2', APRIL, 3), initiation('p3'), visit(12), visit(13)]
  const { paid, unpaid } = sorted(facts)
  assert.deepEqual(
    paid.map(({ componentId, pricePence, evidenceId }) => [componentId, pricePence, evidenceId]),
    [
      ['level-4', 1775, 'e-p1'],
      ['level-3', 1325, 'e-p2'],
      ['level-5', 5000, 'e-p3'],
      ['home-visit', 600, 'v12'],
    ],
  )
  assert.deepEqual(
    unpaid.map(({ because }) => because),
    ['beyond-cap'],
  )
})

test('D9.01, D9.08, D9.10: a month claimed by another, a second start, and who is not of the population are not paid, and each says why', () => {
  const facts = [active('p1'), active('p1', MAY), initiation('p3'), active('p4')]
  const { paid, unpaid } = sorted(facts, {
    months: new Map([['p1', new Set([APRIL])]]),
    initiated: new Set(['p3']),
    notCovered: new Set(['p4']),
  })
  assert.deepEqual(
    unpaid.map(({ because }) => because),
    ['claimed-by-another', 'initiated-elsewhere', 'not-covered'],
  )
  assert.deepEqual(
    paid.map(({ patientId, month: of }) => [patientId, of]),
    [['p1', MAY]],
  )
})

const changes = (claimed: readonly ClaimEntry[], now: readonly PaidFact[]) =>
  changesOf(new Set([APRIL, MAY]), claimed, now).map(
    ({ componentId, patientId, sign, pricePence }) => [componentId, patientId, sign * pricePence],
  )
const lines = (facts: readonly Activity[]) => quarterlyClaim(sorted(facts), []).entries

test('what has changed since a claim is claimed or taken back fact by fact; a month that was never claimed is left alone', () => {
  const claimed = lines([active('p1'), active('p2'), active('p3')])
  const now = sorted([active('p1'), active('p2', APRIL, 3), active('p4'), active('p5', JULY)]).paid
  assert.deepEqual(changes(claimed, now), [
    ['level-4', 'p2', -1775],
    ['level-4', 'p3', -1775],
    ['level-3', 'p2', 1325],
    ['level-4', 'p4', 1775],
  ])
})

test('D9.35: another price from an earlier day is an adjustment of the difference; the claim that was made stays', () => {
  const claimed = lines([active('p1')])
  const dearer = { components: SHEFFIELD.components.map((each) => ({ ...each, pricePence: 1800 })) }
  const now = sortFacts([active('p1')], dearer, NOBODY).paid
  assert.deepEqual(changes(claimed, now), [
    ['level-4', 'p1', -1775],
    ['level-4', 'p1', 1800],
  ])
})

test('D9.28: a claim is whole pence whatever is in it, and claims with what puts them right come to what the record says last', () => {
  const someFacts = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean(), fc.boolean()), { maxLength: 30 })
    .map((known) => {
      const byPatientMonth = new Map<string, Activity>()
      for (const [who, isMay, isThree] of known) {
        const of = isMay ? MAY : APRIL
        byPatientMonth.set(`${who} ${of}`, active(`p${who}`, of, isThree ? 3 : 4))
      }
      return [...byPatientMonth.values()]
    })
  fc.assert(
    fc.property(fc.array(someFacts, { minLength: 1, maxLength: 5 }), (histories) => {
      let claimed: readonly ClaimEntry[] = []
      for (const facts of histories) {
        const now = sorted(facts).paid
        const claim = quarterlyClaim(
          { paid: [], unpaid: [] },
          changesOf(new Set([APRIL, MAY]), claimed, now),
        )
        assert.ok(Number.isSafeInteger(claim.totalPence))
        claimed = [...claimed, ...claim.entries]
        const worth = now.reduce((sum, { pricePence }) => sum + pricePence, 0)
        const paid = claimed.reduce((sum, { sign, pricePence }) => sum + sign * pricePence, 0)
        assert.equal(paid, worth)
        assert.equal(totalOf(claim.sums), claim.totalPence)
      }
    }),
  )
})

test('D9.60: the number of an invoice is letters, digits and hyphens, and each version has its own', () => {
  const numbered = { id: '0193-AbC-deF123', quarter: quarterOf(APRIL), version: 2 }
  assert.equal(invoiceNumber('c88999', numbered), 'C88999-202604-DEF123-2')
})
