// A clinic with people on direct oral anticoagulants, and the small deeds around a review.
import assert from 'node:assert/strict'
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { doacDose } from '#clinical/doac/doac.ts'
import { doacReviewsOf, type FoundDoacReview } from '#store/doac-reviews.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import type { TestClinic } from '#test/clinic.ts'
import { checkDoacReview } from '#workflow/check-doac-review.ts'
import { newId } from '#workflow/new-id.ts'
import { recordDoacReview } from '#workflow/record-doac-review.ts'

/** A man of 84 with nothing against the medicine; the answers of the register are given. */
export const NOTHING_AGAINST = {
  mechanicalValve: { kind: 'none' },
  mitralStenosis: 'no',
  antiphospholipid: 'no',
  liverDisease: 'no',
  sex: 'male',
} as const

type Fields = Readonly<Record<string, string>>

/** Nothing to report, weighed and with blood of the week before. */
export const ENTERED: Fields = {
  identity: 'MH 1942',
  nothingToReport: 'yes',
  weight: '80',
  weightOn: '2026-11-22',
  creatinine: '90',
  bloodsOn: '2026-11-20',
}

export const SAVED: Fields = { slot: 'none', toldHow: 'handed-over' }

export function doacDesk(clinic: TestClinic) {
  const person = async (
    known: Parameters<TestClinic['addPatient']>[0] = {},
    plan: Parameters<TestClinic['addEpisode']>[1] = {},
  ) => {
    const patientId = await clinic.addPatient({ ...NOTHING_AGAINST, ...known })
    const episodeId = await clinic.addEpisode(patientId, {
      medicine: 'apixaban',
      target: null,
      protocol: null,
      tabletSet: null,
      method: null,
      dailyUg: null,
      startedOn: day('2026-01-05'),
      doac: {
        dose: doacDose(5, 2),
        stage: null,
        treatedSince: null,
        highRecurrenceRisk: 'not-known',
      },
      ...plan,
    })
    return { patientId, episodeId }
  }
  const episode = async (id: string): Promise<FoundEpisode> =>
    (await clinic.inTx((tx) => findEpisode(tx, id))) ?? assert.fail('no such episode')
  const reviews = (id: string): Promise<readonly FoundDoacReview[]> =>
    clinic.inTx((tx) => doacReviewsOf(tx, id, 10))
  const seen = async (id: string) => ({
    version: `${(await episode(id)).version}`,
    seenReview: (await reviews(id))[0]?.id ?? '',
  })

  type Person = Awaited<ReturnType<typeof person>>
  const check = async ({ patientId, episodeId }: Person, rest: Fields = {}, role: Role = 'nurse') =>
    checkDoacReview(clinic.house, clinic.callerOf(role), {
      ...ENTERED,
      ...rest,
      patientId,
      ...(await seen(episodeId)),
    })
  /** Checks and saves as the page does. */
  const review = async (
    who: Person,
    rest: Fields = {},
    saved: Fields = SAVED,
    role: Role = 'nurse',
  ) => {
    const checked = await check(who, rest, role)
    const shown = checked.kind === 'checked' ? checked.review.shown : ''
    return recordDoacReview.run(clinic.house, clinic.callerOf(role), newId(clinic.clock.now()), {
      ...ENTERED,
      ...rest,
      patientId: who.patientId,
      ...(await seen(who.episodeId)),
      ...saved,
      shown,
    })
  }
  return { person, episode, reviews, seen, check, review }
}

/** What became of it: done, or the fields and codes of why not. */
export const said = (outcome: {
  readonly kind: string
  readonly findings?: readonly { readonly field: string; readonly code: string }[]
}): string =>
  outcome.kind === 'refused'
    ? (outcome.findings ?? []).map(({ field, code }) => `${field}: ${code}`).join()
    : outcome.kind
