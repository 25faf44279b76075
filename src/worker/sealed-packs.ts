import type { House } from '#workflow/desk.ts'
import { writeDuePacks } from '#workflow/write-packs.ts'

/** Writes the sealed pack of each site into the folder of the operator, where the newest is hours old. */
export const sealedPacks = (house: House): Promise<void> => writeDuePacks(house)
