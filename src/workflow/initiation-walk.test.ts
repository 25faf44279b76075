import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '#base/day.ts'
import { type DecidedSchedule, givenDoses } from '#clinical/initiation/given-doses.ts'
import { INITIATION_PROTOCOLS, type InitiationProtocol } from '#clinical/initiation/protocol.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { checkSchedule, doseOn } from '#clinical/schedule.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { ALL_TABLETS } from '#test/clinical/a-visit.ts'
import { FIRST_ON, initiating } from '#test/clinical/an-initiation.ts'
import { type DatedDose, dateDose } from './dose-order.ts'
import { beyondTest } from './initiation-limits.ts'

// Whole starts, walked from test to test by the rules, the calendar and the doses given so far, as the acts do it.

type Walked = { readonly doses: readonly DatedDose[]; readonly endedOn: Day }

function walk(protocol: InitiationProtocol, inrs: readonly number[], age: number): Walked {
  const schedules: DecidedSchedule[] = []
  const doses: DatedDose[] = []
  let today = FIRST_ON
  for (const tenths of inrs) {
    const given = givenDoses(schedules, FIRST_ON, today)
    const number = given.reduce((sum, { days }) => sum + days, 1)
    const visit = initiating({
      protocol,
      day: number,
      inr: tenths,
      taken: given.flatMap(({ days, ug }) => Array.from({ length: days }, () => ug / 1000)),
      who: { age },
    })
    assert.equal(visit.today, today, 'each day so far has had a dose')
    const advice = advise(visit, DEFAULT_RULE_SET)
    if (advice.kind === 'alarm') break
    const order = { dose: { kind: 'daily', dailyUg: advice.roundedUg }, omitDays: 0 } as const
    const dose = dateDose(order, ALL_TABLETS, {
      from: today,
      nextTest: advice.nextTest.latestOn,
      ...beyondTest(DEFAULT_RULE_SET, visit),
    })
    assert.ok(dose.kind === 'dated')
    doses.push(dose)
    schedules.unshift({ from: today, schedule: dose.schedule })
    today = dose.nextTest
  }
  return { doses, endedOn: today }
}

const someWalk = fc
  .tuple(
    fc.constantFrom(...INITIATION_PROTOCOLS),
    fc.array(fc.integer({ min: 9, max: 35 }), { minLength: 2, maxLength: 9 }),
    fc.integer({ min: 18, max: 100 }),
  )
  .map(([protocol, inrs, age]) => ({ protocol, inrs: [10, ...inrs], age }))

test('H12: in a whole start each date has one dose, to the next test and the days of grace after it', () => {
  fc.assert(
    fc.property(someWalk, ({ protocol, inrs, age }) => {
      for (const { schedule, from, nextTest, until } of walk(protocol, inrs, age).doses) {
        assert.equal(until, addDays(nextTest, 3))
        assert.deepEqual(checkSchedule(schedule, from, until), [])
      }
    }),
    { numRuns: 2000 },
  )
})

test('H09, H12: in a whole start nobody is given more than the table names, and no loading dose goes on untested', () => {
  fc.assert(
    fc.property(someWalk, ({ protocol, inrs, age }) => {
      const { mostUg, steps } = INITIATION_TABLES[protocol]
      const lastDay = addDays(FIRST_ON, (steps.at(-1)?.day ?? 1) - 1)
      const isLoading = steps.some(({ ifNotTested }) => ifNotTested === 'none')
      for (const { schedule, from, nextTest } of walk(protocol, inrs, age).doses) {
        assert.ok(schedule.runs.every(({ ug }) => ug <= mostUg))
        assert.equal(doseOn(schedule, nextTest) === 0, isLoading && from < lastDay)
      }
    }),
    { numRuns: 2000 },
  )
})

test('a start whose INRs stay in hand is walked to its last row and beyond', () => {
  const lengths = {
    oates: walk('oates', [10, 11, 14, 18, 22, 24, 25], 72),
    janes: walk('janes', [10, 17, 22, 24, 25], 72),
    'tait-sefcick': walk('tait-sefcick', [10, 20, 22, 24, 25], 72),
    'age-adjusted-fennerty': walk('age-adjusted-fennerty', [10, 16, 20, 22, 24, 25], 72),
  }
  assert.deepEqual(
    Object.values(lengths).map(({ doses }) => doses.map(({ dailyUg }) => dailyUg / 1000)),
    [
      [2, 2, 2, 3, 3, 3, 3],
      [3, 4, 4, 4, 4],
      [5, 4, 4, 4, 4],
      [7.5, 0.5, 4, 4, 4, 4],
    ],
  )
})
