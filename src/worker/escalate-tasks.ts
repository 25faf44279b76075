import type { House } from '#workflow/desk.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'

/** Brings referred results and alarms that nobody closed in time to the clinical lead. */
export const escalateTasks = (house: House): Promise<void> => escalateOverdue(house)
