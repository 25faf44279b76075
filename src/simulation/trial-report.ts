// A whole trial with all that is needed to make it again, and how often its answer is the same.
import type { ArmId } from './arm-ids.ts'
import type { SettingReport } from './report.ts'
import type { TrialSpec } from './spec.ts'
import type { Mean } from './tallies.ts'

/** Of what the trial was made: the same version, rules and spec are the same report, to the bit. */
export type Provenance = {
  /** Of Evenkeel. */
  readonly version: string
  /** The rules of the product that its protocols were run with. */
  readonly rules: readonly RulesRun[]
}

/** A rule document as it was: its name with its version, and the hash of all that it holds. */
export type RulesRun = { readonly name: string; readonly hash: string }

export type TrialReport = Provenance & {
  readonly spec: TrialSpec
  readonly settings: readonly SettingReport[]
}

/** In how many settings something is shown to be more, to be less, or is not shown to be either. */
export type Shown = { readonly more: number; readonly less: number; readonly unclear: number }

/** One arm against the first, over all settings. */
export type Everywhere = {
  readonly arm: ArmId
  readonly words: string
  readonly ttr: Shown
  readonly testsAbove5: Shown
}

/** Whether what an arm gains or costs against the first arm is found in every setting; nothing of the first arm itself. */
export const everywhere = ({ spec, settings }: TrialReport): readonly Everywhere[] =>
  spec.arms.flatMap((arm) => {
    const found = settings.flatMap(({ groups }) =>
      groups.everybody.filter((one) => one.arm === arm),
    )
    const [one] = found
    if (one === undefined || one.differences === null) return []
    return [
      {
        arm,
        words: one.words,
        ttr: shownIn(found.map(({ differences }) => differences?.ttr ?? null)),
        testsAbove5: shownIn(found.map(({ differences }) => differences?.testsAbove5AYear ?? null)),
      },
    ]
  })

function shownIn(differences: readonly (Mean | null)[]): Shown {
  const known = differences.filter((one) => one !== null).filter(hasInterval)
  const more = known.filter(({ mean, halfWidth }) => mean - halfWidth > 0).length
  const less = known.filter(({ mean, halfWidth }) => mean + halfWidth < 0).length
  return { more, less, unclear: differences.length - more - less }
}

/** Whether a mean has an interval at all: that of one person has none. */
export const hasInterval = ({ people }: Mean): boolean => people > 1
