import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, dayNumber } from '#base/day.ts'
import {
  clinicOf,
  someCourse,
  someExclusions,
  somePeriod,
  type Written,
} from '#test/clinical/a-clinic.ts'
import { controlFigures } from './control-figures.ts'
import type { DayAccount } from './day-account.ts'
import type { ClinicHistory, FigureCourse } from './figure-course.ts'
import type { Exclusions, Period } from './period.ts'

// Second way: every day of the period by itself.

type Part = Exclude<keyof DayAccount, 'treated'>
type Read = { readonly course: FigureCourse; readonly clinic: ClinicHistory }

// The day `on` is the stretch that ends with it: it belongs to a course, a break or a range that began before it.
function partOf(read: Read, on: Day, { firstDays }: Exclusions): Part {
  const { course } = read
  const morning = addDays(on, -1)
  if (morning < addDays(course.startedOn as Day, firstDays)) return 'firstWeeks'
  const isPaused = course.breaks.some(
    ({ from, until }) =>
      morning >= from && (until === 'still-open' || morning < addDays(until, firstDays)),
  )
  if (isPaused) return 'breaks'
  return course.ranges.some(({ from }) => from <= morning) ? lineOf(read, on) : 'noRange'
}

function lineOf({ course, clinic }: Read, on: Day): Part {
  const { days, readings } = clinic.columns
  const tested = Array.from(days.subarray(course.rows.first, course.rows.end), (tests, nth) => ({
    on: tests,
    reading: readings[course.rows.first + nth] ?? 0,
  }))
  const next = tested.find((result) => result.on >= dayNumber(on))
  const before = tested.filter((result) => result.on < dayNumber(on)).at(-1)
  if (next === undefined || before === undefined) return 'noInr'
  if (next.on - before.on > 56) return 'longGaps'
  const isCensored = [next, before].some(({ reading }) => reading > 1000 || reading < 0)
  return isCensored ? 'censored' : 'counted'
}

function dayByDay(read: Read, { endedOn }: Written, period: Period, exclusions: Exclusions) {
  const parts = new Map<keyof DayAccount, number>([['treated', 0]])
  const add = (part: keyof DayAccount) => parts.set(part, (parts.get(part) ?? 0) + 1)
  for (let on = period.from; on <= period.until; on = addDays(on, 1)) {
    if (on <= (read.course.startedOn as Day) || on > (endedOn ?? on)) continue
    add('treated')
    add(partOf(read, on, exclusions))
  }
  return parts
}

test('where every day of treatment went: each day by itself says the same', () => {
  fc.assert(
    fc.property(someCourse, somePeriod, someExclusions, (written, period, exclusions) => {
      const clinic = clinicOf([written])
      const [course] = clinic.courses
      assert(course !== undefined)
      const { account, methods } = controlFigures(clinic, period, exclusions)
      fc.pre(account.tooShort === 0)

      const parts = dayByDay({ course, clinic }, written, period, exclusions)
      for (const [part, days] of Object.entries(account)) {
        assert.equal(days, parts.get(part as keyof DayAccount) ?? 0, part)
      }
      for (const { method, pooled } of methods) {
        if (method !== 'tests') assert.equal(pooled.of, account.counted)
      }
    }),
    { numRuns: 400 },
  )
})

test('the parts of the days of a clinic add up to all its days of treatment', () => {
  fc.assert(
    fc.property(fc.array(someCourse), somePeriod, someExclusions, (written, period, exclusions) => {
      const { treated, ...parts } = controlFigures(clinicOf(written), period, exclusions).account
      const all = Object.values(parts)
      assert.equal(
        all.reduce((sum, days) => sum + days, 0),
        treated,
      )
      assert.ok(all.every((days) => days >= 0))
    }),
  )
})
