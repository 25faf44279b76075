import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { HAMBERG_2010 } from './constants.ts'
import { advance, daysOf, inrOf, newCourse } from './course.ts'
import { type Parameters, publishedParameters } from './parameters.ts'
import {
  advanceTraced,
  inrByEdk50,
  inrByKde,
  newTraced,
  restartTraced,
  settle,
  tracedInr,
} from './sensitivities.ts'

const people = fc
  .record({
    ageYears: fc.integer({ min: 40, max: 97 }),
    cyp2c9: fc.constantFrom('*1/*1', '*1/*3', '*3/*3'),
    vkorc1: fc.constantFrom('GG', 'AA'),
  })
  .map((traits) => publishedParameters(traits, HAMBERG_2010))
const doses = fc.array(fc.constantFrom(0, 2, 3, 4.5), { minLength: 1, maxLength: 40 })

const ends = (course: Float64Array, who: Parameters) =>
  [tracedInr(course, who), inrByEdk50(course, who), inrByKde(course, who)] as const

/** Parts of a day stay those of the person, so that the two sides differ in the person alone. */
const PARTS = 2
function traced(daily: readonly number[], who: Parameters) {
  const days = daysOf(who, PARTS)
  const course = newTraced()
  for (const mg of daily) advanceTraced(course, mg, days, who.kde)
  return ends(course, who)
}

/** The change of the INR with the log of a parameter, by moving it a little either way. */
function difference(daily: readonly number[], who: Parameters, of: 'edk50' | 'kde'): number {
  const step = 1e-4
  const moved = (by: number) => traced(daily, { ...who, [of]: who[of] * Math.exp(by) })[0]
  return (moved(step) - moved(-step)) / (2 * step)
}

test('changes with need and elimination are those of two neighbours', () => {
  fc.assert(
    fc.property(people, doses, (who, daily) => {
      const [, byEdk50, byKde] = traced(daily, who)
      assert.ok(Math.abs(byEdk50 - difference(daily, who, 'edk50')) < 1e-4)
      assert.ok(Math.abs(byKde - difference(daily, who, 'kde')) < 1e-4)
    }),
    { numRuns: 60 },
  )
})

test('the INR beside them is that of the course itself', () => {
  fc.assert(
    fc.property(people, doses, (who, daily) => {
      const course = newCourse()
      const days = daysOf(who, PARTS)
      for (const mg of daily) advance(course, mg, days)
      assert.ok(Math.abs(inrOf(course, who) - traced(daily, who)[0]) < 1e-12)
    }),
    { numRuns: 60 },
  )
})

test('settled on a dose, nothing moves when it goes on', () => {
  fc.assert(
    fc.property(people, fc.constantFrom(1, 2.5), (who, mg) => {
      const days = daysOf(who, PARTS)
      const course = newTraced()
      settle(course, mg, days, who)
      const before = ends(course, who)
      for (let day = 0; day < 10; day += 1) advanceTraced(course, mg, days, who.kde)
      const [inr, byEdk50] = ends(course, who)
      assert.ok(Math.abs(inr - before[0]) < 0.06, `${before[0]} to ${inr}`)
      assert.ok(Math.abs(byEdk50 - before[1]) < 0.15, `${before[1]} to ${byEdk50}`)
    }),
    { numRuns: 40 },
  )
})

test('begun anew it is a new one', () => {
  const course = newTraced()
  advanceTraced(
    course,
    5,
    daysOf(publishedParameters({ ageYears: 71, cyp2c9: '*1/*1', vkorc1: 'GG' }, HAMBERG_2010)),
    0.02,
  )
  restartTraced(course)
  assert.deepEqual(course, newTraced())
})
