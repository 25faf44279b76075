import type { House } from '#workflow/desk.ts'
import { doubtTargetsNightly } from '#workflow/doubt-targets-nightly.ts'

/** Opens the task of every target in force that does not fit, once a day for each provider. */
export const targetsInDoubt = (house: House, stop: AbortSignal): Promise<void> =>
  doubtTargetsNightly(house, stop)
