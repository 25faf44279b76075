import type { Day } from '#base/day.ts'
import { REFERENCE_DATA, type ReferenceData } from '#clinical/reference-data.ts'
import { type ReviewState, referenceDataDue, reviewState } from '#clinical/reference-review.ts'
import type { Desk } from './desk.ts'
import { isSafetyOfficer, safetyOfficer } from './safety-officer.ts'
import { view } from './view.ts'

export type ReferenceDataShown = {
  readonly kind: 'reference-data'
  readonly lists: readonly (ReferenceData & { readonly state: ReviewState })[]
  /** The clinical safety officer; null while none is named, and the clinical lead answers for the lists. */
  readonly owner: string | null
}

/** Every list that was taken from a published text, the one whose review is due first at the top. */
export const referenceDataShown = view<Readonly<Record<never, never>>, ReferenceDataShown>(
  'see-rules',
  async ({ tx, today }) => {
    const lists = REFERENCE_DATA.map((list) => ({ ...list, state: reviewState(list, today) }))
    const owner = (await safetyOfficer(tx))?.name ?? null
    return { kind: 'reference-data', lists: [...lists].sort(byDay), owner }
  },
)

const byDay = (a: ReferenceData, b: ReferenceData): number =>
  a.reviewBy === b.reviewBy ? 0 : a.reviewBy < b.reviewBy ? -1 : 1

export type ReferenceDataDue = { readonly count: number; readonly past: number; readonly by: Day }

/** What this person is warned of: whoever answers for safety here, of each list past its day or soon; nobody else. */
export async function referenceDataToReview({
  tx,
  today,
  actor,
}: Desk): Promise<ReferenceDataDue | null> {
  const due = [...referenceDataDue(today)].sort(byDay)
  const [first] = due
  if (first === undefined || !isSafetyOfficer(actor, await safetyOfficer(tx))) return null
  const past = due.filter((list) => reviewState(list, today) === 'past').length
  return { count: due.length, past, by: first.reviewBy }
}
