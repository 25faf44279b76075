import { continuousFigure } from './control-figures.ts'
import { figure, type IndicatorAnswer } from './indicator-answer.ts'
import type { IndicatorHistory } from './indicator-course.ts'
import type { IndicatorId } from './npsa-definitions.ts'
import { establishedFigures } from './npsa-established.ts'
import { startingFigures } from './npsa-starting.ts'
import { NICE, type Period } from './period.ts'

export type Indicators = Readonly<Record<IndicatorId, IndicatorAnswer>>

/** Every indicator of both lists for a period; who is not known is in neither number of a share. */
export function npsaIndicators(clinic: IndicatorHistory, period: Period): Indicators {
  const { inRange, of, people } = continuousFigure(clinic, period, NICE)
  return {
    ...startingFigures(clinic, period),
    ...establishedFigures(clinic, period),
    'established-1': figure({ count: inRange, of, unit: 'days', people }),
  }
}
