import process from 'node:process'
import { LIMITS, type SettingReport } from '#simulation/report.ts'
import { scenarioOf } from '#simulation/scenarios.ts'
import type { ShareFound } from '#simulation/shares.ts'
import type { Mean } from '#simulation/tallies.ts'
import { TRUTH_WORDS } from '#simulation/truths.ts'
import { runTrial } from '#workflow/run-trial.ts'
import { trialJson } from '#workflow/trial-json.ts'
import { provenanceOf } from '#workflow/trial-provenance.ts'
import { progressBar } from './progress-bar.ts'
import { againstCommand } from './simulate-against.ts'
import { readSimulateArgs, SIMULATE_USAGE } from './simulate-args.ts'
import { refusedFiles, writeFiles } from './simulate-files.ts'

/** `evenkeel simulate`: compares ways of dosing on invented people. */
export async function simulateCommand(args: readonly string[]): Promise<number> {
  if (args.some((word) => /^--against(=|$)/.test(word))) return againstCommand(args)
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
  const report = { ...provenanceOf(asked.spec), spec: asked.spec, settings }
  process.stdout.write(asked.json ? trialJson(report) : tableOf(report.settings))
  return (await writeFiles(asked.files, report)) ? 0 : 1
}

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
        shareShown(arm.shares.testsAbove5),
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

const shareShown = (share: ShareFound | null): string =>
  share === null ? '-' : share.percent.toFixed(2)
