import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import { newestSiteAccuracy, type SiteAccuracy } from '#store/forecasts.ts'
import { type FoundProtocolCheck, protocolChecks } from '#store/protocol-checks.ts'
import { type ProtocolStanding, standingOf } from './protocol-standing.ts'
import { view } from './view.ts'

/** The forecast as this site stands to it, and how well it would have done here. */
export type ForecastShown = {
  readonly kind: 'forecast-shown'
  readonly model: typeof FORECAST_MODEL
  readonly standing: ProtocolStanding
  /** Newest first. */
  readonly checks: readonly FoundProtocolCheck[]
  /** Worked out at night; null before the first. */
  readonly accuracy: SiteAccuracy | null
}

/** Whether a forecast stands beside a suggested dose here, who decided that and why, and how well it has done. */
export const forecastShown = view<Readonly<Record<never, never>>, ForecastShown>(
  'see-rules',
  async ({ tx }) => {
    const [all, accuracy] = await Promise.all([
      protocolChecks(tx),
      newestSiteAccuracy(tx, FORECAST_MODEL.version),
    ])
    const checks = all.filter(({ protocol }) => protocol === FORECAST_MODEL.id)
    const standing = standingOf(FORECAST_MODEL, checks[0])
    return {
      kind: 'forecast-shown',
      model: FORECAST_MODEL,
      standing,
      checks,
      accuracy: accuracy ?? null,
    }
  },
)
