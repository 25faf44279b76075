import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { inrByRungeKutta } from '#test/oracle/hamberg-oracle.ts'
import { HAMBERG_2010, HAMBERG_SECOND, SPREAD_OF_KDE } from './constants.ts'
import {
  absorbedDaysOf,
  advance,
  advanceAbsorbed,
  type Days,
  daysOf,
  inrOf,
  newCourse,
  restart,
} from './course.ts'
import { clearanceOf, ec50Of, type Parameters, publishedParameters } from './parameters.ts'
import { steadyDose, steadyInr } from './steady-state.ts'

const traits = fc.record({
  ageYears: fc.integer({ min: 40, max: 97 }),
  cyp2c9: fc.constantFrom('*1/*1', '*1/*2', '*1/*3', '*2/*2', '*2/*3', '*3/*3'),
  vkorc1: fc.constantFrom('GG', 'GA', 'AA'),
})
const sets = fc.constantFrom(HAMBERG_2010, HAMBERG_SECOND)
/** Three standard deviations of elimination either way. */
const quickness = fc
  .double({ min: -3, max: 3, noNaN: true })
  .map((deviations) => Math.exp(deviations * SPREAD_OF_KDE))
const TYPICAL = publishedParameters({ ageYears: 71, cyp2c9: '*1/*1', vkorc1: 'GG' }, HAMBERG_2010)

/** Doses as a clinic gives them: some weeks of one dose, now and then a day without. */
const doses = fc
  .array(
    fc.record({
      halfMg: fc.integer({ min: 1, max: 30 }),
      days: fc.integer({ min: 5, max: 20 }),
      missed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((steps) =>
    steps.flatMap(({ halfMg, days, missed }) => [
      ...(missed ? [0] : []),
      ...Array<number>(days).fill(halfMg / 2),
    ]),
  )

function courseOf(dailyMg: readonly number[], parameters: Parameters, days: Days): number[] {
  const course = newCourse()
  return dailyMg.map((mg) => {
    advance(course, mg, days)
    return inrOf(course, parameters)
  })
}

const equationsOf = (
  who: Parameters,
  { clearance, ec50 }: { readonly clearance: number; readonly ec50: number },
) => ({
  clearance,
  ec50,
  gamma: who.gamma,
  transitOne: who.quickHours,
  transitTwo: who.slowHours,
  base: who.inrBase,
  rise: who.inrMax,
})

/** The furthest that two courses are apart. */
const furthest = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((inr, nth) => Math.abs(inr - (other[nth] ?? Number.NaN))))

describe('two methods', () => {
  test('agree to 0.005 INR up to an INR of 4, however quickly warfarin is eliminated', () => {
    fc.assert(
      fc.property(traits, sets, doses, quickness, (person, set, daily, quicker) => {
        const typical = publishedParameters(person, set)
        const who = { ...typical, kde: typical.kde * quicker }
        const held = steadyDose(4, who)
        const given = daily.map((mg) => Math.min(mg, held))
        const eq = equationsOf(who, {
          clearance: clearanceOf(person) * quicker,
          ec50: ec50Of(person.vkorc1) / quicker,
        })
        const atOnce = courseOf(given, who, daysOf(who))
        assert.ok(furthest(atOnce, inrByRungeKutta(given, eq, 'at-once')) <= 0.005)

        const course = newCourse()
        const days = absorbedDaysOf(who)
        const absorbed = given.map((mg) => {
          advanceAbsorbed(course, mg, days, who)
          return inrOf(course, who)
        })
        assert.ok(furthest(absorbed, inrByRungeKutta(given, eq, 'absorbed')) <= 0.005)
      }),
      { numRuns: 25 },
    )
  })
})

describe('a course', () => {
  test('of one dose ends at the closed form', () => {
    fc.assert(
      fc.property(traits, sets, fc.integer({ min: 1, max: 20 }), (person, set, halfMg) => {
        const who = publishedParameters(person, set)
        const daily = Array<number>(150).fill(Math.min(halfMg / 2, steadyDose(5, who)))
        const end = courseOf(daily, who, daysOf(who, 24)).at(-1) ?? 0
        assert.ok(Math.abs(end - steadyInr(daily[0] ?? 0, who)) < 0.03, `${end}`)
      }),
      { numRuns: 100 },
    )
  })

  test('without a dose stays where it began, and a course begun anew is a new one', () => {
    const course = newCourse()
    for (let day = 0; day < 30; day += 1) advance(course, 5, daysOf(TYPICAL))
    restart(course)
    assert.deepEqual(course, newCourse())
    advance(course, 0, daysOf(TYPICAL))
    assert.equal(inrOf(course, TYPICAL), 1)
  })

  test('more warfarin, or more sensitivity, is never a lower INR', () => {
    fc.assert(
      fc.property(traits, doses, (person, daily) => {
        const who = publishedParameters(person, HAMBERG_2010)
        const days = daysOf(who)
        const usual = courseOf(daily, who, days)
        const more = courseOf(
          daily.map((mg) => mg * 1.1),
          who,
          days,
        )
        assert.ok(usual.every((inr, nth) => inr <= (more[nth] ?? 0)))
        const course = newCourse()
        for (const [nth, mg] of daily.entries()) {
          advance(course, mg, days, -0.2)
          assert.ok(inrOf(course, who) >= (usual[nth] ?? 0))
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('what holds when nothing changes', () => {
  test('the dose of an INR leads to that INR', () => {
    fc.assert(
      fc.property(traits, sets, fc.integer({ min: 12, max: 80 }), (person, set, tenths) => {
        const who = publishedParameters(person, set)
        assert.ok(Math.abs(steadyInr(steadyDose(tenths / 10, who), who) - tenths / 10) < 1e-9)
      }),
    )
  })

  for (const inr of [1, 0.9, 21, Number.NaN]) {
    test(`no dose holds ${inr}`, () => {
      assert.throws(() => steadyDose(inr, TYPICAL), RangeError)
    })
  }
})
