import fc from 'fast-check'
import { addDays, type Day, day, dayFromNumber, dayNumber } from '#base/day.ts'
import type { ClinicHistory, FigureCourse } from '#clinical/figure-course.ts'
import type { RangePeriod, TreatmentBreak } from '#clinical/maintenance.ts'
import { NICE, TWO_WEEKS } from '#clinical/period.ts'

/** When the courses of these clinics began, unless they say otherwise. */
export const FIRST = day('2025-01-01')
export const RANGE = { lowTenths: 20, highTenths: 30 }

/** A course as a test writes it. */
export type Written = {
  readonly patient?: number
  readonly startedOn?: Day | 'not-known'
  readonly endedOn?: Day
  readonly ranges?: readonly RangePeriod[]
  readonly breaks?: readonly TreatmentBreak[]
  readonly inrs: readonly (readonly [on: Day, reading: number])[]
  /** Whether its INRs are of a laboratory; else of a meter. */
  readonly fromLaboratory?: boolean
}

/** A clinic of courses written down one by one. */
export function clinicOf(written: readonly Written[]): ClinicHistory {
  const all = written.flatMap(({ inrs }) => inrs)
  let end = 0
  const courses: FigureCourse[] = written.map((course, nth) => {
    const first = end
    end += course.inrs.length
    const startedOn = course.startedOn ?? FIRST
    return {
      patient: course.patient ?? nth,
      startedOn,
      endedOn: course.endedOn ?? 'still-running',
      ranges: course.ranges ?? [{ from: FIRST, range: RANGE }],
      breaks: course.breaks ?? [],
      rows: { first, end },
    }
  })
  return {
    patients: written.length,
    courses,
    columns: {
      days: Int32Array.from(all, ([on]) => dayNumber(on)),
      readings: Int16Array.from(all, ([, reading]) => reading),
      fromMeter: Uint8Array.from(
        written.flatMap(({ inrs, fromLaboratory }) => inrs.map(() => (fromLaboratory ? 0 : 1))),
      ),
    },
  }
}

const someReading = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 8, max: 80 }) },
  { weight: 1, arbitrary: fc.constantFrom(1080, -8) },
)
const someDay = fc.integer({ min: -100, max: 800 }).map((days) => addDays(FIRST, days))
export const someCourse: fc.Arbitrary<Written> = fc.record({
  startedOn: someDay,
  endedOn: fc.option(fc.constant(day('2026-10-10')), { nil: day('2027-12-31') }),
  ranges: fc.uniqueArray(someDay, { minLength: 1, maxLength: 3 }).map((days) =>
    days.map((from, nth) => ({
      from,
      range: { lowTenths: 20 + nth * 5, highTenths: 30 + nth * 5 },
    })),
  ),
  breaks: fc.oneof(
    fc.constant([]),
    fc.tuple(someDay, fc.nat(60)).map(([from, days]) => [{ from, until: addDays(from, days) }]),
    someDay.map((from) => [{ from, until: 'still-open' as const }]),
  ),
  inrs: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 70 }), someReading), { maxLength: 25 })
    .map((steps) => {
      let on = dayNumber(FIRST) - 50
      return steps.map(([gap, tenths]) => {
        on += gap
        return [dayFromNumber(on), tenths] as const
      })
    }),
})
export const somePeriod = fc
  .tuple(someDay, fc.nat(400))
  .map(([from, days]) => ({ from, until: addDays(from, days) }))
export const someExclusions = fc.constantFrom(NICE, TWO_WEEKS)
