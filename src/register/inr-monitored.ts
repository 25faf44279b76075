import type { Medicine } from './episode.ts'

/** Medicines whose effect the INR measures: courses of these have control to be measured. */
export const INR_MONITORED: readonly Medicine[] = ['warfarin', 'acenocoumarol', 'phenindione']
