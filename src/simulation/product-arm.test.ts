import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import { armOf } from './arms.ts'
import { type Chart, type Decision, emptyChart, note } from './chart.ts'
import { byProtocol, visitOf } from './product-arm.ts'
import { bodyOf } from './truths.ts'

const TARGET = { valueTenths: 25, lowTenths: 20, highTenths: 30 }
const PRODUCT = {
  rely: 're-ly',
  coventry: 'coventry',
  hillingdon: 'hillingdon',
  'one-step': 'one-step',
} as const

const charts: fc.Arbitrary<Chart> = fc
  .record({
    tests: fc.array(
      fc.record({
        after: fc.integer({ min: 1, max: 60 }),
        reading: fc.oneof(
          fc.integer({ min: 13, max: 42 }),
          fc.integer({ min: 8, max: 80 }),
          fc.constant(1080),
        ),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    weeklyMg: fc.integer({ min: 3, max: 100 }),
    omittedAgo: fc.option(fc.integer({ min: 1, max: 20 })),
  })
  .map(({ tests, weeklyMg, omittedAgo }) => {
    const chart = emptyChart(600)
    for (const { after, reading } of tests) {
      chart.today += after
      note(chart, reading)
    }
    chart.weeklyUg = weeklyMg * 1000
    chart.dueOn = chart.today
    if (omittedAgo !== null) chart.lastOmitted = Math.max(-1, chart.today - omittedAgo)
    return chart
  })

/** What the clinic's function says to the visit of a chart; undefined where it gives no dose. */
function advised(chart: Chart, rules: RuleSet) {
  const advice = advise(visitOf(chart, TARGET), rules)
  return advice.kind === 'dose'
    ? { weeklyUg: advice.weeklyUg, omitDays: advice.omitDays, nextDays: advice.nextTest.days }
    : undefined
}

const inFull = (decided: Decision) => ({ ...decided, nextDays: decided.nextDays() })

describe('an arm of the product', () => {
  for (const [id, protocol] of Object.entries(PRODUCT) as [
    keyof typeof PRODUCT,
    RuleSet['protocol'],
  ][]) {
    test(`H09: ${id} doses as the clinic's own function says, whatever the chart`, () => {
      const body = bodyOf('hamberg')
      const arm = armOf(id, { target: TARGET, days: 600 })
      let doses = 0
      fc.assert(
        fc.property(charts, (chart) => {
          const says = advised(chart, { ...DEFAULT_RULE_SET, protocol })
          if (says === undefined) return
          doses += 1
          assert.deepEqual(inFull(arm.decide(chart, body, 0)), says)
        }),
        { numRuns: 500 },
      )
      assert.ok(doses > 30, `${doses} doses`)
    })
  }

  test('H09: other rules of a site are other doses: no constant of a protocol is kept here', () => {
    const strict = {
      ...DEFAULT_RULE_SET,
      protocol: 'coventry',
      capPercent: 1,
      roundingUg: 500,
    } as const
    let differing = 0
    fc.assert(
      fc.property(charts, (chart) => {
        const says = advised(chart, strict)
        if (says === undefined) return
        const decided = byProtocol(chart, TARGET, strict)
        assert.deepEqual(inFull(decided), says)
        const usual = byProtocol(chart, TARGET, { ...DEFAULT_RULE_SET, protocol: 'coventry' })
        if (decided.weeklyUg !== usual.weeklyUg) differing += 1
      }),
      { numRuns: 200 },
    )
    assert.ok(differing > 5, `${differing} differ`)
  })
})

const ASKED = ['advice.ts', 'advise.ts', 'rule-set.ts']

test('H09: of the warfarin rules the virtual clinic opens the one function and its words, and only its two arms ask it', () => {
  const asks: string[] = []
  for (const path of globSync('src/simulation/*.ts')) {
    if (path.endsWith('.test.ts')) continue
    const text = readFileSync(path, 'utf8')
    for (const [, file = ''] of text.matchAll(/'#clinical\/warfarin\/([\w-]+\.ts)'/g)) {
      assert.ok(ASKED.includes(file), `${path} opens ${file}`)
      if (file === 'advise.ts') asks.push(path)
    }
  }
  assert.deepEqual(asks.sort(), [
    'src/simulation/initiation-arm.ts',
    'src/simulation/product-arm.ts',
  ])
})
