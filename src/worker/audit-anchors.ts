import { anchorHeads } from '#workflow/anchor-heads.ts'
import type { House } from '#workflow/desk.ts'

/** Writes down outside the database where each audit chain stands, every few minutes while it grows. */
export const auditAnchors = (house: House): Promise<void> => anchorHeads(house, 'when-due')
