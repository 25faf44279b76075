import process from 'node:process'
import { recordOf } from '#base/record-of.ts'
import { type ArmReport, LIMITS, type SettingReport } from '#simulation/report.ts'
import { scenarioOf } from '#simulation/scenarios.ts'
import { FIGURES, type Figure, type Mean } from '#simulation/tallies.ts'
import type { TrialReport } from '#simulation/trial-report.ts'
import { TRUTH_WORDS } from '#simulation/truths.ts'
import { runTrial } from '#workflow/run-trial.ts'
import { progressBar } from './progress-bar.ts'
import { readSimulateArgs, SIMULATE_USAGE } from './simulate-args.ts'
import { refusedFiles, writeFiles } from './simulate-files.ts'
import { provenanceOf } from './simulate-provenance.ts'

/** `evenkeel simulate`: compares ways of dosing on invented people. */
export async function simulateCommand(args: readonly string[]): Promise<number> {
  const asked = readSimulateArgs(args)
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n\n${SIMULATE_USAGE}`)
    return 2
  }
  const refused = refusedFiles(asked.files)
  if (refused.length > 0) {
    process.stderr.write(`${refused.join('\n')}\n`)
    return 1
  }
  const settings = await runTrial(asked.spec, { onProgress: progressBar() })
  const report = { ...provenanceOf(asked.spec.arms), spec: asked.spec, settings }
  process.stdout.write(asked.json ? jsonOf(report) : tableOf(report.settings))
  return (await writeFiles(asked.files, report)) ? 0 : 1
}

/** As asked for by machines: percent, with half widths of 95 % confidence intervals; the first setting's arms foremost. */
function jsonOf({ spec, settings, version, rules }: TrialReport): string {
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

const armOf = ({ arm, words, means, differences, testsAbove4, testsAbove5 }: ArmReport) => ({
  arm,
  words,
  ...recordOf(FIGURES, (figure) => rounded(means[figure]?.mean)),
  testsAbove4: rounded(testsAbove4),
  testsAbove5: rounded(testsAbove5),
  people: means.tests?.people ?? 0,
  halfWidths: recordOf(FIGURES, (figure) => rounded(means[figure]?.halfWidth)),
  ...(differences !== null && { differences: spelled(differences) }),
})

const spelled = (means: Readonly<Record<Figure, Mean | null>>) =>
  recordOf(FIGURES, (figure) => {
    const mean = means[figure]
    return mean && { mean: rounded(mean.mean), halfWidth: rounded(mean.halfWidth) }
  })

/** To three places; nothing where nothing is known. */
const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 1000) / 1000

const COLUMNS = [
  ['TTR %', 'ttr'],
  ['after 28 d', 'ttrAfter28'],
  ['below %', 'below'],
  ['above %', 'above'],
  ['ever > 5 %', 'everAbove5'],
  ['tests/y', 'tests'],
  ['changes/y', 'changes'],
  ['stable on day', 'dayStable'],
] as const

/** For a person at a terminal. */
function tableOf(settings: readonly SettingReport[]): string {
  const parts = settings.flatMap(({ truth, scenario, groups }) => [
    `\n${TRUTH_WORDS[truth]}\n${scenarioOf(scenario).words}`,
    lineOf(['arm', ...COLUMNS.map(([words]) => words), 'tests > 5 %', 'TTR against the first']),
    ...groups.everybody.map((arm) =>
      lineOf([
        arm.arm,
        ...COLUMNS.map(([, figure]) => shown(arm.means[figure])),
        arm.testsAbove5.toFixed(2),
        arm.differences === null ? '' : shown(arm.differences.ttr),
      ]),
    ),
  ])
  return `${parts.join('\n')}\n\n${LIMITS.join('\n')}\n`
}

const WIDTH = 14

const lineOf = (cells: readonly string[]): string =>
  cells.map((cell, nth) => (nth === 0 ? cell.padEnd(WIDTH) : cell.padStart(WIDTH))).join(' ')

const shown = (mean: Mean | null): string =>
  mean === null ? '-' : `${mean.mean.toFixed(1)} +-${mean.halfWidth.toFixed(1)}`
