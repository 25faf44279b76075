import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { indicatorsOf, of, old } from '#test/clinical/an-indicator-clinic.ts'
import type { IndicatorId } from './npsa-definitions.ts'

/** The first and the last day of the period, and those just outside. */
const EDGES = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((on) => day(on))

test('a bleed, and a loss, of the first and the last day of the period are of it, those beside are not', () => {
  const bled = EDGES.map((on) => old([], { bledOn: [on] }))
  assert.equal(of('established-5', bled), 'at least 2')
  const lost = EDGES.map((endedOn) => ({ ...old([], { isLost: true }), endedOn }))
  assert.equal(of('established-6', [...lost, old([], { isLost: true })]), '2 of 4')
})

test('who was treated on any day of the period is among those on treatment, also with a start not known', () => {
  const all = (written: Parameters<typeof of>[1]) => of('established-6', written)
  assert.equal(all(EDGES.map((startedOn) => ({ ...old([]), startedOn }))), '0 of 3')
  assert.equal(all(EDGES.map((endedOn) => ({ ...old([]), endedOn }))), '0 of 3')
  assert.equal(all([{ ...old([]), startedOn: 'not-known' as const }]), '0 of 1')
})

test('what is in neither number of a share is said in words', () => {
  const high = [[day('2026-06-01'), 1045]] as const
  const people = [
    old(high, { targetFit: 'not-known', booklet: 'not-known', lastDose: 'none' }),
    old([]),
  ]
  const whys = (id: IndicatorId) => {
    const answer = indicatorsOf(people)[id]
    return answer.kind === 'figure' ? answer.notCounted.map(({ why }) => why) : []
  }
  assert.deepEqual(whys('established-2'), ['possibly so'])
  assert.deepEqual(whys('established-8a'), ['diagnosis, target or valve not known well enough'])
  assert.deepEqual(whys('established-9'), ['nothing recorded about written information'])
  assert.deepEqual(whys('established-10'), ['no dose decided here in the period'])
})

const one = (on: string, reading: number) => [[day(on), reading]] as const

const SINGLE: readonly (readonly [string, IndicatorId, Parameters<typeof of>[1], string])[] = [
  [
    '8.0 of a laboratory',
    'established-3',
    [{ ...old(one('2026-06-01', 80)), fromLaboratory: true }],
    '0 of 1',
  ],
  ['7.9 of a meter', 'established-3', [old(one('2026-06-01', 79))], '0 of 1'],
  ['>4.5', 'established-3', [old(one('2026-06-01', 1045))], '0 of 0, 1 left out'],
  ['5.1 of the first day', 'established-2', [old(one('2026-01-01', 51))], '1 of 1'],
  ['5.1 of the last day', 'established-2', [old(one('2026-12-31', 51))], '1 of 1'],
  [
    'one without a range',
    'established-2',
    [{ ...old(one('2026-06-01', 60)), ranges: [] }],
    '0 of 0',
  ],
]
for (const [what, id, written, says] of SINGLE) {
  test(`H04: ${what} says ${says} of ${id}`, () => {
    assert.equal(of(id, written), says)
  })
}

test('an INR of the last day of treatment counts, one after it does not, nor one after the period', () => {
  const inrs = [
    [day('2026-05-31'), 60],
    [day('2026-06-01'), 60],
    [day('2027-01-01'), 60],
  ] as const
  const until = (endedOn: string) => of('established-2', [{ ...old(inrs), endedOn: day(endedOn) }])
  assert.equal(until('2026-05-31'), '1 of 1')
  assert.equal(until('2026-06-01'), '2 of 2')
  assert.equal(until('2027-06-01'), '2 of 2')
})

test('nobody is counted by the INRs of who stands next in the columns; the people of a share are named', () => {
  const clinic = [old([]), old([[day('2026-06-01'), 10]]), old([[day('2026-06-01'), 60]]), old([])]
  assert.equal(of('established-4', clinic), '1 of 2')
  const named = (id: IndicatorId) => {
    const answer = indicatorsOf(clinic)[id]
    return answer.kind === 'figure' ? [answer.unit, ...answer.people] : []
  }
  assert.deepEqual(named('established-4'), ['INRs', 1])
  assert.deepEqual(named('established-2'), ['INRs', 2])
})

test('H07: far below target counts on each day of maintenance, from its first to the one before a suspension', () => {
  const breaks = [{ from: day('2026-05-01'), until: day('2026-05-10') }]
  const low = (on: string) => of('established-4', [{ ...old(one(on, 10)), breaks }])
  assert.deepEqual(
    ['2026-04-30', '2026-05-01', '2026-06-20', '2026-06-21', '2026-08-01'].map(low),
    ['1 of 1', '0 of 0', '0 of 0', '1 of 1', '1 of 1'],
  )
})
