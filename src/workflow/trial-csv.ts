import { csvText } from '#interchange/csv-text.ts'
import { FIGURE_WORDS, SHARE_WORDS } from '#simulation/figure-words.ts'
import { GROUPS } from '#simulation/groups.ts'
import { type ArmReport, LIMITS } from '#simulation/report.ts'
import { SHARES, type Share } from '#simulation/shares.ts'
import { FIGURES, type Mean } from '#simulation/tallies.ts'
import { hasInterval, type TrialReport } from '#simulation/trial-report.ts'

type Cell = string | number

const HEADINGS = [
  'truth',
  'scenario',
  'group',
  'arm',
  'figure',
  'words',
  'unit',
  'people',
  'mean',
  'low95',
  'high95',
  'difference',
  'difference_low95',
  'difference_high95',
  'seed',
  'version',
  'rules',
  'rules_hash',
  'read_with',
] as const

/**
 * A trial as a table for a spreadsheet: one row for each figure of each arm. What it takes to make it again, and that its
 * people are invented, stands in each row, because rows are copied; all the limits stand in the rows at the end.
 */
export function trialCsv(report: TrialReport): string {
  const { spec, version, rules, settings } = report
  const names = rules.map(({ name }) => name).join('; ')
  const hashes = rules.map(({ hash }) => hash).join('; ')
  const made: readonly Cell[] = [spec.seed, version, names, hashes, 'invented people']
  const rows = settings.flatMap(({ truth, scenario, groups }) =>
    GROUPS.flatMap((group) =>
      groups[group].flatMap((arm) =>
        figureRows(arm).map((cells) => [truth, scenario, group, arm.arm, ...cells, ...made]),
      ),
    ),
  )
  return csvText([HEADINGS, ...rows, ...LIMITS.map(limitRow)])
}

function figureRows(arm: ArmReport): readonly (readonly Cell[])[] {
  return [
    ...FIGURES.map((figure) => {
      const { words, unit } = FIGURE_WORDS[figure]
      const mean = arm.means[figure]
      const difference = arm.differences?.[figure] ?? null
      return [figure, words, unit, mean?.people ?? 0, ...threeOf(mean), ...threeOf(difference)]
    }),
    ...SHARES.map((share) => shareRow(arm, share)),
  ]
}

/** Of all tests of all people together. */
const shareRow = ({ means, shares }: ArmReport, share: Share): readonly Cell[] => {
  const found = shares[share]
  return [
    `${share}Share`,
    SHARE_WORDS[share],
    '%',
    means.tests?.people ?? 0,
    ...[found?.percent, found?.low, found?.high].map((value) =>
      value === undefined || value === null ? '' : rounded(value),
    ),
    ...Array<Cell>(3).fill(''),
  ]
}

/** The mean and the ends of its interval: nothing where nothing is known. */
function threeOf(mean: Mean | null): readonly Cell[] {
  if (mean === null) return ['', '', '']
  if (!hasInterval(mean)) return [rounded(mean.mean), '', '']
  return [mean.mean, mean.mean - mean.halfWidth, mean.mean + mean.halfWidth].map(rounded)
}

/** To three places; never -0. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000 + 0

const limitRow = (limit: string): readonly Cell[] =>
  HEADINGS.map((heading) => {
    if (heading === 'truth') return 'limit'
    return heading === 'read_with' ? limit : ''
  })
