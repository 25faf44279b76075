// What a trial found, ready to be printed: means with their uncertainty, and each arm's difference from the first.
import { recordOf } from '#base/record-of.ts'
import type { ArmId } from './arm-ids.ts'
import { DAYS_IN_A_YEAR } from './figures.ts'
import { type ChunkTally, GROUPS, type Group } from './groups.ts'
import { COUNTED, SHARES, type Share, type ShareFound, shareOf } from './shares.ts'
import { armWords, type Setting, type TrialSpec } from './spec.ts'
import { type ArmTally, FIGURES, type Figure, type Mean, meanOf, type Sum } from './tallies.ts'

/** One arm in one setting and group; shares are percentages. */
export type ArmReport = {
  readonly arm: ArmId
  readonly words: string
  readonly means: Readonly<Record<Figure, Mean | null>>
  /** Of the same people, from the first arm; null for the first. */
  readonly differences: Readonly<Record<Figure, Mean | null>> | null
  /** Of all tests of all people: above 4.0, above 5.0; null without a test. */
  readonly shares: Readonly<Record<Share, ShareFound | null>>
}

export type SettingReport = Setting & {
  readonly groups: Readonly<Record<Group, readonly ArmReport[]>>
}

/** The figures of one setting. */
export function settingReport(spec: TrialSpec, setting: Setting, tally: ChunkTally): SettingReport {
  const groups = recordOf(GROUPS, (group) =>
    spec.arms.flatMap((arm, nth) => {
      const sums = tally[nth]?.[group]
      return sums === undefined ? [] : [armReport(spec, arm, sums)]
    }),
  )
  return { ...setting, groups }
}

const armReport = (
  spec: TrialSpec,
  arm: ArmId,
  { figures, differences, shares }: ArmTally,
): ArmReport => ({
  arm,
  words: armWords(spec, arm),
  means: meansOf(figures),
  differences: arm === spec.arms[0] ? null : meansOf(differences),
  shares: recordOf(SHARES, (share) =>
    shareOf(figures[COUNTED[share]], figures.tests, shares[share], DAYS_IN_A_YEAR / spec.days),
  ),
})

const meansOf = (sums: Readonly<Record<Figure, Sum>>): Record<Figure, Mean | null> =>
  recordOf(FIGURES, (figure) => meanOf(sums[figure]))

/** What must be read beside every figure. Source: PK/PD reference 6.6. */
export const LIMITS = [
  'No person took part. A difference between arms is a difference between rules in this model, and no clinical benefit is claimed.',
  'How people change from day to day is our own calibration: no published model has it, and without it every rule looks nearly perfect.',
  'Virtual people attend, tell nothing, and take no other medicine unless the scenario says so; real clinics spend more time below range than above it, these the reverse.',
  'Most of what an arm gains over a step table comes of acting earlier and in proportion, also on INRs in range, which published protocols forbid and clinicians fear. The one real trial that is close to that found no difference (Leiden, 79.8 against 80.2 %).',
  'Arms that start by a protocol count their time from the INR before the first dose, the others from day 5: compare those after 28 days. Only arms of the product meet its alarms, where a person decides; the rules of research act on every INR.',
  'The forecast shares the structure of the main truth and was tuned on it: read its gain there as the most it can be, and the other truths beside it.',
] as const
