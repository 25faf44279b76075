import type { House } from '#workflow/desk.ts'
import { findUnsavedAlarms } from '#workflow/unsaved-alarms.ts'

/** Makes a task of each alarm that a page showed and for which nothing was saved in its time. */
export const unsavedAlarms = (house: House): Promise<void> => findUnsavedAlarms(house)
