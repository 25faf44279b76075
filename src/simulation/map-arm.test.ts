import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { emptyChart, note } from './chart.ts'
import { hybridDosing, mapDosing } from './map-arm.ts'
import { byProtocol } from './product-arm.ts'

const TARGET = { valueTenths: 25, lowTenths: 20, highTenths: 30 }
const RE_LY = { ...DEFAULT_RULE_SET, protocol: 're-ly' } as const
const readings = fc.array(fc.oneof(fc.integer({ min: 8, max: 80 }), fc.constant(1080)), {
  minLength: 1,
  maxLength: 6,
})

/** A chart with a test every ten days, dosed by what is asked of it each time. */
function chartOf(all: readonly number[], each: (chart: ReturnType<typeof emptyChart>) => void) {
  const chart = emptyChart(100)
  chart.person = { sex: 'female', ageYears: 74, weightKg: 80, cyp2c9: '*1/*1', vkorc1: 'GA' }
  chart.weeklyUg = 35_000
  for (const [nth, reading] of all.entries()) {
    chart.today = 10 * (nth + 1)
    chart.dueOn = chart.today
    chart.told.fill(chart.weeklyUg / 7000, 10 * nth, chart.today)
    note(chart, reading)
    each(chart)
  }
}

test('the forecast never moves a dose by more than 30 % at once, nor by less than a tablet', () => {
  const arm = mapDosing('not-known', TARGET, 100)
  fc.assert(
    fc.property(readings, (all) => {
      chartOf(all, (chart) => {
        const { weeklyUg } = arm(chart)
        const most = 0.3 * chart.weeklyUg + 500
        assert.ok(Math.abs(weeklyUg - chart.weeklyUg) <= most, `${chart.weeklyUg} to ${weeklyUg}`)
        assert.equal(weeklyUg % 1000, 0)
        chart.weeklyUg = weeklyUg
      })
    }),
    { numRuns: 100 },
  )
})

test('the hybrid changes a dose only where RE-LY does, the same way, and by at most 20 %', () => {
  const arm = hybridDosing(TARGET, 100)
  fc.assert(
    fc.property(readings, (all) => {
      chartOf(all, (chart) => {
        const table = byProtocol(chart, TARGET, RE_LY)
        const { weeklyUg, omitDays } = arm(chart)
        assert.equal(omitDays, table.omitDays)
        const [own, its] = [weeklyUg - chart.weeklyUg, table.weeklyUg - chart.weeklyUg]
        assert.ok(its === 0 ? own === 0 : own * its >= 0, `${own} where RE-LY has ${its}`)
        assert.ok(Math.abs(own) <= 0.2 * chart.weeklyUg + 500)
        chart.weeklyUg = weeklyUg
      })
    }),
    { numRuns: 100 },
  )
})
