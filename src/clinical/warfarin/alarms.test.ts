import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { aVisit, inr, someAnswers, TARGET_3_0, TARGET_3_5, TODAY } from '#test/clinical/a-visit.ts'
import type { AdviseInput, AlarmCode, RiskFacts } from './advice.ts'
import { advise } from './advise.ts'
import { ALARMS } from './alarm-actions.ts'
import { alarmsOf, alarmsOfInr } from './alarms.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const FIVE = ug(5000)
const NO_RISK: RiskFacts = { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] }
const answered = (changes: Parameters<typeof someAnswers>[1]): Partial<AdviseInput> => ({
  answers: someAnswers(FIVE, changes),
})
const RE_LY = { ...DEFAULT_RULE_SET, protocol: 're-ly' as const }

type Case = readonly [string, Partial<AdviseInput>, readonly AlarmCode[]]

const CASES: readonly Case[] = [
  ['an ordinary visit', {}, []],
  ['H17: INR 4.5', { inr: inr(45) }, []],
  ['INR 4.6: outside the valid range', { inr: inr(46) }, ['outside-valid-range']],
  ['INR 4.9', { inr: inr(49) }, ['outside-valid-range']],
  ['H17: INR 5.0', { inr: inr(50) }, ['inr-5-to-8']],
  ['INR 7.9', { inr: inr(79) }, ['inr-5-to-8']],
  ['H04: INR 8.0 on a meter may be more', { inr: inr(80) }, ['inr-above-8']],
  ['INR 8.0 in the laboratory', { inr: inr(80), method: 'laboratory' }, ['inr-5-to-8']],
  ['INR 8.1 in the laboratory', { inr: inr(81), method: 'laboratory' }, ['inr-above-8']],
  ['H04, D4.41: INR >8.0', { inr: inr(80, '>') }, ['inr-above-8']],
  ['H04, D1.30: INR <0.8', { inr: inr(8, '<') }, ['inr-far-below-target', 'inr-below-meter-range']],
  ['INR 1.6 at target 2.5', { inr: inr(16) }, []],
  ['INR 1.5 at target 2.5', { inr: inr(15) }, ['inr-far-below-target']],
  ['INR 1.4', { inr: inr(14) }, ['inr-far-below-target', 'outside-valid-range']],
  ['INR 2.1 at target 3.0', { inr: inr(21), target: TARGET_3_0 }, []],
  ['INR 2.0 at target 3.0', { inr: inr(20), target: TARGET_3_0 }, ['inr-far-below-target']],
  ['H04: INR >4.5 may be above 8', { inr: inr(45, '>') }, ['inr-above-8']],
  ['H04: INR >1.4 is not known to be low', { inr: inr(14, '>') }, ['inr-above-8']],
  ['H04: INR <9.0 is not known to be high', { inr: inr(90, '<') }, ['inr-below-meter-range']],
  [
    'H04: INR >1.4 with a valve is not known to be low',
    { inr: inr(14, '>'), risk: { ...NO_RISK, mechanicalValve: 'mitral' } },
    ['inr-above-8'],
  ],
  [
    'H06: a high INR on strips under advice',
    { inr: inr(42), stripsUnderAdvice: true },
    ['strips-under-advice'],
  ],
  [
    'H06: 7.5 on a meter that measures no higher',
    { inr: inr(75), method: 'provider-meter', isTopOfMeter: true },
    ['inr-above-8'],
  ],
  [
    'H06: 7.5 on a meter that measures higher',
    { inr: inr(75), method: 'provider-meter' },
    ['inr-5-to-8'],
  ],
  ['H18: warfarin that is being changed', { medicineChanging: true }, ['medicine-changing']],
  ['a dose in force of nothing', { currentDailyUg: ug(0) }, ['current-dose-not-known']],
  [
    'nobody knows what was taken, and no schedule to compare with',
    { ...answered({ takenYesterdayUg: 'not-known' }), scheduledYesterdayUg: 'not-known' },
    ['taken-dose-differs'],
  ],
  ['minor bleeding', answered({ bleeding: 'minor' }), ['bleeding-minor']],
  [
    'bleeding that needs treatment',
    answered({ bleeding: 'clinically-relevant' }),
    ['bleeding-clinically-relevant'],
  ],
  ['D4.63: major bleeding', answered({ bleeding: 'major' }), ['bleeding-major']],
  ['D4.64: pregnancy possible', answered({ pregnancyPossible: 'yes' }), ['pregnancy-possible']],
  [
    'H21: an interacting medicine',
    answered({ medicinesChanged: 'started-interacting' }),
    ['interacting-medicine'],
  ],
  ['one stopped', answered({ medicinesChanged: 'stopped-interacting' }), ['interacting-medicine']],
  ['another medicine', answered({ medicinesChanged: 'changed-other' }), []],
  [
    'H35, D4.67: took 4 instead of 5',
    answered({ takenYesterdayUg: ug(4000) }),
    ['taken-dose-differs'],
  ],
  [
    'does not know what was taken',
    answered({ takenYesterdayUg: 'not-known' }),
    ['taken-dose-differs'],
  ],
  ['no schedule to compare with', { scheduledYesterdayUg: 'not-known' }, []],
  ['dose in force not known', { currentDailyUg: 'not-known' }, ['current-dose-not-known']],
  [
    'D4.62: answers of yesterday',
    answered({ answeredOn: day('2026-11-21') }),
    ['answers-not-of-today'],
  ],
  ['H05: a meter result of yesterday', { sampledOn: day('2026-11-21') }, []],
  ['H05: a meter result two days old', { sampledOn: day('2026-11-20') }, ['sample-too-old']],
  ['a laboratory result two days old', { sampledOn: day('2026-11-20'), method: 'laboratory' }, []],
  ['three days old', { sampledOn: day('2026-11-19'), method: 'laboratory' }, ['sample-too-old']],
  ['a test of tomorrow', { sampledOn: day('2026-11-23') }, ['sample-in-future']],
  ['H08, D4.47: still initiating', { phase: 'initiating' }, ['initiating']],
  [
    'H06: antiphospholipid syndrome, meter',
    { risk: { ...NO_RISK, antiphospholipid: 'yes' } },
    ['meter-unsuitable'],
  ],
  [
    'antiphospholipid syndrome, laboratory',
    { risk: { ...NO_RISK, antiphospholipid: 'yes' }, method: 'laboratory' },
    [],
  ],
  [
    'D1.23: mechanical mitral valve, INR 1.4',
    { inr: inr(14), target: TARGET_3_5, risk: { ...NO_RISK, mechanicalValve: 'mitral' } },
    ['low-inr-at-risk', 'inr-far-below-target', 'outside-valid-range'],
  ],
  [
    'a valve, INR just below range',
    { inr: inr(24), target: TARGET_3_0, risk: { ...NO_RISK, mechanicalValve: 'aortic' } },
    ['low-inr-at-risk'],
  ],
  [
    'a valve, INR at the edge of range',
    { inr: inr(25), target: TARGET_3_0, risk: { ...NO_RISK, mechanicalValve: 'aortic' } },
    [],
  ],
  [
    'a valve that is not known, low',
    { inr: inr(19), risk: { ...NO_RISK, mechanicalValve: 'not-known' } },
    ['low-inr-at-risk'],
  ],
  [
    'clot within three months, low',
    { inr: inr(19), risk: { ...NO_RISK, highRiskLowInr: ['vte-under-3-months'] } },
    ['low-inr-at-risk'],
  ],
]

describe('the alarm path of the domain', () => {
  for (const [name, changes, codes] of CASES) {
    test(`${name}: ${codes.join(', ') || 'no alarm'}`, () => {
      const visit = aVisit(changes)
      assert.deepEqual(
        alarmsOf(visit, DEFAULT_RULE_SET).map((alarm) => alarm.code),
        codes,
      )
      assert.equal(advise(visit, DEFAULT_RULE_SET).kind, codes.length === 0 ? 'dose' : 'alarm')
    })
  }

  test('the step table is not used for another range', () => {
    const visit = aVisit({ inr: inr(30), target: TARGET_3_0 })
    assert.deepEqual(
      alarmsOf(visit, RE_LY).map((alarm) => alarm.code),
      ['protocol-not-for-target'],
    )
  })

  test('several alarms are all told, bleeding first', () => {
    const visit = aVisit({ inr: inr(80, '>'), ...answered({ bleeding: 'major' }) })
    assert.deepEqual(
      alarmsOf(visit, DEFAULT_RULE_SET).map((alarm) => alarm.code),
      ['bleeding-major', 'inr-above-8'],
    )
  })
})

test('H17: a result on which no visit stands has the alarms of the INR alone, and no other', () => {
  const risk: RiskFacts = { ...NO_RISK, mechanicalValve: 'aortic' }
  const codes = (changes: Partial<AdviseInput>) =>
    alarmsOfInr(aVisit({ ...answered({ bleeding: 'major' }), ...changes }), DEFAULT_RULE_SET).map(
      ({ code }) => code,
    )
  assert.deepEqual(codes({}), [])
  assert.deepEqual(codes({ inr: inr(50) }), ['inr-5-to-8'])
  assert.deepEqual(codes({ inr: inr(80, '>') }), ['inr-above-8'])
  assert.deepEqual(codes({ inr: inr(14), risk }), [
    'low-inr-at-risk',
    'inr-far-below-target',
    'outside-valid-range',
  ])
})

describe('H17: what an alarm says', () => {
  for (const alarm of Object.values(ALARMS)) {
    test(`${alarm.code} names its action, source, person and time`, () => {
      assert.ok(alarm.action.endsWith('.') && alarm.source.length > 0 && alarm.title.length > 0)
      assert.ok(alarm.withinMinutes > 0 && alarm.withinMinutes <= 240)
    })
  }

  test('H04: no censored INR is ever dosed, under any protocol', () => {
    const someCensored = fc.record({
      comparator: fc.constantFrom('>' as const, '<' as const),
      tenths: fc.integer({ min: 8, max: 200 }),
    })
    fc.assert(
      fc.property(someCensored, fc.constantFrom(DEFAULT_RULE_SET, RE_LY), (censored, rules) => {
        assert.equal(advise(aVisit({ inr: censored, today: TODAY }), rules).kind, 'alarm')
      }),
    )
  })
})
