import type { House } from '#workflow/desk.ts'
import { findUnansweredTexts } from '#workflow/unanswered-texts.ts'

/** Makes a task to telephone of each text of a dose that nobody acknowledged in its time. */
export const unansweredTexts = (house: House): Promise<void> => findUnansweredTexts(house)
