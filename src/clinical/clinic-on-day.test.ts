import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { clinicOf, FIRST, RANGE, someCourse } from '#test/clinical/a-clinic.ts'
import {
  FLAGS,
  flaggedPeople,
  inRangeOfAll,
  lastRowUpTo,
  pointPrevalence,
  rangeOn,
} from './clinic-on-day.ts'
import { controlInColumns } from './control.ts'
import { coursesOn, isMeasurable } from './figure-course.ts'

const ON = day('2026-10-01')
const HIGHER = { lowTenths: 30, highTenths: 40 }
const before = (days: number) => addDays(ON, -days)

const PEOPLE = [
  { inrs: [[before(10), 25]] },
  { inrs: [[before(10), 19]] },
  { inrs: [[before(10), 31]] },
  { inrs: [[before(10), 1020]] },
  { inrs: [] },
  { inrs: [[addDays(ON, 1), 25]] },
  { ranges: [], inrs: [[before(10), 25]] },
  { startedOn: 'not-known' as const, inrs: [[ON, 30]] },
  { startedOn: addDays(ON, 1), inrs: [[before(10), 25]] },
  { startedOn: ON, inrs: [[ON, 20]] },
  { endedOn: before(1), inrs: [[before(10), 25]] },
  { endedOn: ON, inrs: [[before(56), 25]] },
  { inrs: [[before(57), 25]] },
  {
    inrs: [
      [before(90), 25],
      [before(1), 19],
      [addDays(ON, 3), 25],
    ],
  },
] as const

describe('point prevalence', () => {
  test('everybody on treatment that day is in one place by the last INR up to it; old ones are told', () => {
    assert.deepEqual(pointPrevalence(clinicOf(PEOPLE), ON), {
      'in-range': [0, 7, 9, 11, 12],
      below: [1, 13],
      above: [2],
      'not-known': [3, 6],
      'no-inr': [4, 5],
      old: [12],
    })
  })

  test('who has no INR, or one that nobody can place, is still one of all', () => {
    assert.deepEqual(inRangeOfAll(pointPrevalence(clinicOf(PEOPLE), ON)), { inRange: 5, of: 12 })
  })

  test('who has no INR has no old one', () => {
    assert.deepEqual(pointPrevalence(clinicOf([{ inrs: [] }]), ON).old, [])
    const other = pointPrevalence(clinicOf([{ inrs: [[before(90), 25]] }, { inrs: [] }]), ON)
    assert.deepEqual([other.old, other['no-inr']], [[0], [1]])
  })

  test('while no INR of anybody is known, the share is not known', () => {
    for (const written of [[], [{ inrs: [] }], [{ ranges: [], inrs: [[ON, 25]] as const }]]) {
      assert.equal(inRangeOfAll(pointPrevalence(clinicOf(written), ON)), 'not-known')
    }
    for (const reading of [19, 25, 31]) {
      const one = inRangeOfAll(pointPrevalence(clinicOf([{ inrs: [[ON, reading]] }]), ON))
      assert.deepEqual(one, { inRange: reading === 25 ? 1 : 0, of: 1 })
    }
  })

  test('nobody is counted twice, and everybody on treatment once', () => {
    fc.assert(
      fc.property(fc.array(someCourse, { maxLength: 6 }), fc.nat(700), (written, days) => {
        const on = addDays(FIRST, days)
        const clinic = clinicOf(written)
        const { old, ...places } = pointPrevalence(clinic, on)
        const counted = Object.values(places).flat()
        const treated = coursesOn(clinic.courses, on).map(({ patient }) => patient)
        assert.deepEqual(counted.toSorted(), treated.toSorted())
        assert.ok(old.every((person) => counted.includes(person)))
      }),
    )
  })
})

describe('H07: the range in force on a day', () => {
  const { courses } = clinicOf([
    {
      ranges: [
        { from: before(5), range: HIGHER },
        { from: before(50), range: RANGE },
      ],
      inrs: [],
    },
  ])
  const [course] = courses
  assert(course !== undefined)

  test('is the one that began last up to it, in whichever order they are written', () => {
    assert.equal(rangeOn(course, before(51)), undefined)
    assert.equal(rangeOn(course, before(50)), RANGE)
    assert.equal(rangeOn(course, before(6)), RANGE)
    assert.equal(rangeOn(course, before(5)), HIGHER)
    const again = { ...course, ranges: course.ranges.toReversed() }
    assert.equal(rangeOn(again, before(6)), RANGE)
    assert.equal(rangeOn(again, ON), HIGHER)
  })

  test('is the one written last of two that began on one day', () => {
    const both = [
      { from: before(5), range: RANGE },
      { from: before(5), range: HIGHER },
    ]
    assert.equal(rangeOn({ ...course, ranges: both }, ON), HIGHER)
  })
})

test('the last row up to a day, and one before the first when there is none', () => {
  const { courses, columns } = clinicOf([
    { inrs: [[before(3), 25]] },
    {
      inrs: [
        [before(9), 25],
        [before(2), 25],
      ],
    },
  ])
  const rows = (nth: number, on: number) =>
    courses.slice(nth, nth + 1).map((course) => lastRowUpTo(course, columns, before(on)))[0]
  assert.deepEqual([rows(0, 4), rows(0, 3), rows(0, 0)], [-1, 0, 0])
  assert.deepEqual([rows(1, 10), rows(1, 9), rows(1, 3), rows(1, 2), rows(1, 0)], [0, 1, 1, 2, 2])
})

describe('S5: the people whom a flag of poor control names', () => {
  test('are those of whom it is so alone', () => {
    fc.assert(
      fc.property(fc.array(someCourse, { maxLength: 5 }), fc.nat(500), (written, days) => {
        const on = addDays(FIRST, 200 + days)
        const clinic = clinicOf(written)
        const flagged = flaggedPeople(clinic, on)
        for (const course of coursesOn(clinic.courses, on)) {
          assert(isMeasurable(course))
          const alone = controlInColumns(course, clinic.columns, course.rows, on).flags
          for (const flag of FLAGS) assert.ok(flagged[flag][alone[flag]].includes(course.patient))
        }
        for (const flag of FLAGS) {
          const people = Object.values(flagged[flag]).flat()
          assert.equal(people.length, coursesOn(clinic.courses, on).length)
        }
      }),
    )
  })

  test('nothing is known of somebody without a start or a range, and nobody is flagged', () => {
    const unknown = clinicOf([
      { startedOn: 'not-known', inrs: [[before(5), 90]] },
      { ranges: [], inrs: [[before(5), 90]] },
    ])
    const flagged = flaggedPeople(unknown, ON)
    assert.deepEqual(Object.keys(flagged), [...FLAGS])
    for (const flag of FLAGS) {
      assert.deepEqual(flagged[flag], { yes: [], possible: [], no: [], 'not-known': [0, 1] })
    }
  })
})

describe('of two courses of one person on a day', () => {
  const chosen = (first: string, second: string) => {
    const { courses } = clinicOf(
      [first, second].map((startedOn) => ({
        patient: 7,
        startedOn: startedOn === 'not-known' ? startedOn : day(startedOn),
        inrs: [],
      })),
    )
    return coursesOn(courses, ON).map(({ startedOn }) => startedOn)
  }

  for (const [first, second, expected] of [
    ['2026-01-01', '2026-02-01', '2026-02-01'],
    ['2026-02-01', '2026-01-01', '2026-02-01'],
    ['not-known', '2026-01-01', '2026-01-01'],
    ['2026-01-01', 'not-known', '2026-01-01'],
    ['not-known', 'not-known', 'not-known'],
  ] as const) {
    test(`${first} and ${second}: the one of ${expected} counts`, () => {
      assert.deepEqual(chosen(first, second), [expected])
    })
  }

  test('of two that began on one day the later written counts', () => {
    const { courses } = clinicOf([
      { patient: 7, startedOn: before(9), inrs: [] },
      { patient: 7, startedOn: before(9), inrs: [] },
    ])
    assert.equal(coursesOn(courses, ON)[0], courses[1])
  })
})
