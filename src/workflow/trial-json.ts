import { recordOf } from '#base/record-of.ts'
import { type ArmReport, LIMITS, type SettingReport } from '#simulation/report.ts'
import { SHARES } from '#simulation/shares.ts'
import { FIGURES, type Figure, type Mean } from '#simulation/tallies.ts'
import type { TrialReport } from '#simulation/trial-report.ts'

/**
 * A trial as asked for by machines: percent, with half widths of 95 % confidence intervals, or the ends of one where it is
 * not even; the first setting's arms foremost.
 */
export function trialJson({ spec, settings, version, rules }: TrialReport): string {
  const [first] = settings
  const report = {
    arms: first === undefined ? [] : armsOf(first),
    settings: settings.map((setting) => ({
      truth: setting.truth,
      scenario: setting.scenario,
      arms: armsOf(setting),
      groups: Object.fromEntries(
        Object.entries(setting.groups).map(([group, arms]) => [group, arms.map(armOf)]),
      ),
    })),
    spec,
    version,
    rules,
    limits: LIMITS,
  }
  return `${JSON.stringify(report)}\n`
}

const armsOf = ({ groups }: SettingReport) => groups.everybody.map(armOf)

const armOf = ({ arm, words, means, differences, shares }: ArmReport) => ({
  arm,
  words,
  ...recordOf(FIGURES, (figure) => rounded(means[figure]?.mean)),
  ...recordOf(SHARES, (share) => rounded(shares[share]?.percent)),
  people: means.tests?.people ?? 0,
  halfWidths: recordOf(FIGURES, (figure) => rounded(means[figure]?.halfWidth)),
  intervals: recordOf(SHARES, (share) => ({
    low: rounded(shares[share]?.low),
    high: rounded(shares[share]?.high),
  })),
  ...(differences !== null && { differences: spelled(differences) }),
})

const spelled = (means: Readonly<Record<Figure, Mean | null>>) =>
  recordOf(FIGURES, (figure) => {
    const mean = means[figure]
    return mean && { mean: rounded(mean.mean), halfWidth: rounded(mean.halfWidth) }
  })

/** To three places; nothing where nothing is known. */
const rounded = (value: number | null | undefined): number | null =>
  value === undefined || value === null ? null : Math.round(value * 1000) / 1000
