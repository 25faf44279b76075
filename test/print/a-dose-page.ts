import { addDays, type Day, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { buildSchedule, expand } from '#clinical/schedule.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { DosePage } from '#print/dose-page.ts'

const SETS: readonly TabletSet[] = [
  { strengths: [3000, 1000, 500], halves: false },
  { strengths: [5000, 3000, 1000], halves: true },
  { strengths: [3000, 1000], halves: false },
  { strengths: [5000, 3000, 1000, 500], halves: false },
]

/** A page of a dose that a course could have; the same number is the same page for ever. */
export function aDosePage(nth: number): DosePage {
  const from = addDays(day('2024-01-01'), (nth * 37) % 6000)
  const nextTest = addDays(from, 1 + ((nth * 11) % (nth % 6 === 1 ? 84 : 14)))
  const built = buildSchedule({
    from,
    nextTest,
    graceDays: 7,
    omitDays: nth % 5 === 0 ? 1 : 0,
    dailyUg: ug(1000 + 500 * ((nth * 7) % 36)),
    tabletSet: SETS[nth % SETS.length] ?? { strengths: [1000], halves: false },
    pattern: 'constant-preferred',
  })
  const weekly = built.kind === 'schedule' ? built : aWeekOf(from, nextTest)
  return {
    provider: { name: 'Hallam Surgery', telephone: '01632 960001' },
    patient: { name: 'WRAGG, Dorothy', dateOfBirth: day('1942-09-04'), nhsNumber: '999 025 9003' },
    medicine: 'warfarin',
    beside: null,
    indication: 'Atrial fibrillation',
    target: '2.5 (2.0 to 3.0)',
    duration: 'Long term.',
    days: expand(weekly.schedule),
    boostedOn: [],
    weeklyUg: weekly.weeklyUg,
    stopsAtTest: false,
    nextTest: { on: nextTest, at: '09:40' },
    instructions: 'Take the dose of each date each evening.',
    sequence: nth,
    replaces: { sequence: nth - 1, savedOn: addDays(from, -14) },
    superseded: false,
    savedAt: 0,
    savedOn: from,
    savedBy: 'J. Ward',
  }
}

/** Where these tablets do not make the dose: 3 mg and 4 mg on named weekdays, which they all make. */
function aWeekOf(from: Day, nextTest: Day) {
  const built = buildSchedule({
    from,
    nextTest,
    graceDays: 7,
    omitDays: 0,
    dailyUg: ug(3429),
    tabletSet: { strengths: [3000, 1000], halves: false },
    pattern: 'constant-preferred',
  })
  if (built.kind !== 'schedule') throw new Error(built.message)
  return built
}
