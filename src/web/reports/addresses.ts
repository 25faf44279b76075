import type { Day } from '#base/day.ts'
import type { Period } from '#clinical/period.ts'

export const REPORTS = '/reports'
export const CONTROL_FILE = '/reports/control.csv'
export const OVERRIDES = '/reports/overrides'
export const ALERTS = '/reports/alerts'
export const NEAR_MISSES = '/reports/near-misses'
export const INDICATORS_PAGE = '/reports/indicators'
export const INDICATORS_FILE = '/reports/indicators.csv'
export const CLINICIANS = '/reports/clinicians'
export const CLINICIANS_FILE = '/reports/clinicians.csv'
export const COUNTED_PEOPLE = '/reports/people'

/** What a report is of, as its address says it. */
export type ReportOf = { readonly period: Period; readonly recordedBy: Day | null }

/** The same days and record, for another report. */
export function reportHref(
  path: string,
  { period, recordedBy }: ReportOf,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    from: period.from,
    until: period.until,
    ...(recordedBy !== null && { recordedBy }),
    ...more,
  })
  return `${path}?${query}`
}

export const peopleHref = (of: ReportOf, figure: string, page = 1): string =>
  reportHref(COUNTED_PEOPLE, of, { figure, ...(page > 1 && { page: `${page}` }) })

export const patientControlHref = (patientId: string): string => `/patients/${patientId}/control`

/** The review of one alert that nearly everybody went past. */
export const alertReviewHref = (id: string): string => `${ALERTS}/${id}`
