import type { Fired } from '#clinical/warfarin/advice.ts'

/** A rule that the text of its source states. */
export const verified = (rule: string, says: string, source: string): Fired => ({
  rule,
  says,
  source,
  status: 'verified',
})

/** A rule that this service chose, with what it leans on. */
export const local = (rule: string, says: string, source: string): Fired => ({
  rule,
  says,
  source,
  status: 'local',
})
