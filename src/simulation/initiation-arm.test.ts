import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { INITIATION_PROTOCOLS } from '#clinical/initiation/protocol.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { type Arm, armOf } from './arms.ts'
import { emptyChart } from './chart.ts'
import { runCourse } from './clinic.ts'
import { diceOf } from './dice.ts'
import { startingVisitOf } from './initiation-arm.ts'
import { emptyLife, live } from './life.ts'
import { personOf } from './people.ts'
import { byProtocol } from './product-arm.ts'
import { scenarioOf } from './scenarios.ts'
import { bodyOf } from './truths.ts'

const TARGET = { valueTenths: 25, lowTenths: 20, highTenths: 30 }
const SPEC = { days: 120, target: TARGET, recall: 'trial' } as const
const RULES = { ...DEFAULT_RULE_SET, protocol: 're-ly' } as const

/** What an arm decided on each visit of some people, and what the clinic's function said to the same visit. */
function visitsOf(id: (typeof INITIATION_PROTOCOLS)[number], people: number) {
  const visits: {
    day: number
    starting: boolean
    says: string
    dosed: boolean
    agrees: boolean
  }[] = []
  const { clinic, within } = scenarioOf('base')
  const life = emptyLife(SPEC.days)
  const chart = emptyChart(SPEC.days)
  const body = bodyOf('hamberg')
  const real = armOf(id, SPEC)
  const arm: Arm = {
    ...real,
    decide: (now, ...others) => {
      const asked = startingVisitOf(id, now, TARGET)
      const decided = real.decide(now, ...others)
      const advice = advise(asked, RULES)
      const whole = now.isStarting
        ? advice.kind === 'dose'
          ? { weeklyUg: advice.weeklyUg, nextDays: () => advice.nextTest.days }
          : undefined
        : byProtocol(now, TARGET, RULES)
      visits.push({
        day: now.today,
        starting: now.isStarting,
        says: advice.kind,
        dosed: whole !== undefined,
        agrees:
          whole === undefined ||
          (whole.weeklyUg === decided.weeklyUg && whole.nextDays() === decided.nextDays()),
      })
      return decided
    },
  }
  for (let number = 0; number < people; number += 1) {
    const dice = diceOf(3, number)
    const person = personOf(number, dice, within)
    live(life, person, dice, scenarioOf('base'))
    runCourse({ person, chart, life, body, arm }, SPEC, clinic)
  }
  return visits
}

describe('an arm that starts people', () => {
  for (const id of INITIATION_PROTOCOLS) {
    const visits = visitsOf(id, 60)

    test(`H09: ${id} doses as the clinic's own function says, then as RE-LY does`, () => {
      assert.deepEqual(
        visits.filter(({ agrees }) => !agrees),
        [],
      )
      assert.ok(visits.filter(({ starting, dosed }) => starting && dosed).length > 100)
      assert.ok(visits.some(({ starting }) => !starting))
    })

    test(`H08: ${id} begins with the baseline INR, and is done before nobody was stable`, () => {
      assert.equal(visits.filter(({ day }) => day === 0).length, 60)
      assert.ok(visits.filter(({ day }) => day === 0).every(({ starting }) => starting))
      assert.ok(visits.filter(({ starting }) => !starting).every(({ day }) => day >= 7))
    })
  }

  test('what the clinic cannot say, the virtual clinician decides: never on with a loading dose', () => {
    const visits = visitsOf('age-adjusted-fennerty', 60)
    const share =
      visits.filter(({ starting, says }) => starting && says === 'alarm').length / visits.length
    assert.ok(share < 0.5, `${share} of visits`)
  })
})
