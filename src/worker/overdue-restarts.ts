import type { House } from '#workflow/desk.ts'
import { escalateOverdueRestarts } from '#workflow/escalate-restarts.ts'

/** Escalates, each day anew, whoever was stopped for a procedure and is not taking treatment again. */
export const overdueRestarts = (house: House): Promise<void> => escalateOverdueRestarts(house)
