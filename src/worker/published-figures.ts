import type { House } from '#workflow/desk.ts'
import { publishFiguresNightly } from '#workflow/publish-figures.ts'

/** Publishes the figures of each month that has ended to whoever commissions it, once for each provider. */
export const publishedFigures = (house: House, stop: AbortSignal): Promise<void> =>
  publishFiguresNightly(house, stop)
