import type { House } from '#workflow/desk.ts'
import { escalateLookReviews } from '#workflow/escalate-second-looks.ts'

/** Brings looks in an emergency that nobody reviewed in time to whom the ladder of the site calls. */
export const lateLookReviews = (house: House): Promise<void> => escalateLookReviews(house)
