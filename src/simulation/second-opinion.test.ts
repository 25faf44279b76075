import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import { inrOfReading } from '#clinical/inr-columns.ts'
import type { DoseSpell, ForecastCourse } from '#kinetics/forecast-course.ts'
import { type AccuracySums, NO_FORECASTS, together, walkForward } from '#kinetics/walk-forward.ts'
import { armOf } from './arms.ts'
import { type Chart, emptyChart } from './chart.ts'
import { runCourse } from './clinic.ts'
import { diceOf } from './dice.ts'
import { emptyLife, live } from './life.ts'
import { personOf, type VirtualPerson } from './people.ts'
import { scenarioOf } from './scenarios.ts'
import { bodyOf, TRUTHS, type Truth } from './truths.ts'

const START = day('2025-01-01')
const on = (nth: number): Day => addDays(START, nth)
const SPEC = {
  seed: 20_261_128,
  days: 365,
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  recall: 'rules',
} as const
/** So few that it is quick; docs/evidence.md#second-opinion has the figures of 1,000, and the ends below leave room for chance. */
const PEOPLE = 150

/** What a record would hold of a virtual person: what a clinic told and measured, and nothing of their body. */
function recordOf({ days, readings, told, tests }: Chart, person: VirtualPerson): ForecastCourse {
  const inrs = Array.from({ length: tests }, (_, nth) => ({
    on: on(days[nth] ?? 0),
    inr: inrOfReading(readings[nth] ?? 0),
    decidedOn: on(days[nth] ?? 0),
  }))
  const doses: DoseSpell[] = []
  for (let nth = 0; nth < SPEC.days; nth += 1) {
    const ug = Math.round((told[nth] ?? 0) * 1000)
    if (doses.at(-1)?.ug !== ug) doses.push({ from: on(nth), ug })
  }
  return {
    isWarfarin: true,
    startedOn: START,
    bornOn: addDays(START, -Math.round(person.ageYears * 365.25)),
    weights: [{ on: START, kg: person.weightKg }],
    // Half of them have been tested for their genes.
    genotypes: person.number % 2 === 0 ? [] : [{ ...genesOf(person), on: START }],
    inrs,
    doses,
    said: [],
    interactions: [],
    besides: [],
    vitaminK: [],
    breaks: [],
  }
}

const genesOf = ({ cyp2c9, vkorc1 }: VirtualPerson) => ({ cyp2c9, vkorc1 })

function accuracyIn(truth: Truth): AccuracySums {
  const scenario = scenarioOf('base')
  const [arm, body] = [armOf('coventry', SPEC), bodyOf(truth)]
  const [life, chart] = [emptyLife(SPEC.days), emptyChart(SPEC.days)]
  let sums = NO_FORECASTS
  for (let number = 0; number < PEOPLE; number += 1) {
    const dice = diceOf(SPEC.seed, number)
    const person = personOf(number, dice, scenario.within)
    live(life, person, dice, scenario)
    runCourse({ person, chart, life, body, arm }, SPEC, scenario.clinic)
    sums = together(sums, walkForward(recordOf(chart, person), START))
  }
  return sums
}

for (const truth of TRUTHS) {
  test(`H41: recalled by the product's own rules, four in five of the next INRs lie within what is shown: ${truth}`, () => {
    const { count, within, offTenths, lastOffTenths } = accuracyIn(truth)
    const percent = (100 * within) / count
    assert.ok(count > 8 * PEOPLE, `${count}`)
    assert.ok(percent >= 73 && percent <= 87, `${percent} %`)
    assert.ok(offTenths < 0.97 * lastOffTenths, `${offTenths} and ${lastOffTenths}`)
  })
}

for (const truth of TRUTHS) {
  test(`a life that is lived past its columns is refused, and takes no dose of nothing: ${truth}`, () => {
    const body = bodyOf(truth)
    body.begin(personOf(1, diceOf(SPEC.seed, 1), scenarioOf('base').within))
    const [short, long] = [new Float64Array(2).fill(4), new Float64Array(3).fill(4)]
    body.live(emptyLife(2), short, 0, 2)
    assert.throws(() => body.live(emptyLife(3), short, 2, 3), /^RangeError: 3 days of a life of 2$/)
    assert.throws(() => body.live(emptyLife(2), long, 2, 3), /^RangeError: 3 days of a life of 2$/)
  })
}
