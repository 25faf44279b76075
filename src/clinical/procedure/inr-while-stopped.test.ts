import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { CLOT_RISK_SOURCE, clotRisk } from './clot-risk.ts'
import { readWhileStopped } from './inr-while-stopped.ts'

const RISK = { mechanicalValve: 'mitral', antiphospholipid: 'no', highRiskLowInr: [] } as const
const TARGET = { valueTenths: 30, lowTenths: 25, highTenths: 35 }

function said(
  comparator: '=' | '>' | '<',
  tenths: number,
  method: 'laboratory' | 'provider-meter',
) {
  const facts = { inr: { comparator, tenths }, method, target: TARGET, risk: RISK }
  const { alarms, verdict } = readWhileStopped(facts, DEFAULT_RULE_SET)
  return [verdict, ...alarms.map(({ code }) => code)].join()
}

const READINGS = [
  ['=', 10, 'low-enough'],
  ['=', 14, 'low-enough'],
  ['=', 15, 'tell-department'],
  ['=', 24, 'tell-department'],
  ['=', 45, 'tell-department'],
  ['=', 49, 'tell-department,outside-valid-range'],
  ['=', 50, 'tell-department,inr-5-to-8'],
  ['=', 81, 'tell-department,inr-above-8'],
  ['>', 80, 'tell-department,inr-above-8'],
  ['<', 10, 'low-enough'],
  ['<', 15, 'low-enough'],
  ['<', 16, 'tell-department'],
  ['>', 10, 'tell-department,inr-above-8'],
] as const

for (const [comparator, tenths, expected] of READINGS) {
  test(`H04, H17: INR ${comparator}${tenths / 10} while stopped, with a mitral valve: ${expected}`, () => {
    assert.equal(said(comparator, tenths, 'laboratory'), expected)
  })
}

test('H17: no low INR alarms while stopped, and every high one does as it would otherwise', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 150 }), (tenths) => {
      const alarms = said('=', tenths, 'laboratory').split(',').slice(1)
      assert.equal(alarms.length > 0, tenths > DEFAULT_RULE_SET.validRangeTenths.high)
    }),
  )
})

test('H07: the risk of a clot is not known while the record cannot say, and never low by silence', () => {
  const none = { mechanicalValve: 'none', highRiskLowInr: [], highRiskNotKnown: [] } as const
  assert.equal(clotRisk(none).kind, 'not-on-the-list')
  assert.equal(clotRisk({ ...none, mechanicalValve: 'not-known' }).kind, 'not-known')
  assert.equal(clotRisk({ ...none, highRiskNotKnown: ['af-with-recent-stroke'] }).kind, 'not-known')
  const high = clotRisk({
    ...none,
    mechanicalValve: 'aortic',
    highRiskNotKnown: ['af-with-recent-stroke'],
  })
  assert.equal(high.kind, 'high')
  assert.equal(high.notKnown.length, 1)
})

test('H07: what puts the person on the list, and what nobody has recorded, is said in words', () => {
  const said = (mechanicalValve: 'aortic' | 'mitral' | 'other' | 'none' | 'not-known') => {
    const { because, notKnown } = clotRisk({ ...RISK, mechanicalValve })
    return [...because, ...notKnown.map((what) => `not known: ${what}`)].join()
  }
  assert.match(CLOT_RISK_SOURCE, /^BSG\/ESGE 2021/)
  assert.equal(said('aortic'), 'a mechanical aortic valve (bridged by local policy)')
  assert.equal(said('mitral'), 'a mechanical mitral valve')
  assert.equal(said('other'), 'a mechanical valve')
  assert.equal(said('none'), '')
  assert.equal(said('not-known'), 'not known: a mechanical heart valve')
})
