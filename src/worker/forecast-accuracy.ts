import { countForecastsNightly } from '#workflow/count-forecasts.ts'
import type { House } from '#workflow/desk.ts'

/** Works out how well forecasts would have done, once a day for each provider. */
export const forecastAccuracy = (house: House, stop: AbortSignal): Promise<void> =>
  countForecastsNightly(house, stop)
