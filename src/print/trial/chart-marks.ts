import type { ArmReport, SettingReport } from '#simulation/report.ts'
import type { Mean } from '#simulation/tallies.ts'
import { hasInterval } from '#simulation/trial-report.ts'
import type { ArmMark, Domain } from './arm-chart.tsx'
import { differenceWords, meanWords, shareWords } from './number-words.ts'

/** The marks of one chart in one setting. */
export type Drawn = (arms: readonly ArmReport[]) => readonly ArmMark[]

/** Time in range of each arm. */
export const ttrMarks: Drawn = (arms) =>
  arms.map((arm) => intervalMark(arm, arm.means.ttr, meanWords('ttr', arm.means.ttr)))

/** The difference in time in range from the first arm, of each other arm. */
export const differenceMarks: Drawn = (arms) =>
  arms.flatMap((arm) => {
    if (arm.differences === null) return []
    const { ttr } = arm.differences
    return [intervalMark(arm, ttr, differenceWords('ttr', ttr))]
  })

/** The share of all tests above 5.0 of each arm. */
export const shareMarks: Drawn = (arms) =>
  arms.map((arm) => {
    const share = arm.shares.testsAbove5
    return {
      ...nameOf(arm),
      value: share?.percent ?? null,
      low: share?.low ?? null,
      high: share?.high ?? null,
      written: shareWords(share),
    }
  })

const nameOf = ({ arm, words, differences }: ArmReport) => ({
  key: arm,
  words,
  isFirst: differences === null,
})

function intervalMark(arm: ArmReport, mean: Mean | null, written: string): ArmMark {
  const between = mean !== null && hasInterval(mean) ? mean : null
  return {
    ...nameOf(arm),
    value: mean?.mean ?? null,
    low: between && between.mean - between.halfWidth,
    high: between && between.mean + between.halfWidth,
    written,
  }
}

/** An axis with room for a chart in every setting, and for what it must always hold. */
export function domainOf(
  settings: readonly SettingReport[],
  drawn: Drawn,
  holds: readonly number[],
): Domain {
  const values = settings
    .flatMap(({ groups }) => drawn(groups.everybody))
    .flatMap(({ value, low, high }) => [value, low, high])
    .filter((value) => value !== null)
  const all = [...values, ...holds]
  return all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)]
}
