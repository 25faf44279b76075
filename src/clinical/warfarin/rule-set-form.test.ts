import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#base/day.ts'
import { RULE_PATHS, RULE_ROWS, type RulePath, SITE_RULE_ROWS } from './rule-fields.ts'
import { DEFAULT_RULE_SET, type RuleSet } from './rule-set.ts'
import {
  completeRuleSet,
  isRuleSet,
  readRuleSet,
  ruleDifferences,
  ruleSetFaults,
  ruleValue,
  typedRuleSet,
} from './rule-set-form.ts'
import { limitsInWords, readValue, valueAsTyped, valueInWords } from './rule-values.ts'

const TEXT = { version: '2', from: day('2026-11-27') }
const read = (typed: Readonly<Record<string, string>>, base: RuleSet = DEFAULT_RULE_SET) =>
  readRuleSet(typed, base, TEXT)

/** The names of everything that a rule set holds, lists being one value. */
function pathsIn(value: object, before = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = `${before}${key}`
    const isWhole = typeof inner !== 'object' || inner === null || Array.isArray(inner)
    return isWhole ? [path] : pathsIn(inner, `${path}.`)
  })
}

test('H10: every field of a rule set has its row of words, so that no change of one can go unseen', () => {
  assert.deepEqual([...RULE_PATHS].sort(), [...pathsIn(DEFAULT_RULE_SET)].sort())
})

test('the rules as shipped keep to every limit that a site is held to', () => {
  assert.ok(isRuleSet(DEFAULT_RULE_SET))
  assert.deepEqual(ruleSetFaults(DEFAULT_RULE_SET), [])
})

test('the form of a rule set, sent back unchanged, is that rule set', () => {
  const again = read(typedRuleSet(DEFAULT_RULE_SET))
  assert.deepEqual(again, { kind: 'rule-set', ruleSet: { ...DEFAULT_RULE_SET, ...TEXT } })
})

test('H10: what is not for a site to set is not taken from a form', () => {
  const outcome = read({ id: 'mine', version: '99', from: '2020-01-01' })
  assert.deepEqual(outcome, { kind: 'rule-set', ruleSet: { ...DEFAULT_RULE_SET, ...TEXT } })
})

test('what is not sent stays as it is', () => {
  const outcome = read({ capPercent: '15' })
  assert.deepEqual(outcome, {
    kind: 'rule-set',
    ruleSet: { ...DEFAULT_RULE_SET, ...TEXT, capPercent: 15 },
  })
})

for (const { path, holds } of SITE_RULE_ROWS) {
  if (holds.kind !== 'number') continue
  test(`H10: ${path} is taken from ${limitsInWords(holds)} and refused one step beyond`, () => {
    const step = holds.unit === 'mg' ? 500 : 1
    const typed = (value: number) => valueAsTyped(holds, value)
    assert.deepEqual(readValue(holds, typed(holds.least)), { kind: 'value', value: holds.least })
    assert.deepEqual(readValue(holds, typed(holds.most)), { kind: 'value', value: holds.most })
    assert.equal(readValue(holds, typed(holds.most + step)).kind, 'refused')
    const below = holds.least - step
    if (below >= 0) assert.equal(readValue(holds, typed(below)).kind, 'refused')
  })
}

const REFUSED: readonly (readonly [path: RulePath, typed: string, code: string])[] = [
  ['capPercent', '', 'required'],
  ['capPercent', '20 %', 'format'],
  ['capPercent', '20.0', 'format'],
  ['capPercent', '1e1', 'format'],
  ['capPercent', '021', 'format'],
  ['capPercent', '0x14', 'format'],
  ['capPercent', '-5', 'format'],
  ['capPercent', 'NaN', 'format'],
  ['capPercent', '21', 'limit'],
  ['highInrTenths', '5', 'format'],
  ['highInrTenths', '50', 'format'],
  ['highInrTenths', '5,0', 'format'],
  ['highInrTenths', '5.1', 'limit'],
  ['validRangeTenths.low', '1.4', 'limit'],
  ['validRangeTenths.high', '4.6', 'limit'],
  ['softDailyUg', '7.25', 'format'],
  ['softDailyUg', '15 mg', 'format'],
  ['protocol', 'my-own', 'format'],
  ['firstDeviationRule', 'perhaps', 'format'],
  ['ladderDays', '28; 42', 'format'],
  ['ladderDays', '28, 28', 'limit'],
  ['ladderDays', '42, 28', 'limit'],
  ['ladderDays', '28, 42, 85', 'limit'],
  ['ladderDays', '6, 14', 'limit'],
]
for (const [path, typed, code] of REFUSED) {
  test(`H10: ${path} typed as "${typed}" is refused (${code}) and nothing is corrected`, () => {
    const outcome = read({ [path]: typed })
    assert.ok(outcome.kind === 'refused')
    assert.deepEqual(
      outcome.findings.map((finding) => [finding.field, finding.code]),
      [[path, code]],
    )
  })
}

const DISAGREE: readonly (readonly [
  says: string,
  typed: Readonly<Record<string, string>>,
  field: RulePath,
])[] = [
  [
    'an INR typed twice only above the high-INR action',
    { highInrTenths: '4.6', 'doubleEntry.fromTenths': '4.7' },
    'doubleEntry.fromTenths',
  ],
  [
    'a refusal no higher than the second clinician',
    { softDailyUg: '12', hardDailyUg: '12' },
    'hardDailyUg',
  ],
  ['a step longer than the longest recall', { maxIntervalDays: '70' }, 'ladderDays'],
  ['a first step of more than 28 days', { ladderDays: '35, 42' }, 'ladderDays'],
  [
    'a valve seen less often than anybody',
    { maxIntervalDays: '28', ladderDays: '14, 28' },
    'valveMaxDays',
  ],
  [
    'a meter trusted longer than a laboratory',
    { 'dosableWindowDays.laboratory': '0' },
    'dosableWindowDays.meter',
  ],
]
for (const [says, typed, field] of DISAGREE) {
  test(`H10: ${says} is refused, each value alone being allowed`, () => {
    const outcome = read(typed)
    assert.ok(outcome.kind === 'refused')
    assert.deepEqual([...new Set(outcome.findings.map((finding) => finding.field))], [field])
    for (const { code, message } of outcome.findings) {
      assert.equal(code, 'disagrees')
      assert.match(message, /^[AT].+\.$/)
    }
  })
}

test('a stored rule set of an earlier release gets the fields that it lacks as shipped, and keeps its own', () => {
  const { graceDays: _later, dosableWindowDays: _too, ...earlier } = DEFAULT_RULE_SET
  assert.deepEqual(completeRuleSet({ ...earlier, capPercent: 10 }), {
    ...DEFAULT_RULE_SET,
    capPercent: 10,
  })
})

test('a stored rule set with a value of another form is no rule set', () => {
  assert.equal(isRuleSet({ ...DEFAULT_RULE_SET, capPercent: '20' }), false)
  assert.throws(
    () => completeRuleSet({ ...DEFAULT_RULE_SET, ladderDays: [28, null] }),
    /^RangeError: a stored rule set has a value of another form$/,
  )
})

test('a difference is said field by field, in words', () => {
  const changed: RuleSet = {
    ...DEFAULT_RULE_SET,
    ...TEXT,
    protocol: 're-ly',
    validRangeTenths: { low: 15, high: 40 },
    ladderDays: [28, 42],
  }
  assert.deepEqual(
    ruleDifferences(DEFAULT_RULE_SET, changed).map(({ path, before, after }) => [
      path,
      before,
      after,
    ]),
    [
      ['protocol', 'Coventry/Warwickshire', 'RE-LY steps'],
      ['validRangeTenths.high', '4.5', '4.0'],
      ['ladderDays', '28, 42, 56, 70, 84 days', '28, 42 days'],
    ],
  )
})

test('a field that an earlier rule set did not have is a difference, said as not set', () => {
  const { graceDays: _later, ...earlier } = DEFAULT_RULE_SET
  const [only] = ruleDifferences(earlier, DEFAULT_RULE_SET)
  assert.equal(only?.path, 'graceDays')
  assert.equal(only?.before, 'not set')
})

test('H10: two rule sets differ in words exactly when a site would have set another value', () => {
  const rows = SITE_RULE_ROWS.flatMap(({ path, holds }) =>
    holds.kind === 'number' ? [{ path, holds }] : [],
  )
  fc.assert(
    fc.property(fc.constantFrom(...rows), fc.nat(), ({ path, holds }, nth) => {
      const step = holds.unit === 'mg' ? 500 : 1
      const value = holds.least + (nth % ((holds.most - holds.least) / step + 1)) * step
      const outcome = read({ [path]: valueAsTyped(holds, value) })
      if (outcome.kind === 'refused') return
      const found = ruleDifferences(DEFAULT_RULE_SET, outcome.ruleSet).map((one) => one.path)
      assert.deepEqual(found, value === ruleValue(DEFAULT_RULE_SET, path) ? [] : [path])
    }),
  )
})

test('every value as shipped is said in words, and no row says "not set"', () => {
  for (const { path, holds } of RULE_ROWS) {
    const words = valueInWords(holds, ruleValue(DEFAULT_RULE_SET, path))
    assert.ok(words.length > 0 && words !== 'not set', path)
  }
})
