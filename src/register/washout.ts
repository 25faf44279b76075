// A new course soon after another one: what the one before still does, and what must be known first (H18).
import { capitalised } from '#base/capitalised.ts'
import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import type { Inr } from '#clinical/inr.ts'
import { doacUseOf } from './doac-plan.ts'
import type { EpisodePlan, Medicine } from './episode.ts'
import { againstInr } from './switching.ts'
import type { FieldFinding } from './typed-fields.ts'

/** Days after the last dose of warfarin in which a new medicine starts by the INR alone. @see docs/evidence.md#washout-warfarin */
export const WARFARIN_WASHOUT_DAYS = 14
/** Days after the last dose of a direct oral anticoagulant in which warfarin starts by an overlap. @see docs/evidence.md#washout-doac */
export const DOAC_WASHOUT_DAYS = 2

const BY_INR: readonly (Medicine | null)[] = ['warfarin', 'acenocoumarol', 'phenindione']
export const isByInr = (medicine: Medicine | null): boolean => BY_INR.includes(medicine)

/** The medicine of a course at the beginning of a sentence. */
export const named = ({ medicine }: { readonly medicine: Medicine | null }): string =>
  capitalised(medicine ?? 'another anticoagulant')

/** A course that has ended, as far as the next one asks. */
export type CourseBefore = {
  readonly medicine: Medicine | null
  /** The day of the last dose; the day of its last test where that is later. */
  readonly lastOn: Day
  readonly newest: { readonly inr: Inr; readonly on: Day } | undefined
}

/** Why warfarin starts soon after the other one without an overlap, coded. */
export const WITHOUT_OVERLAP = {
  'adverse-event': 'It was stopped because of bleeding or another adverse event',
  'not-taken': 'It had not been taken for days before it was ended',
  'specialist-advice': 'Advice of a specialist',
} as const
export type WithoutOverlap = keyof typeof WITHOUT_OVERLAP

/** Whether a course before may still act on the day on which this plan would start; the newest such course counts. */
export function stillActing<Before extends CourseBefore>(
  { medicine }: Pick<EpisodePlan, 'medicine'>,
  before: readonly Before[],
  today: Day,
): Before | undefined {
  const [acts, days] = isDoac(medicine)
    ? [isByInr, WARFARIN_WASHOUT_DAYS]
    : isByInr(medicine)
      ? [isDoac, DOAC_WASHOUT_DAYS]
      : [() => false, 0]
  return before
    .filter((one) => acts(one.medicine) && one.lastOn > addDays(today, -days))
    .toSorted((one, other) => (one.lastOn < other.lastOn ? 1 : -1))[0]
}

/** Everything that keeps this plan from starting while a course before may still act; empty when it may start. */
export function againstWashout(asked: {
  readonly today: Day
  readonly plan: EpisodePlan
  readonly before: readonly CourseBefore[]
  readonly withoutOverlap: WithoutOverlap | ''
}): readonly FieldFinding[] {
  const { today, plan, before, withoutOverlap } = asked
  const acting = stillActing(plan, before, today)
  if (acting === undefined) return []
  if (!isDoac(plan.medicine)) return withoutOverlap === '' ? [overlapNeeded(acting)] : []
  const { medicine } = plan
  const { lastOn: stoppedOn, newest } = acting
  const use = doacUseOf(plan).kind
  return againstInr({ today, medicine, use, stoppedOn, newest }).map((finding) => ({
    ...finding,
    field: 'washoutInr',
    message: `${named(acting)} was taken until ${clinicalDate(stoppedOn)}. ${finding.message}`,
  }))
}

const overlapNeeded = ({ medicine, lastOn }: CourseBefore): FieldFinding => ({
  field: 'withoutOverlap',
  code: 'overlap-needed',
  message: `${named({ medicine })} was taken until ${clinicalDate(lastOn)}: the change to warfarin is an overlap, planned on its course. Say why there is none.`,
})
