import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { RULE_FIELDS, SITE_RULE_ROWS } from './rule-fields.ts'
import { DEFAULT_RULE_SET, hillingdonSettings } from './rule-set.ts'
import {
  isRuleSet,
  readRuleSet,
  ruleDifferences,
  ruleSetFaults,
  typedRuleSet,
} from './rule-set-form.ts'

const TEXT = { version: '2', from: day('2026-11-27') }
const read = (typed: Readonly<Record<string, string>>) => readRuleSet(typed, DEFAULT_RULE_SET, TEXT)

test('H10: what is refused is said after the name of its field, in one sentence', () => {
  const messages = (typed: Readonly<Record<string, string>>) => {
    const outcome = read(typed)
    assert.ok(outcome.kind === 'refused')
    return outcome.findings.map(({ message }) => message)
  }
  assert.deepEqual(messages({ capPercent: '21' }), [
    'Largest step of a suggestion, of the weekly dose: enter a value from 5 to 20 %.',
  ])
  assert.deepEqual(messages({ protocol: '' }), [
    'Protocol, where a plan names none: enter a value.',
  ])
})

test('H10: a candidate that lacks a field, holds another form or goes beyond a limit is said field by field', () => {
  const { capPercent: _gone, ...without } = DEFAULT_RULE_SET
  assert.deepEqual(ruleSetFaults(without), [
    {
      field: 'capPercent',
      code: 'limit',
      message: 'Largest step of a suggestion, of the weekly dose: enter a value.',
    },
  ])
  assert.deepEqual(
    ruleSetFaults({ ...DEFAULT_RULE_SET, capPercent: '20', hardCapPercent: 60 }).map(
      ({ message }) => message,
    ),
    [
      'Largest step of a suggestion, of the weekly dose: enter a value.',
      'A change refused for everybody above, of the weekly dose: enter a value from 25 to 50 %.',
    ],
  )
  const beyondAndDisagreeing = {
    ...DEFAULT_RULE_SET,
    capPercent: 30,
    softDailyUg: 12_000,
    hardDailyUg: 12_000,
  }
  assert.deepEqual(
    ruleSetFaults(beyondAndDisagreeing).map(({ field }) => field),
    ['capPercent'],
  )
  assert.equal(isRuleSet(without), false)
})

test('H10: fields that came later may be absent, and are said as what their absence means', () => {
  const { coventryLeastDays: _c, unevenDoseDays: _u, ...earlier } = DEFAULT_RULE_SET
  assert.ok(isRuleSet(earlier))
  const { hillingdon: _h, band: _b, relaxedTenths: _r, ...first } = earlier
  assert.ok(isRuleSet(first))
  assert.deepEqual(ruleSetFaults(first), [])
  const said = ruleDifferences(first, { ...DEFAULT_RULE_SET, relaxedTenths: 3 })
  assert.deepEqual(
    said
      .map(({ path, before, after }) => [path, before, after])
      .filter(([path]) => path === 'relaxedTenths'),
    [['relaxedTenths', 'no plan had a relaxed side', '0.3']],
  )
  assert.deepEqual(
    ruleDifferences(earlier, DEFAULT_RULE_SET).map(({ path, before, after }) => [
      path,
      before,
      after,
    ]),
    [
      ['coventryLeastDays', 'an INR was dosed however soon it was taken', '7 days'],
      ['unevenDoseDays', 'an INR was dosed however soon after an uneven dose', '7 days'],
    ],
  )
  assert.deepEqual(hillingdonSettings(first), DEFAULT_RULE_SET.hillingdon)
})

test('H10: limits between fields hold at their ends', () => {
  const isAllowed = (typed: Readonly<Record<string, string>>) => read(typed).kind === 'rule-set'
  assert.ok(isAllowed({ highInrTenths: '4.6', 'doubleEntry.fromTenths': '4.6' }))
  assert.ok(isAllowed({ softDailyUg: '11.5', hardDailyUg: '12' }))
  assert.ok(isAllowed({ maxIntervalDays: '42', ladderDays: '28, 42' }))
  assert.ok(isAllowed({ 'dosableWindowDays.laboratory': '1' }))
})

test('H10: no setting calculates a dose at the INR of the published high-INR action', () => {
  const { holds: calculated } = RULE_FIELDS['validRangeTenths.high']
  const { holds: highInr } = RULE_FIELDS.highInrTenths
  assert.ok(calculated.kind === 'number' && highInr.kind === 'number')
  assert.ok(calculated.most < highInr.least)
})

test('a form holds each field that a site may set, as it is typed', () => {
  assert.deepEqual(
    Object.keys(typedRuleSet(DEFAULT_RULE_SET)),
    SITE_RULE_ROWS.map(({ path }) => path),
  )
  assert.equal(typedRuleSet(DEFAULT_RULE_SET)['capPercent'], '20')
})
