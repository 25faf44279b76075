import { setTestDays } from '#store/episode-steps.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { NewResult } from '#store/results.ts'
import type { Desk } from './desk.ts'

type Given = Pick<
  NewResult,
  'patientId' | 'episodeId' | 'inr' | 'raw' | 'sampledOn' | 'method' | 'status'
> &
  Partial<
    Pick<
      NewResult,
      'device' | 'replaces' | 'reason' | 'comment' | 'doseBeforeUg' | 'omitDays' | 'plannedNextOn'
    >
  > & {
    readonly sampledAt: number | null
  }

/** A result that no visit and no import enters, by whoever is at the desk now. */
export const newResult = (desk: Desk, { sampledAt, ...given }: Given): NewResult => ({
  id: desk.newId(),
  device: null,
  replaces: null,
  reason: null,
  doseBeforeUg: null,
  omitDays: null,
  plannedNextOn: null,
  comment: null,
  importBatchId: null,
  enteredBy: desk.actor.accountId,
  enteredAt: new Date(desk.now).toISOString(),
  sampledAt: sampledAt === null ? null : new Date(sampledAt).toISOString(),
  ...given,
})

/** A course counts as tested on the day of a sample, if it was not tested later. */
export async function countAsTested(
  { tx }: Desk,
  { id: episodeId, lastTestedOn, nextTestOn }: FoundEpisode,
  sampledOn: string,
): Promise<void> {
  if (lastTestedOn !== null && sampledOn <= lastTestedOn) return
  await setTestDays(tx, { episodeId, lastTestedOn: sampledOn, nextTestOn })
}
