import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { aVisit, inr, result, TARGET_3_0 } from '#test/clinical/a-visit.ts'
import { days, initiating } from '#test/clinical/an-initiation.ts'
import { type Adjustment, AS_PUBLISHED } from './adjustment.ts'
import type { AdviseInput, DoseAdvice } from './advice.ts'
import { advise } from './advise.ts'
import { DEFAULT_RULE_SET, MAINTENANCE_PROTOCOLS, type RuleSet } from './rule-set.ts'
import { NOTES } from './rules.ts'

const by = (protocol: RuleSet['protocol'], changes: Partial<RuleSet> = {}): RuleSet => ({
  ...DEFAULT_RULE_SET,
  protocol,
  ...changes,
})
const NEVER_WIDER = { band: 'never-wider-than-range' } as const

function doseFor(changes: Partial<AdviseInput>, rules: RuleSet): DoseAdvice {
  const advice = advise(aVisit(changes), rules)
  if (advice.kind === 'alarm') assert.fail(`an alarm: ${advice.alarms[0]?.title}`)
  return advice
}
const codesFor = (changes: Partial<AdviseInput>, rules: RuleSet): readonly string[] => {
  const advice = advise(aVisit(changes), rules)
  return advice.kind === 'alarm' ? advice.alarms.map(({ code }) => code) : []
}
const fired = ({ fired: rules }: DoseAdvice) => rules.map(({ rule }) => rule)
const plan = (changes: Partial<Adjustment>) => ({ adjustment: { ...AS_PUBLISHED, ...changes } })

describe('a suggestion by Hillingdon', () => {
  test('INR 3.2 on 5 mg: -14.3 % by the formula, made of the tablets', () => {
    const advice = doseFor({ inr: inr(32) }, by('hillingdon'))
    assert.equal(advice.rawNg, 4_284_106)
    assert.equal(advice.roundedUg, 4500)
    assert.deepEqual(fired(advice).slice(0, 1), ['hillingdon-above'])
  })

  test('INR 1.6 on 5 mg: +26 % by the formula is held to 20 %', () => {
    const advice = doseFor({ inr: inr(16) }, by('hillingdon'))
    assert.equal(advice.clampedUg, 6000)
    assert.ok(fired(advice).includes('cap'))
  })

  test('INR 4.0 on 5 mg: -27 % by the formula is held to 20 %', () => {
    const advice = doseFor({ inr: inr(40) }, by('hillingdon'))
    assert.equal(advice.clampedUg, 4000)
    assert.ok(fired(advice).includes('cap'))
  })

  test('within the tolerance the dose stays, ends included', () => {
    for (const tenths of [20, 25, 30]) {
      assert.equal(doseFor({ inr: inr(tenths) }, by('hillingdon')).rawNg, 5_000_000)
    }
    assert.notEqual(doseFor({ inr: inr(31) }, by('hillingdon')).rawNg, 5_000_000)
    assert.notEqual(doseFor({ inr: inr(19) }, by('hillingdon')).rawNg, 5_000_000)
  })

  test('H09: outside the adjustment range a person decides', () => {
    assert.deepEqual(codesFor({ inr: inr(40) }, by('hillingdon')), [])
    assert.deepEqual(codesFor({ inr: inr(41) }, by('hillingdon')), ['outside-protocol-range'])
    const at3 = (tenths: number) =>
      codesFor({ inr: inr(tenths), target: TARGET_3_0 }, by('hillingdon'))
    assert.deepEqual([19, 23, 45].map(at3), [
      ['inr-far-below-target', 'outside-protocol-range'],
      [],
      [],
    ])
  })
})

describe('a suggestion by the one-step rule', () => {
  test('15 % up when low at once; high only for the second time', () => {
    const highBefore = [result('2026-11-08', 34)]
    assert.equal(doseFor({ inr: inr(19) }, by('one-step')).rawNg, 5_750_000)
    assert.equal(doseFor({ inr: inr(35) }, by('one-step')).rawNg, 5_000_000)
    const twice = doseFor({ inr: inr(35), previous: highBefore }, by('one-step'))
    assert.deepEqual([twice.rawNg, fired(twice)[0]], [4_250_000, 'one-step-high-twice'])
  })

  test('H09: below 1.0 it decides nothing, whatever else is said of such an INR', () => {
    const isOutside = (tenths: number) =>
      codesFor({ inr: inr(tenths) }, by('one-step')).includes('outside-protocol-range')
    assert.deepEqual([9, 10, 11].map(isOutside), [true, false, false])
  })

  test('H09: above 4.0 and for another range it gives no dose', () => {
    assert.deepEqual(codesFor({ inr: inr(40) }, by('one-step')), [])
    assert.deepEqual(codesFor({ inr: inr(41) }, by('one-step')), ['outside-protocol-range'])
    assert.deepEqual(codesFor({ inr: inr(30), target: TARGET_3_0 }, by('one-step')), [
      'protocol-not-for-target',
    ])
  })
})

describe('targets 3.0 and 3.5: the band of the site', () => {
  test('as published 3.6 for target 3.0 stays, and the band is said with it', () => {
    const advice = doseFor({ inr: inr(36), target: TARGET_3_0 }, by('coventry'))
    assert.equal(advice.rawNg, 5_000_000)
    assert.deepEqual(advice.noChange, { low: 24, high: 36, band: 'as-published' })
    assert.deepEqual(advice.notes, [NOTES.bandWiderThanRange])
  })

  test('never wider than the range: 3.6 goes down from the limit 3.5, by 0.93 %', () => {
    const advice = doseFor({ inr: inr(36), target: TARGET_3_0 }, by('coventry', NEVER_WIDER))
    assert.equal(advice.rawNg, 4_953_268)
    assert.deepEqual(advice.noChange, { low: 25, high: 35, band: 'never-wider-than-range' })
    assert.deepEqual(fired(advice).slice(0, 2), ['band-narrowed', 'coventry-above'])
  })

  test('target 2.5 is not touched by the setting', () => {
    for (let tenths = 16; tenths <= 45; tenths += 1) {
      const asked = { inr: inr(tenths) }
      assert.equal(
        doseFor(asked, by('coventry', NEVER_WIDER)).rawNg,
        doseFor(asked, by('coventry')).rawNg,
      )
    }
  })
})

describe('the tolerance and sensitivity of a plan', () => {
  test('relaxed: 3.2 stays and is tested within two weeks, 3.3 changes', () => {
    const kept = doseFor({ inr: inr(32), ...plan({ high: 'relaxed' }) }, by('coventry'))
    assert.equal(kept.rawNg, 5_000_000)
    assert.ok(fired(kept).includes('relaxed-side'))
    assert.ok(kept.nextTest.days <= 14)
    const changed = doseFor({ inr: inr(33), ...plan({ high: 'relaxed' }) }, by('coventry'))
    assert.ok(changed.rawNg < 5_000_000)
    assert.ok(doseFor({ inr: inr(18), ...plan({ high: 'relaxed' }) }, by('coventry')).rawNg > 5e6)
  })

  test('in range nothing is said of a relaxed side that kept nothing, and the ladder stands', () => {
    const both = plan({ low: 'relaxed', high: 'relaxed' })
    for (const protocol of MAINTENANCE_PROTOCOLS) {
      const [kept, plain] = [both, {}].map((of) => doseFor({ inr: inr(25), ...of }, by(protocol)))
      assert.deepEqual(kept?.fired, plain?.fired)
      assert.deepEqual([kept?.nextTest.days, plain?.nextTest.days], [42, 42])
    }
  })

  test('half the change, and five quarters of it, said with the rules', () => {
    const whole = doseFor({ inr: inr(40) }, by('coventry'))
    const half = doseFor({ inr: inr(40), ...plan({ sensitivityPercent: 50 }) }, by('coventry'))
    const more = doseFor({ inr: inr(40), ...plan({ sensitivityPercent: 125 }) }, by('coventry'))
    const change = whole.rawNg - 5_000_000
    assert.equal(half.rawNg, 5_000_000 + Math.trunc(change / 2))
    assert.equal(more.rawNg, 5_000_000 + Math.trunc((change * 5) / 4))
    assert.deepEqual(
      [whole, half, more].map((one) => fired(one).includes('sensitivity')),
      [false, true, true],
    )
  })

  test('in range nothing is said of a sensitivity that did nothing', () => {
    const advice = doseFor({ inr: inr(25), ...plan({ sensitivityPercent: 50 }) }, by('coventry'))
    assert.deepEqual(
      [advice.rawNg, fired(advice)],
      [5_000_000, ['coventry-in-band', 'constant-dose']],
    )
  })

  test('by Hillingdon the sensitivity moves the coefficient', () => {
    const less = doseFor({ inr: inr(32), ...plan({ sensitivityPercent: 75 }) }, by('hillingdon'))
    assert.equal(less.rawNg, 4_382_850)
    assert.ok(fired(less).includes('sensitivity'))
  })
})

describe('H08 and H10: a protocol that may not dose here', () => {
  for (const protocol of MAINTENANCE_PROTOCOLS) {
    test(`${protocol}: without its check a person decides, whatever the INR`, () => {
      for (const tenths of [19, 25, 35]) {
        const codes = codesFor({ inr: inr(tenths), protocolMayDose: false }, by(protocol))
        assert.deepEqual(codes, ['protocol-not-checked'])
      }
      assert.deepEqual(codesFor({ protocolMayDose: true }, by(protocol)), [])
    })
  }

  test('H04: an INR beyond what is measured has its own alarm, and no protocol is asked about it', () => {
    for (const protocol of MAINTENANCE_PROTOCOLS) {
      const visit = { inr: inr(80, '>'), protocolMayDose: false }
      assert.deepEqual(codesFor(visit, by(protocol)), ['inr-above-8'])
    }
  })

  test('the more urgent alarms still come first', () => {
    const codes = codesFor({ inr: inr(60), protocolMayDose: false }, by('coventry'))
    assert.deepEqual(codes, ['inr-5-to-8', 'protocol-not-checked'])
  })
})

test('H08: who is being started follows that protocol, and who is maintained the other', () => {
  const started = initiating({ protocol: 'oates', day: 7, inr: 20, taken: days(6, 2) })
  const protocol = (visit: AdviseInput) => {
    const advice = advise(visit, DEFAULT_RULE_SET)
    return advice.kind === 'dose' ? advice.protocol : advice.alarms[0]?.code
  }
  assert.equal(protocol(started), 'oates')
  assert.equal(protocol({ ...started, phase: 'maintaining', inr: inr(25) }), 'coventry')
})
