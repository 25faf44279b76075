import type { House } from '#workflow/desk.ts'
import { reviewAlertsNightly } from '#workflow/review-alerts-nightly.ts'

/** Brings alerts that nearly everybody goes past to the clinical safety officer, once a day for each provider. */
export const alertFatigue = (house: House): Promise<void> => reviewAlertsNightly(house)
