import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsWithoutWords } from '#test/clinical/every-text.ts'
import { ALARMS } from './alarm-actions.ts'
import { MAINTENANCE_CARDS, maintenanceCard } from './maintenance-cards.ts'
import { PROTOCOL_ALARMS } from './protocol-alarm-actions.ts'
import { RULE_FIELDS, RULE_GROUPS } from './rule-fields.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'
import { RULES } from './rules.ts'

test('H17: no word is missing from an alarm, a rule, a protocol or a setting', () => {
  const tables = { ALARMS, PROTOCOL_ALARMS, RULES, MAINTENANCE_CARDS, RULE_FIELDS, RULE_GROUPS }
  assert.deepEqual(textsWithoutWords(tables), [])
})

test('H08: a card says why its protocol is not for somebody who is being started, or has no target', () => {
  const why = MAINTENANCE_CARDS.map(({ unsuited }) =>
    unsuited({ phase: 'initiating', target: 'not-known' }),
  )
  assert.deepEqual(
    why.map((reasons) => reasons.length),
    [2, 2, 2, 2],
  )
  assert.deepEqual(textsWithoutWords({ why }), [])
})

test('H10: the rules as shipped have their name and version', () => {
  assert.deepEqual([DEFAULT_RULE_SET.id, DEFAULT_RULE_SET.version], ['evenkeel-warfarin', '1.2'])
})

const figureOf = (id: 'hillingdon' | 'one-step', name: string) =>
  maintenanceCard(id).constants.find((constant) => constant.name === name)?.value

test('H10: the cards say the figures that the rules hold', () => {
  assert.equal(figureOf('hillingdon', 'Coefficient'), '0.58; allowed 0.50 to 0.77')
  assert.equal(figureOf('hillingdon', 'Tolerance'), '20 % either side of the target')
  assert.equal(figureOf('hillingdon', 'Adjustment range'), '1 below to 1.5 above target')
  assert.equal(figureOf('one-step', 'INR for which it decides'), '1.0 to 4.0')
  assert.deepEqual(maintenanceCard('one-step').validRangeTenths, { low: 15, high: 40 })
  assert.deepEqual(
    MAINTENANCE_CARDS.map(({ id }) => maintenanceCard(id).id),
    ['coventry', 'hillingdon', 're-ly', 'one-step'],
  )
})
