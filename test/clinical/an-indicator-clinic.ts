// A clinic for the NPSA indicators: everything recorded and as it should be, to be changed in what a test is about.
import { type Day, day } from '#base/day.ts'
import type { IndicatorAnswer } from '#clinical/indicator-answer.ts'
import type { IndicatorCourse, IndicatorHistory, Referral } from '#clinical/indicator-course.ts'
import type { IndicatorId } from '#clinical/npsa-definitions.ts'
import { npsaIndicators } from '#clinical/npsa-indicators.ts'
import { clinicOf, FIRST, type Written } from './a-clinic.ts'

const YEAR = { from: day('2026-01-01'), until: day('2026-12-31') }
export const START = day('2026-03-02')

const KNOWN = {
  isInitiatedHere: true,
  hasLoadingProtocol: true,
  initiationEndedOn: null,
  heparinEndedOn: null,
  hadNextTest: true,
  isDiagnosisKnown: true,
  isTargetKnown: true,
  isStopKnown: true,
  targets: [{ from: FIRST, valueTenths: 25 }],
  targetFit: 'fits',
  isLost: false,
  lastDose: 'in-writing',
  booklet: 'has-one',
  bledOn: [],
} as const

type Facts = Partial<Omit<IndicatorCourse, keyof Written | 'rows' | 'patient'>>

export function indicatorsOf(
  written: readonly (Written & { readonly facts?: Facts })[],
  referrals: readonly Referral[] = [],
) {
  const clinic = clinicOf(written)
  const courses = clinic.courses.map((course, nth) => ({
    ...course,
    ...KNOWN,
    ...written[nth]?.facts,
  }))
  const history: IndicatorHistory = { ...clinic, courses, referrals }
  return npsaIndicators(history, YEAR)
}

/** `2 of 3, 1 left out`: what an answer says in short. */
export function short(answer: IndicatorAnswer): string {
  if (answer.kind === 'not-known') {
    return answer.atLeast === null ? 'not known' : `at least ${String(answer.atLeast.count)}`
  }
  const left = answer.notCounted.reduce((sum, { count }) => sum + count, 0)
  const counted = `${String(answer.count)} of ${answer.of}`
  return left === 0 ? counted : `${counted}, ${left} left out`
}

export const of = (id: IndicatorId, written: Parameters<typeof indicatorsOf>[0]) =>
  short(indicatorsOf(written)[id])

export const started = (inrs: Written['inrs'], facts: Facts = {}, startedOn: Day = START) => ({
  startedOn,
  inrs,
  facts,
})
export const old = (inrs: Written['inrs'], facts: Facts = {}) => ({ inrs, facts })
