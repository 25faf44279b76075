import { addDays, type Day, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { buildSchedule, expand } from '#clinical/schedule.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { DosePage } from '#print/dose-page.ts'

type Ordered = {
  readonly from: Day
  readonly nextTest: Day
  readonly omitDays: number
  readonly dailyUg: number
  readonly tabletSet: TabletSet
}

const scheduleOf = ({ dailyUg, ...ordered }: Ordered) =>
  buildSchedule({ ...ordered, dailyUg: ug(dailyUg), graceDays: 7, pattern: 'constant-preferred' })

/** The page of a dose that these tablets make, to be changed in what a test is about. */
export function dosePageOf(ordered: Ordered, more: Partial<DosePage> = {}): DosePage {
  const built = scheduleOf(ordered)
  if (built.kind !== 'schedule') throw new Error(built.message)
  return {
    provider: { name: 'Hallam Surgery', telephone: '01632 960001' },
    patient: { name: 'WRAGG, Dorothy', dateOfBirth: day('1942-09-04'), nhsNumber: '999 025 9003' },
    medicine: 'warfarin',
    beside: null,
    indication: 'Atrial fibrillation',
    target: '2.5 (2.0 to 3.0)',
    duration: 'Long term.',
    days: expand(built.schedule),
    boostedOn: [],
    weeklyUg: built.weeklyUg,
    stopsAtTest: false,
    nextTest: { on: ordered.nextTest, at: '09:40' },
    instructions: 'Take the dose of each date each evening.',
    sequence: 12,
    replaces: { sequence: 11, savedOn: addDays(ordered.from, -14) },
    superseded: false,
    savedAt: 0,
    savedOn: ordered.from,
    savedBy: 'J. Ward',
    ...more,
  }
}

const SETS: readonly TabletSet[] = [
  { strengths: [3000, 1000, 500], halves: false },
  { strengths: [5000, 3000, 1000], halves: true },
  { strengths: [3000, 1000], halves: false },
  { strengths: [5000, 3000, 1000, 500], halves: false },
]

/** 3 mg and 4 mg on named weekdays, which all of these tablets make. */
const A_WEEK: Omit<Ordered, 'from' | 'nextTest'> = {
  omitDays: 0,
  dailyUg: 3429,
  tabletSet: { strengths: [3000, 1000], halves: false },
}

/** A page of a dose that a course could have; the same number is the same page for ever. */
export function aDosePage(nth: number): DosePage {
  const from = addDays(day('2024-01-01'), (nth * 37) % 6000)
  const nextTest = addDays(from, 1 + ((nth * 11) % (nth % 6 === 1 ? 84 : 14)))
  const ordered = {
    from,
    nextTest,
    omitDays: nth % 5 === 0 ? 1 : 0,
    dailyUg: 1000 + 500 * ((nth * 7) % 36),
    tabletSet: SETS[nth % SETS.length] ?? { strengths: [1000], halves: false },
  } satisfies Ordered
  const isMade = scheduleOf(ordered).kind === 'schedule'
  const replaces = { sequence: nth - 1, savedOn: addDays(from, -14) }
  return dosePageOf(isMade ? ordered : { from, nextTest, ...A_WEEK }, { sequence: nth, replaces })
}
