import type { House } from '#workflow/desk.ts'
import { makeNightlyPacks } from '#workflow/nightly-packs.ts'

/** After this hour in London tomorrow's pack is made, so that it lies ready when the computers do not start. */
const READY_FROM_HOUR = 19

/** Makes tomorrow's clinic pack for each provider, once. */
export const nightlyPack = (house: House): Promise<void> => makeNightlyPacks(house, READY_FROM_HOUR)
