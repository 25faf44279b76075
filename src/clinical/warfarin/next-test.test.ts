import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { aVisit, inr, result, someAnswers, TODAY } from '#test/clinical/a-visit.ts'
import type { AdviseInput } from './advice.ts'
import { consecutiveInRange, type Decided, nextTest } from './next-test.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const UNCHANGED: Decided = { doseChanges: false, omitDays: 0, keptByFirstDeviation: false }
const TAKEN = ug(5000)
const VALVE: AdviseInput['risk'] = {
  mechanicalValve: 'aortic',
  antiphospholipid: 'no',
  highRiskLowInr: [],
}

const daysFor = (visit: Partial<AdviseInput>, decided: Partial<Decided> = {}): number =>
  nextTest(aVisit(visit), { ...UNCHANGED, ...decided }, DEFAULT_RULE_SET).days

/** So many results in range, the last interval being long enough to allow the next rung. */
const inRangeBefore = (times: number, lastInterval = 84): Partial<AdviseInput> => ({
  previous: Array.from({ length: times }, (_, index) => ({
    ...result('2026-01-01', 25),
    on: addDays(TODAY, -lastInterval - index * 84),
  })),
  testWasDueOn: TODAY,
})

describe("H05: a limit that the site has set says the site's own figure beside the published one", () => {
  const saidOf = (
    rule: string,
    rules: Partial<typeof DEFAULT_RULE_SET>,
    visit: Partial<AdviseInput> = {},
  ) =>
    nextTest(aVisit(visit), UNCHANGED, { ...DEFAULT_RULE_SET, ...rules }).because.find(
      (fired) => fired.rule === rule,
    )

  test('the longest interval', () => {
    const shipped = saidOf('maximum-interval', {}, inRangeBefore(9))
    assert.equal(shipped?.says, 'No interval is longer than 12 weeks.')
    const own = saidOf('maximum-interval', { maxIntervalDays: 70 }, inRangeBefore(9))
    assert.equal(own?.says, 'No interval is longer than 12 weeks. This site has set 70 days.')
    assert.deepEqual([shipped?.status, own?.status], ['verified', 'local'])
  })

  test('a step of the ladder, and the days after a result out of range', () => {
    const ladderDays = [21, 42, 56, 70, 84]
    const first = saidOf('recall-ladder', { ladderDays }, { previous: [] })
    assert.match(`${first?.says}`, /results in range\. This site has set 21 days\.$/)
    const second = saidOf('recall-ladder', { ladderDays }, inRangeBefore(1))
    assert.match(`${second?.says}`, /results in range\.$/)
    const low = { inr: inr(18), previous: [] }
    const out = saidOf('out-of-range-recall', { outOfRangeMaxDays: 10 }, low)
    assert.match(`${out?.says}`, /14 days\. This site has set 10 days\.$/)
  })
})

describe('the recall ladder (clinical reference 1.6)', () => {
  for (const [times, days] of [
    [0, 28],
    [1, 42],
    [2, 56],
    [3, 70],
    [4, 84],
    [9, 84],
  ] as const) {
    test(`in range with ${times} in range before: ${days} days`, () => {
      assert.equal(daysFor(inRangeBefore(times)), days)
    })
  }

  for (const [planned, days] of [
    [7, 28],
    [14, 28],
    [28, 42],
    [42, 56],
    [56, 70],
  ] as const) {
    test(`after an interval of ${planned} days at most ${days}`, () => {
      assert.equal(daysFor(inRangeBefore(9, planned)), days)
    })
  }

  test('H22: after coming more than a week late the interval does not grow', () => {
    const late = { ...inRangeBefore(9, 36), testWasDueOn: addDays(TODAY, -8) }
    assert.equal(daysFor(late), 28)
  })

  test('seven days late is not yet late', () => {
    assert.equal(daysFor({ ...inRangeBefore(9, 35), testWasDueOn: addDays(TODAY, -7) }), 42)
  })

  test('both ends of the range are in range', () => {
    const previous = [result('2026-10-25', 20), result('2026-09-25', 30)]
    assert.equal(consecutiveInRange(aVisit({ previous })), 3)
  })

  test('a result out of range, however long ago, ends the row', () => {
    const previous = [result('2026-10-25', 25), result('2026-09-25', 31), result('2026-08-25', 25)]
    assert.equal(consecutiveInRange(aVisit({ previous })), 2)
    assert.equal(consecutiveInRange(aVisit({ inr: inr(31) })), 0)
  })
})

describe('what shortens the interval', () => {
  const longest = inRangeBefore(9)
  const answered = (changes: Parameters<typeof someAnswers>[1]) => ({
    ...longest,
    answers: someAnswers(TAKEN, changes),
  })
  const cases: readonly (readonly [
    string,
    Partial<AdviseInput>,
    Partial<Decided>,
    number,
    string,
  ])[] = [
    ['out of range', { inr: inr(31) }, {}, 14, 'out-of-range-recall'],
    ['a valve', { ...longest, risk: VALVE }, {}, 42, 'valve-maximum'],
    ['a valve, high', { inr: inr(31), risk: VALVE }, {}, 7, 'valve-high-recall'],
    ['a dose change', longest, { doseChanges: true }, 14, 'dose-change-recall'],
    ['a kept dose', longest, { keptByFirstDeviation: true }, 14, 'first-deviation-recall'],
    ['an omitted dose', longest, { omitDays: 1 }, 7, 'after-omission'],
    ['another medicine', answered({ medicinesChanged: 'changed-other' }), {}, 7, 'medicine-change'],
    ['illness', answered({ illness: true }), {}, 7, 'illness'],
    ['missed doses', answered({ missedDoses: 2 }), {}, 14, 'missed-dose'],
    ['an INR of 5 last time', { previous: [result('2026-11-15', 50)] }, {}, 7, 'after-high-inr'],
  ]
  for (const [name, visit, decided, days, rule] of cases) {
    test(`${name}: ${days} days, because of ${rule}`, () => {
      const next = nextTest(aVisit(visit), { ...UNCHANGED, ...decided }, DEFAULT_RULE_SET)
      assert.equal(next.days, days)
      assert.ok(next.because.some((fired) => fired.rule === rule))
    })
  }

  test('a valve that is not known counts as one', () => {
    const risk = { ...VALVE, mechanicalValve: 'not-known' as const }
    assert.equal(daysFor({ ...longest, risk }), 42)
  })

  test('H22: the next test is always after today and never beyond twelve weeks', () => {
    const someVisit = fc.record({
      inr: fc.integer({ min: 16, max: 45 }).map((tenths) => inr(tenths)),
      previous: fc.array(
        fc.integer({ min: 10, max: 60 }).map((tenths) => result('2026-10-25', tenths)),
      ),
      testWasDueOn: fc.constantFrom(TODAY, day('2026-10-26'), 'not-known' as const),
    })
    fc.assert(
      fc.property(someVisit, fc.boolean(), (visit, doseChanges) => {
        const next = nextTest(aVisit(visit), { ...UNCHANGED, doseChanges }, DEFAULT_RULE_SET)
        assert.ok(next.days >= 1 && next.days <= 84)
        assert.equal(next.latestOn, addDays(TODAY, next.days))
        assert.ok(next.because.length > 0)
      }),
    )
  })
})

describe('H05: the limits of the next test where nothing else speaks', () => {
  test('a ladder without steps and a medicine whose tests are done lengthen nothing', () => {
    const rules = { ...DEFAULT_RULE_SET, ladderDays: [] }
    const { days, because } = nextTest(aVisit(inRangeBefore(2)), UNCHANGED, rules)
    assert.equal(days, rules.outOfRangeMaxDays)
    assert.deepEqual(
      because.map(({ rule }) => rule),
      ['recall-ladder'],
    )
    const done = {
      name: 'X',
      change: 'started',
      on: TODAY,
      effect: 'raises',
      interaction: 'clarithromycin',
      until: addDays(TODAY, 30),
      test: null,
    } as const
    assert.equal(daysFor({ ...inRangeBefore(2), remembered: [done] }), 56)
  })

  test('the longest recall of all names its rule when it is the one that counts', () => {
    const rules = { ...DEFAULT_RULE_SET, maxIntervalDays: 20 }
    const { days, because } = nextTest(aVisit(inRangeBefore(4)), UNCHANGED, rules)
    assert.equal(days, 20)
    assert.ok(because.some(({ rule }) => rule === 'maximum-interval'))
  })

  test('a valve shortens the recall after a high INR, not at the end of the range nor below it', () => {
    const at = (tenths: number) => daysFor({ ...inRangeBefore(0), inr: inr(tenths), risk: VALVE })
    assert.deepEqual([at(19), at(30), at(31)], [14, 28, 7])
  })

  test('results below the range end the row of those within it', () => {
    const visit = aVisit({ previous: [result('2026-10-25', 19), result('2026-09-27', 25)] })
    assert.equal(consecutiveInRange(visit), 1)
    assert.equal(consecutiveInRange({ ...visit, inr: inr(19) }), 0)
    assert.equal(consecutiveInRange({ ...visit, inr: inr(25, '>') }), 0)
  })
})
