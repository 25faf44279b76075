import type { House } from '#workflow/desk.ts'
import { escalateAnalyses } from '#workflow/escalate-second-looks.ts'

/** Brings events whose analysis nobody submitted in time to whom the ladder of the site calls. */
export const lateAnalyses = (house: House): Promise<void> => escalateAnalyses(house)
