import type { House } from '#workflow/desk.ts'
import { packResultsNightly } from '#workflow/pack-results-nightly.ts'

/** Packs the results of each course for figures of many years, once a day for each provider. */
export const packedResults = (house: House, stop: AbortSignal): Promise<void> =>
  packResultsNightly(house, stop)
