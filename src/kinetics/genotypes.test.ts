import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import type { ForecastCourse } from './forecast-course.ts'
import { GENOTYPE_SHARES, type Genotype, genotypeOn } from './genotypes.ts'
import { type Planned, secondOpinion } from './second-opinion.ts'

const TODAY = day('2026-11-22')
const ago = (days: number): Day => addDays(TODAY, -days)

/** Two years of 5 mg a day with an INR of 2.5 every four weeks, as it was kept before genes had a place. */
const COURSE: ForecastCourse = {
  isWarfarin: true,
  startedOn: ago(800),
  bornOn: day('1950-01-01'),
  weights: [],
  inrs: [84, 56, 28, 0].map((days) => ({
    on: ago(days),
    inr: { comparator: '=', tenths: 25 },
    decidedOn: ago(days),
  })),
  doses: [{ from: ago(700), ug: 5000 }],
  said: [],
  interactions: [],
  besides: [],
  vitaminK: [],
  breaks: [],
}
const PLANNED: Planned = {
  today: TODAY,
  testOn: addDays(TODAY, 28),
  dailyUg: 5000,
  omitDays: 0,
  isStart: false,
  isBoosted: false,
  isProcedurePlanned: false,
}

const foretold = (course: Partial<ForecastCourse>) => {
  const opinion = secondOpinion({ ...COURSE, ...course }, PLANNED)
  return opinion.kind === 'forecast' ? opinion : assert.fail(opinion.because.join())
}

const report = (on: Day, cyp2c9: Genotype['cyp2c9'], vkorc1: Genotype['vkorc1']) => ({
  on,
  cyp2c9,
  vkorc1,
})

test('H41: genes are what reports of laboratories agree on by the day, each gene by itself; else not known', () => {
  for (const [genotypes, cyp2c9, vkorc1] of [
    [[], 'not-known', 'not-known'],
    [[report(TODAY, '*1/*3', 'AA')], '*1/*3', 'AA'],
    [[report(addDays(TODAY, 1), '*1/*3', 'AA')], 'not-known', 'not-known'],
    [[report(ago(9), '*2/*2', 'not-known')], '*2/*2', 'not-known'],
    [[report(ago(9), '*2/*2', 'not-known'), report(ago(2), 'not-known', 'GA')], '*2/*2', 'GA'],
    [[report(ago(9), '*1/*2', 'GA'), report(ago(2), '*1/*2', 'GA')], '*1/*2', 'GA'],
    [[report(ago(9), '*1/*1', 'GA'), report(ago(2), '*1/*2', 'GA')], 'not-known', 'GA'],
  ] as const) {
    const known = foretold({ genotypes })
    assert.deepEqual([known.cyp2c9, known.vkorc1], [cyp2c9, vkorc1])
    assert.deepEqual(genotypeOn(genotypes, TODAY), { cyp2c9, vkorc1 })
  }
})

test('H41: a course that was kept before genes had a place says what it said', () => {
  const opinion = secondOpinion(COURSE, PLANNED)
  assert.deepEqual(secondOpinion({ ...COURSE, genotypes: [] }, PLANNED), opinion)
})

test('H41: of every genotype a forecast has an answer, and by its INRs most of it is forgotten', () => {
  const [least, most] = [
    foretold({ genotypes: [report(ago(9), '*3/*3', 'AA')] }),
    foretold({ genotypes: [report(ago(9), '*1/*1', 'GG')] }),
  ]
  for (const { cyp2c9, vkorc1 } of GENOTYPE_SHARES) {
    const { medianTenths } = foretold({ genotypes: [report(ago(9), cyp2c9, vkorc1)] })
    assert.ok(Math.abs(medianTenths - 25) <= 5, `${cyp2c9} ${vkorc1}: ${medianTenths}`)
  }
  assert.ok(least.medianTenths > most.medianTenths)
})
