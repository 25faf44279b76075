import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WITHIN_PERSON } from '#kinetics/constants.ts'
import { CYP2C9_SHARES, VKORC1_SHARES } from '#kinetics/genotypes.ts'
import { diceOf } from './dice.ts'
import { personOf } from './people.ts'

const COUNT = 8000
const people = Array.from({ length: COUNT }, (_, number) =>
  personOf(number, diceOf(2, number), WITHIN_PERSON),
)
const share = (is: (person: (typeof people)[number]) => boolean): number =>
  people.filter(is).length / COUNT
const mean = (of: (person: (typeof people)[number]) => number): number =>
  people.reduce((sum, person) => sum + of(person), 0) / COUNT
/** Three standard errors of a share. */
const near = (found: number, wanted: number): boolean =>
  Math.abs(found - wanted) <= 3 * Math.sqrt((wanted * (1 - wanted)) / COUNT)

test('genotypes and sexes come by their shares', () => {
  for (const [cyp2c9, wanted] of CYP2C9_SHARES) {
    const found = share((person) => person.cyp2c9 === cyp2c9)
    assert.ok(near(found, wanted), `${cyp2c9}: ${found}`)
  }
  for (const [vkorc1, wanted] of VKORC1_SHARES) {
    const found = share((person) => person.vkorc1 === vkorc1)
    assert.ok(near(found, wanted), `${vkorc1}: ${found}`)
  }
  assert.ok(
    near(
      share(({ sex }) => sex === 'female'),
      0.427,
    ),
  )
})

test('shares of genotypes are whole', () => {
  for (const shares of [CYP2C9_SHARES, VKORC1_SHARES]) {
    const total = shares.reduce((sum, [, one]) => sum + one, 0)
    assert.ok(Math.abs(total - 1) < 1e-9)
  }
})

test('ages are whole years and weights have one decimal, both within their ends', () => {
  assert.ok(Math.abs(mean(({ ageYears }) => ageYears) - 73.4) < 0.4)
  assert.ok(Math.abs(mean(({ weightKg }) => weightKg) - 84) < 0.7)
  for (const { ageYears, weightKg } of people) {
    assert.ok(Number.isInteger(ageYears) && ageYears >= 40 && ageYears <= 97, `${ageYears}`)
    assert.ok(weightKg >= 40 && weightKg <= 160, `${weightKg}`)
    assert.equal(Math.round(weightKg * 10) / 10, weightKg)
  }
  assert.ok(people.some(({ weightKg }) => weightKg === 40))
  assert.ok(people.some(({ ageYears }) => ageYears === 97))
})

test('need and elimination differ from person to person by the published spreads, around the typical one', () => {
  for (const [of, spread] of [
    ['edk50Factor', 0.34],
    ['kdeFactor', 0.589],
  ] as const) {
    const middle = mean((person) => Math.log(person[of]))
    const found = Math.sqrt(mean((person) => (Math.log(person[of]) - middle) ** 2))
    assert.ok(Math.abs(middle) < 0.02, `${of}: ${middle}`)
    assert.ok(Math.abs(found - spread) < 0.015, `${of}: ${found}`)
  }
})

test('nobody misses more than every other dose', () => {
  const careless = personOf(1, diceOf(1, 1), { ...WITHIN_PERSON, missed: 3 })
  assert.equal(careless.missed, 0.5)
})

test('a person does not depend on how many others there are', () => {
  assert.deepEqual(personOf(4711, diceOf(2, 4711), WITHIN_PERSON), people[4711])
})
