import { checkControlNightly } from '#workflow/check-control-nightly.ts'
import type { House } from '#workflow/desk.ts'

/** Opens the reassessment of everybody whose control has become poor, once a day for each provider. */
export const poorControl = (house: House, stop: AbortSignal): Promise<void> =>
  checkControlNightly(house, stop)
