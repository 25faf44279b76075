import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#base/day.ts'
import { aVisit } from '#test/clinical/a-visit.ts'
import { advise } from './advise.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const said = (comparator: '=' | '>' | '<', tenths: number, restartedOn?: string) => {
  const visit = aVisit({ inr: { comparator, tenths } })
  const restarted = restartedOn === undefined ? visit : { ...visit, restartedOn: day(restartedOn) }
  const advice = advise(restarted, DEFAULT_RULE_SET)
  return advice.kind === 'dose' ? 'dose' : advice.alarms.map(({ code }) => code).join()
}

const AFTER = [
  ['=', 19, 'low-after-restart'],
  ['=', 20, 'dose'],
  ['=', 35, 'dose'],
] as const

for (const [comparator, tenths, expected] of AFTER) {
  test(`H08, H24: INR ${tenths / 10} while none since the restart has been in range: ${expected}`, () => {
    assert.equal(said(comparator, tenths, '2026-11-10'), expected)
    assert.equal(said(comparator, tenths), 'dose')
  })
}

test('H04: an INR above what a meter measures is never a low one after a restart', () => {
  assert.equal(said('>', 10, '2026-11-10'), 'inr-above-8')
})

test('H08: after a restart no INR below the range is ever dosed, and any other as it would be without', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 120 }), (tenths) => {
      const [after, without] = [said('=', tenths, '2026-11-10'), said('=', tenths)]
      if (tenths < 20) assert.match(after, /low-after-restart/)
      else assert.equal(after, without)
    }),
  )
})
