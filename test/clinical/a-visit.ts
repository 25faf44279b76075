// An ordinary visit of a stable person, to be changed in the one fact that a test is about.
import fc from 'fast-check'
import { type Day, day } from '#base/day.ts'
import { type Ug, ug } from '#clinical/dose.ts'
import type { Inr } from '#clinical/inr.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { AdviseInput, PreviousResult } from '#clinical/warfarin/advice.ts'

export const TODAY = day('2026-11-22')

export const ALL_TABLETS: TabletSet = { strengths: [500, 1000, 3000, 5000], halves: false }
export const ONES_AND_THREES: TabletSet = { strengths: [1000, 3000], halves: false }

export const TARGET_2_5 = { valueTenths: 25, lowTenths: 20, highTenths: 30 }
export const TARGET_3_0 = { valueTenths: 30, lowTenths: 25, highTenths: 35 }
export const TARGET_3_5 = { valueTenths: 35, lowTenths: 30, highTenths: 40 }

export const inr = (tenths: number, comparator: Inr['comparator'] = '='): Inr => ({
  comparator,
  tenths,
})

export const result = (on: string, tenths: number): PreviousResult => ({
  on: day(on),
  inr: inr(tenths),
  doseChanged: false,
})

export const NO_NOTES: PreDoseAnswers['notes'] = {
  missedDoses: '',
  bleeding: '',
  medicinesChanged: '',
  illness: '',
  procedurePlanned: '',
  pregnancyPossible: '',
}

export const someAnswers = (
  takenYesterdayUg: Ug,
  changes: Partial<PreDoseAnswers> = {},
): PreDoseAnswers => ({
  answeredOn: TODAY,
  takenYesterdayUg,
  missedDoses: 0,
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: false,
  procedurePlanned: false,
  pregnancyPossible: 'not-applicable',
  notes: NO_NOTES,
  ...changes,
})

/** 5 mg a day, INR 2.4 today, in range twice before, 1 to 5 mg tablets, nothing to report. */
export function aVisit(changes: Partial<AdviseInput> = {}): AdviseInput {
  const dose = changes.currentDailyUg ?? ug(5000)
  const taken = dose === 'not-known' ? ug(5000) : dose
  return {
    today: TODAY,
    sampledOn: TODAY,
    inr: inr(24),
    method: 'provider-meter',
    target: TARGET_2_5,
    phase: 'maintaining',
    currentDailyUg: dose,
    previous: [result('2026-10-25', 24), result('2026-09-27', 26)],
    testWasDueOn: TODAY,
    answers: someAnswers(taken),
    scheduledYesterdayUg: taken,
    risk: { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] },
    tabletSet: ALL_TABLETS,
    ...changes,
  }
}

export const someDay: fc.Arbitrary<Day> = fc
  .date({
    min: new Date(Date.UTC(2024, 0, 1)),
    max: new Date(Date.UTC(2040, 11, 31)),
    noInvalidDate: true,
  })
  .map((at) => day(at.toISOString().slice(0, 10)))

export const someTabletSet: fc.Arbitrary<TabletSet> = fc.record({
  strengths: fc.subarray([500, 1000, 3000, 5000] as const, { minLength: 1 }),
  halves: fc.boolean(),
})

/** Daily doses in half milligrams up to 20 mg. */
export const someDose: fc.Arbitrary<Ug> = fc
  .integer({ min: 1, max: 40 })
  .map((steps) => ug(steps * 500))
