import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { aVisit, inr } from '#test/clinical/a-visit.ts'
import type { RiskFacts } from './advice.ts'
import { alarmsOf } from './alarms.ts'
import { HIGH_RISK_ITEMS, highRiskInWords, lowInrDangers, lowInrNotKnown } from './high-risk.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const PROSTHESIS = 'prosthetic-valve-with-af'

describe('H07: what makes a low INR dangerous is said in words', () => {
  test('what is dangerous stands in the alarm, each reason by its name', () => {
    const risk: RiskFacts = {
      mechanicalValve: 'mitral',
      antiphospholipid: 'no',
      highRiskLowInr: ['vte-under-3-months'],
    }
    const [alarm] = alarmsOf(aVisit({ inr: inr(19), risk }), DEFAULT_RULE_SET)
    assert.equal(
      alarm?.title,
      'Low INR, with a mechanical mitral valve; a clot in a vein or lung in the last 3 months',
    )
    assert.deepEqual(lowInrDangers({ ...risk, mechanicalValve: 'none', highRiskLowInr: [] }), [])
  })

  test('each valve has its words, and an item of an older list is said by its code', () => {
    const words = (['aortic', 'mitral', 'other', 'not-known'] as const).map((mechanicalValve) =>
      lowInrDangers({ mechanicalValve, antiphospholipid: 'no', highRiskLowInr: [] }),
    )
    assert.deepEqual(words, [
      ['a mechanical aortic valve'],
      ['a mechanical mitral valve'],
      ['a mechanical valve'],
      ['a mechanical valve neither recorded nor excluded'],
    ])
    assert.equal(highRiskInWords('vte-under-3-months'), HIGH_RISK_ITEMS['vte-under-3-months'])
    assert.equal(highRiskInWords('af-with-something-else'), 'af with something else')
  })

  test('a low INR of answers from before the list was asked has nothing that is not known', () => {
    const risk: RiskFacts = { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] }
    assert.deepEqual(lowInrNotKnown(aVisit({ inr: inr(19), risk })), [])
  })

  test('what is not known is said at a low INR, and at no other', () => {
    const risk: RiskFacts = {
      mechanicalValve: 'none',
      antiphospholipid: 'no',
      highRiskLowInr: [],
      highRiskNotKnown: [PROSTHESIS],
    }
    assert.equal(lowInrNotKnown(aVisit({ inr: inr(19), risk })).length, 1)
    assert.equal(lowInrNotKnown(aVisit({ inr: inr(8, '<'), risk })).length, 1)
    for (const other of [inr(20), inr(31), inr(80, '>'), inr(14, '>')]) {
      assert.deepEqual(lowInrNotKnown(aVisit({ inr: other, risk })), [])
    }
  })
})
