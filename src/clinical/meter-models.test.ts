import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatInr, formatTenths, offeredInr, parseInr } from './inr.ts'
import { METER_MODEL_IDS, METER_MODELS, rangeOfModel, UNKNOWN_MODEL_RANGE } from './meter-models.ts'

/** Of each model, what it reports last and what it no longer does. Source: the safety reference and the manuals. */
for (const [model, typed, answer] of [
  ['coaguchek-xs', '0.8', '0.8'],
  ['coaguchek-xs', '0.7', 'below-range'],
  ['coaguchek-xs', '8.0', '8.0'],
  ['coaguchek-xs', '8.1', 'above-range:greater-than-8'],
  ['coaguchek-xs', '>8.0', '>8.0'],
  ['coaguchek-xs', '>7.5', 'format'],
  ['coaguchek-xs', '<0.8', '<0.8'],
  ['coaguchek-xs', 'HI', 'not-a-result:greater-than-8'],
  ['coaguchek-xs-plus', '0.7', 'below-range'],
  ['coaguchek-xs-plus', '8.0', '8.0'],
  ['lumiradx', '0.8', '0.8'],
  ['lumiradx', '7.5', '7.5'],
  ['lumiradx', '7.6', 'above-range:greater-than-7-5'],
  ['lumiradx', '>7.5', '>7.5'],
  ['lumiradx', '>8.0', 'format'],
  ['lumiradx', '<0.8', '<0.8'],
  ['lumiradx', 'HI', 'not-a-result:greater-than-7-5'],
  ['of no model that is known', '7.9', '7.9'],
  ['of no model that is known', '>7.5', '>7.5'],
  ['of no model that is known', '>8.0', '>8.0'],
  ['of no model that is known', '0.7', 'below-range'],
  ['of no model that is known', '8.1', 'above-range:greater-than-8'],
] as const) {
  test(`H03, H06: ${typed} on a meter ${model} is ${answer}`, () => {
    const parsed = parseInr(typed, rangeOfModel(model))
    const offer = parsed.kind === 'refused' && parsed.offer ? `:${parsed.offer}` : ''
    assert.equal(parsed.kind === 'inr' ? formatInr(parsed.inr) : `${parsed.code}${offer}`, answer)
  })
}

test('H03: what a meter cannot measure is told with the ends of that meter', () => {
  const says = (typed: string) => {
    const parsed = parseInr(typed, rangeOfModel('lumiradx'))
    return parsed.kind === 'refused' ? parsed.message : ''
  }
  assert.match(says('7.6'), /above 7\.5, the highest this method reports.*record it as >7\.5\./)
  assert.match(says('HI'), /record it as >7\.5\./)
  assert.match(says('LO'), /enter it as <0\.8\./)
})

test('H06: a meter of no known model is confirmed wherever one of the models would have to be', () => {
  assert.equal(rangeOfModel(null), UNKNOWN_MODEL_RANGE)
  assert.equal(rangeOfModel(undefined), UNKNOWN_MODEL_RANGE)
  fc.assert(
    fc.property(
      fc.constantFrom(...METER_MODELS),
      fc.integer({ min: 1, max: 90 }),
      (model, tenths) => {
        const { censorAboveTenths = 0, lowestTenths } = model.limits
        if (tenths >= censorAboveTenths) {
          assert.ok(tenths >= (UNKNOWN_MODEL_RANGE.censorAboveTenths ?? Infinity))
        }
        if (tenths < lowestTenths) {
          assert.equal(parseInr(formatTenths(tenths), UNKNOWN_MODEL_RANGE).kind, 'refused')
        }
      },
    ),
  )
})

test('every model names its range, its source and how far it was checked', () => {
  for (const { id, name, limits, source, status } of METER_MODELS) {
    assert.ok(name.length > 0 && source.length > 20, id)
    assert.equal(status, 'verified', `${id}: what is not verified is not offered`)
    assert.ok(limits.lowestTenths < limits.highestTenths)
  }
  assert.deepEqual(
    METER_MODELS.map(({ id }) => id),
    METER_MODEL_IDS,
  )
})

for (const [offer, inr] of [
  ['greater-than-8', '>8.0'],
  ['greater-than-7-5', '>7.5'],
  ['test-failed', undefined],
  ['greater-than-', undefined],
  ['not-greater-than-8', undefined],
  ['greater-than-8-5-0', undefined],
  [undefined, undefined],
] as const) {
  test(`D1.34: the button ${offer} records ${inr}`, () => {
    assert.equal(offeredInr(offer), inr)
  })
}
