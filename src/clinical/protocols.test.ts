import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TARGET_2_5, TARGET_3_0 } from '#test/clinical/a-visit.ts'
import { PROTOCOL_CARDS, protocolCard } from './protocols.ts'
import { MAINTENANCE_CARDS } from './warfarin/maintenance-cards.ts'
import { MAINTENANCE_PROTOCOLS } from './warfarin/rule-set.ts'

describe('H10: every protocol says what it is and where it comes from', () => {
  for (const card of PROTOCOL_CARDS) {
    test(`${card.id}: source, grade, status, eligibility, limits and constants are there`, () => {
      const { name, citation, because, targets, eligibility, works, limits, constants } = card
      for (const text of [card.version, name, citation, because, targets]) assert.notEqual(text, '')
      for (const list of [eligibility, works, limits, constants]) assert.ok(list.length > 0)
      for (const constant of constants) {
        assert.ok(constant.name !== '' && constant.value !== '' && constant.source !== '')
      }
      assert.ok(card.validRangeTenths.low < card.validRangeTenths.high)
      assert.equal(protocolCard(card.id), card)
    })
  }

  test('no two protocols share an id or a name', () => {
    for (const word of ['id', 'name'] as const) {
      assert.equal(new Set(PROTOCOL_CARDS.map((card) => card[word])).size, PROTOCOL_CARDS.length)
    }
    assert.equal(protocolCard('no such protocol'), undefined)
  })

  test('the maintenance cards are the maintenance protocols of the engine, no more and no fewer', () => {
    const ids = MAINTENANCE_CARDS.map(({ id }) => id)
    assert.deepEqual([...ids].sort(), [...MAINTENANCE_PROTOCOLS].sort())
  })

  test('the rows of a table follow each other without a gap or an overlap', () => {
    for (const { rows, title } of PROTOCOL_CARDS.flatMap(({ tables }) => tables)) {
      rows.forEach(({ toTenths }, index) => {
        const next = rows[index + 1]
        assert.equal(next?.fromTenths, toTenths === 'and-above' ? undefined : toTenths + 1, title)
      })
    }
  })
})

describe('H08: who a maintenance protocol is for', () => {
  const reasons = (id: string, who: Parameters<(typeof MAINTENANCE_CARDS)[0]['unsuited']>[0]) =>
    MAINTENANCE_CARDS.find((card) => card.id === id)?.unsuited(who)

  test('nobody whose treatment is being started, and nobody without a target', () => {
    for (const { id } of MAINTENANCE_CARDS) {
      assert.equal(reasons(id, { phase: 'initiating', target: TARGET_2_5 })?.length, 1, id)
      assert.equal(reasons(id, { phase: 'maintaining', target: 'not-known' })?.length, 1, id)
      assert.deepEqual(reasons(id, { phase: 'maintaining', target: TARGET_2_5 }), [], id)
    }
  })

  test('Coventry is for any target, the step table for 2.0 to 3.0 only', () => {
    const who = { phase: 'maintaining', target: TARGET_3_0 } as const
    assert.deepEqual(reasons('coventry', who), [])
    assert.deepEqual(reasons('re-ly', who), ['The table is for the range 2.0 to 3.0 only.'])
  })
})
