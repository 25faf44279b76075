// External quality assessment of a meter (S20): samples of a known kind, measured by every centre, and how far this meter was off.

/**
 * A sample is out of consensus where it is more than so many per cent from the median of the centres. Source: UK NEQAS, point of care
 * INR (clinical reference, meters and quality). Status: verified.
 * @see docs/evidence.md#eqa-consensus
 */
const OUT_PERCENT = 15

/**
 * Four surveys a year, and 30 days for the report to come: a meter of which no survey is on record for longer is overdue. Source: four a
 * year, UK NEQAS; the 30 days are ours. Status: verified; the 30 days: local setting.
 * @see docs/evidence.md#eqa-every
 */
export const SURVEY_EVERY_DAYS = 122

export const SURVEY_OUTCOMES = ['satisfactory', 'unsatisfactory', 'not-returned'] as const
export type SurveyOutcome = (typeof SURVEY_OUTCOMES)[number]

export type SurveySample = { readonly ownTenths: number; readonly medianTenths: number }

/** Whether a sample is out of consensus; exactly 15 % is not. */
export const isOut = ({ ownTenths, medianTenths }: SurveySample): boolean =>
  Math.abs(ownTenths - medianTenths) * 100 > OUT_PERCENT * medianTenths

/** How a survey was: of one that was not returned there are no samples. */
export function outcomeOf(samples: readonly SurveySample[]): SurveyOutcome {
  if (samples.length === 0) return 'not-returned'
  return samples.some(isOut) ? 'unsatisfactory' : 'satisfactory'
}
