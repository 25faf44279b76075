import { londonDay } from '#base/day.ts'
import { initialsOf } from '#register/person-name.ts'
import { doacReviewsOf } from '#store/doac-reviews.ts'
import { findEpisode } from '#store/episodes.ts'
import { inTransaction } from '#store/tx.ts'
import type { WorklistRow } from '#store/worklists.ts'
import { checkDoacReview } from './check-doac-review.ts'
import type { Clinicians, Someone } from './demonstration-doacs.ts'
import type { Caller, House } from './desk.ts'
import { newId } from './new-id.ts'
import type { Refused } from './outcome.ts'
import { recordDoacReview } from './record-doac-review.ts'

/** How the patient is told of what is saved. */
export const TOLD = { slot: 'none', toldHow: 'handed-over' }

/** Reviews somebody again, as the record is now; whoever may not be reviewed now waits. */
export async function reviewAgain(
  house: House,
  by: Clinicians,
  line: Pick<WorklistRow, 'patientId' | 'episodeId' | 'familyName' | 'givenName' | 'dateOfBirth'>,
  measured: Pick<Someone, 'weight' | 'creatinine'>,
  saved: Someone['saved'] = TOLD,
): Promise<void> {
  const { episodeId, patientId } = line
  const { version, seenReview } = await inTransaction(
    house.pool,
    by.nurse.providerId,
    async (tx) => ({
      keep: false,
      answer: {
        version: (await findEpisode(tx, episodeId ?? ''))?.version,
        seenReview: (await doacReviewsOf(tx, episodeId ?? '', 1))[0]?.id ?? '',
      },
    }),
  )
  const who = {
    familyName: line.familyName ?? '',
    givenName: line.givenName ?? '',
    dateOfBirth: line.dateOfBirth ?? '',
  }
  const of = { patientId: patientId ?? '', version: `${version ?? 0}`, seenReview }
  await enter(house, by.nurse, of, { ...who, ...measured, saved })
}

type Reviewed = Pick<
  Someone,
  'familyName' | 'givenName' | 'dateOfBirth' | 'weight' | 'creatinine' | 'saved'
>

export async function review(
  house: House,
  by: Caller,
  of: { readonly patientId: string; readonly version: string; readonly seenReview: string },
  someone: Reviewed,
): Promise<void> {
  must(await enter(house, by, of, someone))
}

async function enter(
  house: House,
  by: Caller,
  of: { readonly patientId: string; readonly version: string; readonly seenReview: string },
  someone: Reviewed,
) {
  const today = londonDay(house.clock())
  const entered = {
    ...of,
    identity: `${initialsOf(someone)} ${someone.dateOfBirth.slice(0, 4)}`,
    nothingToReport: 'yes',
    weight: someone.weight,
    // Far from the last one it is asked for twice, and the other time it changes nothing.
    weightAgain: someone.weight,
    weightOn: today,
    creatinine: someone.creatinine,
    bloodsOn: today,
  }
  const checked = await checkDoacReview(house, by, entered)
  if (checked.kind === 'refused') return checked
  const asked = { ...entered, ...someone.saved, shown: checked.review.shown }
  return recordDoacReview.run(house, by, newId(house.clock()), asked)
}

/** What must not be refused here. */
export function must<Result extends { readonly kind: string }>(
  outcome: Result | Refused,
): Exclude<Result, Refused> {
  if (outcome.kind !== 'refused') return outcome as Exclude<Result, Refused>
  const { findings } = outcome as Refused
  throw new Error(
    `the demonstration could not be made: ${findings.map(({ message }) => message).join(' ')}`,
  )
}
