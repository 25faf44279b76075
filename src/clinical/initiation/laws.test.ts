// What no initiation may ever do, whatever the protocol, the day, the doses so far and the INR.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/day.ts'
import { ALL_TABLETS, inr } from '#test/clinical/a-visit.ts'
import { adviceOn, days, FIRST_ON, type Initiating } from '#test/clinical/an-initiation.ts'
import {
  INITIATION_PROTOCOLS,
  type InitiationProtocol,
  type ProtocolTable,
  type StepTable,
} from './protocol.ts'
import { dosesOf, INITIATION_TABLES, isForAge, stepTablesOf, unmakeableDoses } from './tables.ts'

/** The doses of a step for somebody of this age; of every age where it has none for theirs. */
function dosesFor(tables: readonly StepTable[], age: number) {
  const own = dosesOf(tables.filter((table) => isForAge(table, age)))
  return own.length > 0 ? own : dosesOf(tables)
}

/** Doses that the protocol can have given: of each test day so far one of its rows, until the next. */
const someDosesOf = (
  protocol: InitiationProtocol,
  day: number,
  age: number,
): fc.Arbitrary<number[]> => {
  const begun = INITIATION_TABLES[protocol].steps.filter((step) => step.day < day)
  const each = begun.map(({ tables }) => fc.constantFrom(...dosesFor(tables, age)))
  return fc.tuple(...each).map((doses) =>
    doses.flatMap((dose, nth) => {
      const until = begun[nth + 1]?.day ?? day
      return [...days(until - (begun[nth]?.day ?? 1), dose / 1000)]
    }),
  )
}

/** Any doses at all, of the protocol's and none. */
const anyDoses = (protocol: InitiationProtocol): fc.Arbitrary<number[]> => {
  const doses = dosesOf(stepTablesOf(INITIATION_TABLES[protocol])).map((dose) => dose / 1000)
  return fc
    .array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.constantFrom(0, ...doses)), {
      maxLength: 5,
    })
    .map((runs) => runs.flatMap(([count, mg]) => [...days(count, mg)]))
}

/** Any visit within any initiation: likely ones and unlikely ones, days on and off. */
const someInitiation: fc.Arbitrary<Initiating> = fc
  .constantFrom(...INITIATION_PROTOCOLS)
  .chain((protocol) =>
    fc.tuple(
      fc.constant(protocol),
      fc.oneof(
        fc.constantFrom(...INITIATION_TABLES[protocol].steps.map(({ day }) => day)),
        fc.integer({ min: 0, max: 40 }),
      ),
      fc.integer({ min: 16, max: 110 }),
    ),
  )
  .chain(([protocol, day, age]) =>
    fc.record({
      protocol: fc.constant(protocol),
      day: fc.constant(day),
      inr: fc.oneof(fc.integer({ min: 8, max: 41 }), fc.integer({ min: 8, max: 90 })),
      taken: fc.oneof(
        { arbitrary: someDosesOf(protocol, day, age), weight: 3 },
        { arbitrary: anyDoses(protocol), weight: 1 },
      ),
      who: fc.record({
        sex: fc.constantFrom('female', 'male', 'female', 'male', 'not-known'),
        age: fc.constant(age),
      }),
    }),
  )
  .map(({ taken, ...of }) => ({ ...of, taken: taken.slice(0, Math.max(0, of.day - 1)) }))

test('the laws below are asked of visits that are dosed as well as of those that are not', () => {
  const visits = fc.sample(someInitiation, { numRuns: 2000, seed: 7 })
  const dosed = visits.filter((of) => adviceOn(of).kind === 'dose').length
  assert.ok(dosed > 400 && dosed < 1600, `${dosed} of ${visits.length} are dosed`)
})

const RUNS = { numRuns: 5000 }

test('H09: no dose is ever above the highest dose of the table, nor one that no row names', () => {
  fc.assert(
    fc.property(someInitiation, (of) => {
      const advice = adviceOn(of)
      if (advice.kind === 'alarm') return
      const table = INITIATION_TABLES[of.protocol]
      assert.ok(advice.roundedUg <= table.mostUg)
      assert.ok(dosesOf(stepTablesOf(table)).includes(advice.roundedUg))
    }),
    RUNS,
  )
})

test('H08: a day early or late is never dosed, whatever else is so', () => {
  fc.assert(
    fc.property(someInitiation, fc.integer({ min: -9, max: 9 }), (of, away) => {
      if (away === 0) return
      const due = addDays(FIRST_ON, of.day - 1 + away)
      assert.equal(adviceOn({ ...of, visit: { testWasDueOn: due } }).kind, 'alarm')
    }),
    RUNS,
  )
})

test('H04: no censored INR is ever dosed', () => {
  fc.assert(
    fc.property(someInitiation, fc.constantFrom('>', '<'), (of, comparator) => {
      const tenths = typeof of.inr === 'number' ? of.inr : 80
      assert.equal(adviceOn({ ...of, inr: inr(tenths, comparator) }).kind, 'alarm')
    }),
    RUNS,
  )
})

test('H09: within a step a higher INR never gives a higher dose', () => {
  fc.assert(
    fc.property(someInitiation, fc.integer({ min: 1, max: 20 }), (of, more) => {
      if (typeof of.inr !== 'number') return
      const lower = adviceOn(of)
      const higher = adviceOn({ ...of, inr: of.inr + more })
      if (lower.kind === 'alarm' || higher.kind === 'alarm') return
      assert.ok(higher.roundedUg <= lower.roundedUg)
    }),
    RUNS,
  )
})

test('H12: the next test is after today and within a week, and on a fixed day where there is one', () => {
  fc.assert(
    fc.property(someInitiation, (of) => {
      const advice = adviceOn(of)
      if (advice.kind === 'alarm') return
      const { days: until, latestOn } = advice.nextTest
      assert.ok(until >= 1 && until <= 7)
      assert.equal(latestOn, addDays(FIRST_ON, of.day - 1 + until))
    }),
    RUNS,
  )
})

/** A table of nothing overlapping: each INR, in tenths, has at most one row, and rows follow each other. */
const faultsOf = ({ steps, recheck }: ProtocolTable): readonly string[] =>
  [...steps.flatMap(({ tables }) => tables), ...(recheck?.tables ?? [])].flatMap(({ rows }) =>
    rows.flatMap((row, nth) => {
      const next = rows[nth + 1]
      const isEmpty = row.belowTenths !== 'no-limit' && row.belowTenths <= row.fromTenths
      const isGap = next !== undefined && row.belowTenths !== next.fromTenths
      const isOpen = next === undefined && row.belowTenths !== 'no-limit'
      return isEmpty || isGap || isOpen ? [`${row.fromTenths} to ${row.belowTenths}`] : []
    }),
  )

for (const table of Object.values(INITIATION_TABLES)) {
  test(`H09: the rows of ${table.name} are half open, follow each other and leave no INR out`, () => {
    assert.deepEqual(faultsOf(table), [])
  })

  test(`H11: ${table.name} names no dose above its highest, and UK tablets make each every day`, () => {
    const doses = dosesOf(stepTablesOf(table))
    assert.equal(Math.max(...doses), table.mostUg)
    assert.deepEqual(unmakeableDoses(table, ALL_TABLETS), [])
  })
}

test('H11: without a 0.5 mg tablet or halves most protocols cannot be made', () => {
  const missing = (protocol: 'oates' | 'janes') =>
    unmakeableDoses(INITIATION_TABLES[protocol], { strengths: [1000, 3000], halves: false })
  assert.deepEqual(missing('oates'), [500, 1500])
  assert.deepEqual(missing('janes'), [2500])
  const halved = { strengths: [1000, 3000], halves: true } as const
  assert.deepEqual(unmakeableDoses(INITIATION_TABLES.oates, halved), [])
})
