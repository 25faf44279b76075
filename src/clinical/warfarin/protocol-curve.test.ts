import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TARGET_2_5, TARGET_3_0 } from '#test/clinical/a-visit.ts'
import { type CurvePoint, protocolCurve } from './protocol-curve.ts'
import { DEFAULT_RULE_SET, MAINTENANCE_PROTOCOLS, type RuleSet } from './rule-set.ts'

const by = (protocol: RuleSet['protocol'], changes: Partial<RuleSet> = {}) =>
  protocolCurve({ ...DEFAULT_RULE_SET, protocol, ...changes }, TARGET_2_5)
const at = (curve: readonly CurvePoint[], tenths: number) =>
  curve.find(({ inrTenths }) => inrTenths === tenths) ?? assert.fail(`no point at ${tenths}`)

describe('the graph of a protocol is what the engine answers', () => {
  test('Coventry at 4.0: -9.14 %; Hillingdon -27.26 %, limited to -20 %', () => {
    assert.deepEqual(at(by('coventry'), 40).first, { raw: -914, limited: -914, omitDays: 0 })
    assert.deepEqual(at(by('hillingdon'), 40).first, { raw: -2726, limited: -2000, omitDays: 0 })
  })

  test('the RE-LY steps wait for a second result just out of range, and leave out a dose from 4.0', () => {
    const { first, again } = at(by('re-ly'), 18)
    assert.deepEqual(
      [first, again].map((dose) => dose !== 'no-dose' && dose.raw),
      [0, 1000],
    )
    assert.deepEqual(at(by('re-ly'), 40).first, { raw: -1000, limited: -1000, omitDays: 1 })
  })

  test('where no dose is calculated there is none: below 1.6 and above 4.5, one step above 4.0', () => {
    const without = (curve: readonly CurvePoint[]) =>
      curve.filter(({ first }) => first === 'no-dose').map(({ inrTenths }) => inrTenths)
    assert.deepEqual(without(by('coventry')).slice(4, 8), [14, 15, 46, 47])
    assert.equal(at(by('one-step'), 41).again, 'no-dose')
    assert.ok(
      protocolCurve({ ...DEFAULT_RULE_SET, protocol: 're-ly' }, TARGET_3_0).every(
        ({ again }) => again === 'no-dose',
      ),
    )
  })

  test('H09: no graph rises with the INR', () => {
    for (const protocol of MAINTENANCE_PROTOCOLS) {
      const doses = by(protocol).flatMap(({ again }) => (again === 'no-dose' ? [] : [again]))
      doses.forEach(({ raw, limited }, nth) => {
        const next = doses[nth + 1]
        assert.ok(next === undefined || (next.raw <= raw && next.limited <= limited), protocol)
      })
    }
  })
})

test('the graph has a point for each INR from 1.0 to 6.0', () => {
  const curve = by('coventry')
  assert.deepEqual([curve.length, curve[0]?.inrTenths, curve.at(-1)?.inrTenths], [51, 10, 60])
})

test('again: the last result was just out of range on the same side, else at the target', () => {
  const dose = (tenths: number) => {
    const { again } = at(by('one-step'), tenths)
    return again === 'no-dose' ? again : again.raw
  }
  assert.deepEqual([dose(19), dose(20), dose(30), dose(31)], [1500, 0, 0, -1500])
  const reLy = (tenths: number) => {
    const { again } = at(by('re-ly'), tenths)
    return again === 'no-dose' ? again : again.raw
  }
  assert.deepEqual([reLy(19), reLy(20), reLy(30), reLy(31)], [1000, 0, 0, -1000])
})

test('again: an INR within the range is drawn as after one at the target, one beyond it as the second', () => {
  const wide = { valueTenths: 25, lowTenths: 18, highTenths: 35 }
  const curve = protocolCurve({ ...DEFAULT_RULE_SET, firstDeviationRule: true }, wide)
  const changes = (tenths: number) => {
    const { again } = at(curve, tenths)
    return again === 'no-dose' ? again : Math.sign(again.raw)
  }
  assert.deepEqual([17, 18, 19, 34, 35, 36].map(changes), [1, 0, 0, 0, 0, -1])
})
