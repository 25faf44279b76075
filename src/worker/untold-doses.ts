import type { House } from '#workflow/desk.ts'
import { findUntoldDoses } from '#workflow/untold-doses.ts'

/** Makes a task to telephone of each dose that nobody is recorded to have been told in its time. */
export const untoldDoses = (house: House): Promise<void> => findUntoldDoses(house)
