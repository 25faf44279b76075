import type { House } from '#workflow/desk.ts'
import { escalatePaper } from '#workflow/escalate-second-looks.ts'

/** Brings what was entered from paper and nobody checked in time to whom the ladder of the site calls. */
export const latePaperChecks = (house: House): Promise<void> => escalatePaper(house)
