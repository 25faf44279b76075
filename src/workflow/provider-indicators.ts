import type { Day } from '#base/day.ts'
import { type Indicators, npsaIndicators } from '#clinical/npsa-indicators.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { readIndicatorHistory } from './indicator-history.ts'
import type { Refused } from './outcome.ts'
import { type ReportPeriod, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

export type ProviderIndicatorsShown = {
  readonly kind: 'provider-indicators'
  readonly today: Day
  readonly now: number
  readonly asked: ReportPeriod
  readonly indicators: Indicators
}

/** The safety indicators of the NPSA for the provider's people in a period. */
export const providerIndicators = view(
  'see-control',
  async (desk, asked: TypedFields): Promise<ProviderIndicatorsShown | Refused> => {
    const period = readReportPeriod(asked, desk)
    if (period.kind === 'refused') return period
    const history = await readIndicatorHistory(desk, period)

    const indicators = npsaIndicators(history, period.period)
    const { today, now } = desk
    return { kind: 'provider-indicators', today, now, asked: period, indicators }
  },
)
