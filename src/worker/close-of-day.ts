import { closeEarlierDays } from '#workflow/close-of-day.ts'
import type { House } from '#workflow/desk.ts'

/** Marks who did not come on an earlier day, wherever the clinic list was not finished. */
export const closeOfDay = (house: House): Promise<void> => closeEarlierDays(house)
