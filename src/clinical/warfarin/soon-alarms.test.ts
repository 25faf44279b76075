import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/day.ts'
import { aVisit, inr, result, TODAY } from '#test/clinical/a-visit.ts'
import { VERSION_1 } from '#test/clinical/version-1-answers.ts'
import type { AdviseInput, Alarm } from './advice.ts'
import { advise } from './advise.ts'
import { DEFAULT_RULE_SET, MAINTENANCE_PROTOCOLS, type RuleSet } from './rule-set.ts'
import { ruleSetFaults } from './rule-set-form.ts'

const by = (protocol: RuleSet['protocol'], changes: Partial<RuleSet> = {}): RuleSet => ({
  ...DEFAULT_RULE_SET,
  protocol,
  ...changes,
})
const before = (days: number) => addDays(TODAY, -days)

function alarmsOf(changes: Partial<AdviseInput>, rules: RuleSet): readonly Alarm[] {
  const advice = advise(aVisit(changes), rules)
  return advice.kind === 'alarm' ? advice.alarms : []
}
const codesOf = (changes: Partial<AdviseInput>, rules: RuleSet) =>
  alarmsOf(changes, rules).map(({ code }) => code)

/** A visit so many days after the last INR, whose own result stays out of it. */
const after = (days: number, tenths = 24): Partial<AdviseInput> => ({
  inr: inr(tenths),
  previous: [result(before(days), 24), result(before(days + 28), 26)],
})

describe('H08: Coventry gives no dose with fewer than 7 days between two INRs', () => {
  const INTERVALS = [
    [1, ['too-soon-for-protocol']],
    [6, ['too-soon-for-protocol']],
    [7, []],
    [8, []],
  ] as const
  for (const [days, codes] of INTERVALS) {
    test(`${days} days after the one before: ${codes[0] ?? 'a dose'}`, () => {
      assert.deepEqual(codesOf(after(days), by('coventry')), codes)
      for (const protocol of ['hillingdon', 're-ly', 'one-step'] as const) {
        assert.deepEqual(codesOf(after(days), by(protocol)), [])
      }
    })
  }

  test('INR 5.6, two doses left out, and 1.9 on day 3 raises no dose: a person decides', () => {
    const visit = { inr: inr(19), previous: [result(before(3), 56)], unevenDoseOn: before(2) }
    for (const protocol of MAINTENANCE_PROTOCOLS) {
      assert.deepEqual(codesOf(visit, by(protocol)), ['after-uneven-dose'])
    }
    assert.equal(advise(aVisit(visit), VERSION_1).kind, 'dose')
  })

  test('a second INR of the same day is not an early one: the day before it counts', () => {
    const sameDay = (days: number) => ({
      method: 'laboratory' as const,
      previous: [result(TODAY, 80), result(before(days), 24)],
    })
    assert.deepEqual(codesOf(sameDay(28), by('coventry')), [])
    assert.deepEqual(codesOf(sameDay(7), by('coventry')), [])
    assert.deepEqual(codesOf(sameDay(6), by('coventry')), ['too-soon-for-protocol'])
    assert.deepEqual(codesOf({ previous: [result(TODAY, 24)] }, by('coventry')), [])
    assert.deepEqual(codesOf({ previous: [] }, by('coventry')), [])
  })

  test('it counts from sample to sample, not to the day of the dose', () => {
    const late = (days: number): Partial<AdviseInput> => ({
      ...after(days),
      method: 'laboratory',
      sampledOn: before(2),
    })
    assert.deepEqual(codesOf(late(8), by('coventry')), ['too-soon-for-protocol'])
    assert.deepEqual(codesOf(late(9), by('coventry')), [])
  })

  test('of INRs before and after the sample the nearest counts, whichever stands first', () => {
    const between = (first: number, second: number): Partial<AdviseInput> => ({
      method: 'laboratory',
      sampledOn: before(2),
      previous: [result(before(first), 24), result(before(second), 24)],
    })
    assert.deepEqual(codesOf(between(12, 5), by('coventry')), ['too-soon-for-protocol'])
    assert.deepEqual(codesOf(between(5, 12), by('coventry')), ['too-soon-for-protocol'])
    assert.deepEqual(codesOf(between(9, 12), by('coventry')), [])
  })

  test('H05: a sample older than an INR that is on record, by days, goes to a person', () => {
    const visit: Partial<AdviseInput> = {
      method: 'laboratory',
      sampledOn: before(2),
      previous: [result(before(1), 24), result(before(30), 24)],
    }
    assert.deepEqual(codesOf(visit, by('coventry')), ['too-soon-for-protocol'])
  })

  test('H33: it is not said besides another alarm, which calls a person already', () => {
    assert.deepEqual(codesOf(after(3, 52), by('coventry')), ['inr-5-to-8'])
    const uneven = { ...after(3, 52), unevenDoseOn: before(2) }
    assert.deepEqual(codesOf(uneven, by('coventry')), ['inr-5-to-8', 'after-uneven-dose'])
  })

  test('a site may ask for more days than the source, never for fewer', () => {
    const more = by('coventry', { coventryLeastDays: 14 })
    assert.deepEqual(codesOf(after(13), more), ['too-soon-for-protocol'])
    assert.deepEqual(codesOf(after(14), more), [])
    assert.deepEqual(ruleSetFaults(more), [])
    assert.equal(ruleSetFaults({ ...more, coventryLeastDays: 6 }).length, 1)
    assert.equal(ruleSetFaults({ ...more, unevenDoseDays: 6 }).length, 1)
  })
})

describe('H08, H12: no protocol gives a dose on an INR that follows an uneven dose', () => {
  const SINCE = [
    [0, []],
    [1, ['after-uneven-dose']],
    [6, ['after-uneven-dose']],
    [7, []],
    [8, []],
  ] as const
  for (const [days, codes] of SINCE) {
    test(`left out or larger ${days} days before the sample: ${codes[0] ?? 'a dose'}`, () => {
      for (const protocol of MAINTENANCE_PROTOCOLS) {
        assert.deepEqual(codesOf({ unevenDoseOn: before(days) }, by(protocol)), codes)
      }
    })
  }

  test('it counts to the sample: what is taken on that day or after it does not show in it', () => {
    const sampled: Partial<AdviseInput> = { method: 'laboratory', sampledOn: before(2) }
    assert.deepEqual(codesOf({ ...sampled, unevenDoseOn: before(8) }, by('re-ly')), [
      'after-uneven-dose',
    ])
    assert.deepEqual(codesOf({ ...sampled, unevenDoseOn: before(2) }, by('re-ly')), [])
    assert.deepEqual(codesOf({ ...sampled, unevenDoseOn: before(1) }, by('re-ly')), [])
  })

  test('the number of days is the one of the rule set', () => {
    const more = by('re-ly', { unevenDoseDays: 10 })
    assert.deepEqual(codesOf({ unevenDoseOn: before(9) }, more), ['after-uneven-dose'])
    assert.deepEqual(codesOf({ unevenDoseOn: before(10) }, more), [])
  })
})

test('H10: rule sets from before these days existed dose as they did', () => {
  const { coventryLeastDays: _least, unevenDoseDays: _uneven, ...first } = DEFAULT_RULE_SET
  for (const rules of [VERSION_1, first]) {
    assert.deepEqual(codesOf({ ...after(1), unevenDoseOn: before(1) }, rules), [])
  }
})

test('H08: what is said has the days, the source and its grade, and who decides by when', () => {
  const alarms = [
    ...alarmsOf(after(1), by('coventry')),
    ...alarmsOf({ unevenDoseOn: before(2) }, by('coventry')),
  ]
  const said = alarms.map(
    ({ title, source, grade, status, who, withinMinutes, retestWithinDays }) =>
      [title, source, grade, status, who, withinMinutes, retestWithinDays ?? null] as const,
  )
  assert.deepEqual(said, [
    [
      'This protocol gives no dose: 1 day between two INRs, and it needs 7',
      'Help of INRstar (S4): Coventry only once the review interval is 7 days or more',
      'B',
      'verified',
      'authorised clinician',
      240,
      null,
    ],
    [
      'A dose was left out or a larger one given 2 days before this INR',
      'A rule of this service, not checked against a source: an INR follows the doses of the days before it',
      'none',
      'local',
      'authorised clinician',
      240,
      7,
    ],
  ])
  for (const { action } of alarms) assert.match(action, /^[A-Z].*\.$/)
})

test('H08: no dose is ever worked out sooner than the rules allow, and later the days change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MAINTENANCE_PROTOCOLS),
      fc.integer({ min: 8, max: 90 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      (protocol, tenths, interval, since) => {
        const visit = { ...after(interval, tenths), unevenDoseOn: before(since) }
        const isSoon = since < 7 || (protocol === 'coventry' && interval < 7)
        const asked = advise(aVisit(visit), by(protocol))
        if (isSoon) return asked.kind === 'alarm'
        const { coventryLeastDays: _least, unevenDoseDays: _uneven, ...rules } = by(protocol)
        assert.deepEqual(asked, advise(aVisit(visit), rules))
        return true
      },
    ),
  )
})
