import type { Day } from '#base/day.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import type { ShownForecast } from '#kinetics/second-opinion.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type ForecastInUse, forecastInUse } from '#store/forecasts.ts'
import type { Tx } from '#store/tx.ts'
import type { CoursePoint } from '#store/visits.ts'
import type { DoseInForce } from './dose-trail.ts'

/** What was kept with the dose in force, while the site has the forecast on; nothing is asked before a dose was decided here. */
export const keptForecast = async (
  tx: Tx,
  { lastDecisionId }: FoundEpisode,
): Promise<ForecastInUse | undefined> =>
  lastDecisionId === null ? undefined : forecastInUse(tx, lastDecisionId, FORECAST_MODEL)

type Now = {
  readonly episode: FoundEpisode
  readonly dose: DoseInForce
  readonly newest: CoursePoint | undefined
  readonly today: Day
}

/** A forecast is of the dose that stands, until its test is due or another INR has come. */
export function stillForetold(
  kept: ForecastInUse | undefined,
  { episode, dose, newest, today }: Now,
): ShownForecast | undefined {
  if (kept === undefined || kept.opinion.kind === 'not-shown') return undefined
  if (episode.nextTestOn === null || dose.voidInrOn !== null) return undefined
  const isOvertaken = newest !== undefined && newest.sampledOn > kept.madeOn
  return isOvertaken || kept.opinion.testOn < today ? undefined : kept.opinion
}
