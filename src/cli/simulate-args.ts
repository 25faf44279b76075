import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Target } from '#clinical/target.ts'
import { ARMS, type ArmId, ONLY_AT_2_5, WITHOUT_RECALL } from '#simulation/arm-ids.ts'
import { SCENARIOS, type ScenarioId } from '#simulation/scenarios.ts'
import type { TrialSpec } from '#simulation/spec.ts'
import { TRUTHS, type Truth } from '#simulation/truths.ts'
import type { FilesAsked } from './simulate-files.ts'

export const SIMULATE_USAGE = `evenkeel simulate [--patients N] [--days D] [--arms a,b] [--truth t,u] [--scenarios s,t] [--seed N] [--target 2.5] [--recall trial|rules] [--json] [--csv FILE] [--html FILE] [--force]

  Compares ways of dosing on the same invented people; the first arm is what the others are compared with.

  --patients   1 to 1,000,000 (otherwise 1,000)
  --days       28 to 3,650 (otherwise 365)
  --arms       ${ARMS.join(', ')}
  --truth      ${TRUTHS.join(', ')}; base is the first
  --scenarios  ${SCENARIOS.join(', ')}; all means every one
  --seed       a whole number: the same seed is the same answer (otherwise 1)
  --target     2.5, 3.0 or 3.5
  --recall     trial: the same days of testing for all arms; rules: as each protocol of the product recalls
  --json       prints {"arms": [{"arm": "rely", "ttr": ..., "testsAbove5": ...}], ...}
  --csv FILE   writes every figure as a table for a spreadsheet
  --html FILE  writes a report with charts: one file that needs nothing else
  --force      replaces a file that is there already

  No other file is written and no database is needed; the same words and the same version are the same bytes.
  Ends with 0, with 1 when a file may not be written, or with 2 when asked wrongly.
`

export type SimulateArgs = {
  readonly spec: TrialSpec
  readonly json: boolean
  readonly files: FilesAsked
}

/** What is wrong with a word, in a sentence. */
class AskedWrongly extends Error {}

/** Reads the words behind `evenkeel simulate`, or says what is wrong with them. */
export function readSimulateArgs(args: readonly string[]): SimulateArgs | string {
  try {
    const asked = read(optionsOf(args))
    refuseArms(asked.spec)
    return asked
  } catch (error) {
    if (error instanceof AskedWrongly) return error.message
    throw error
  }
}

const read = (values: ReturnType<typeof optionsOf>): SimulateArgs => ({
  json: values.json ?? false,
  files: filesOf(values),
  spec: {
    patients: wholeOf('patients', values.patients ?? '1000', 1, 1_000_000),
    days: wholeOf('days', values.days ?? '365', 28, 3650),
    seed: wholeOf('seed', values.seed ?? '1', 0, 4_294_967_295),
    arms: namesOf('arms', values.arms ?? 'rely,fixed,coventry', ARM_NAMES),
    truths: namesOf('truth', values.truth ?? 'base', TRUTH_NAMES),
    scenarios: namesOf('scenarios', values.scenarios ?? 'base', SCENARIO_NAMES),
    target: oneOf('target', values.target ?? '2.5', TARGETS),
    recall: oneOf('recall', values.recall ?? 'trial', RECALLS),
  },
})

/** An arm whose rules do not reach so far would be somebody else's dosing under its name. */
function refuseArms({ arms, target, recall }: TrialSpec): void {
  const unfit =
    target.valueTenths === 25 ? undefined : arms.find((arm) => ONLY_AT_2_5.includes(arm))
  if (unfit !== undefined)
    throw new AskedWrongly(`"${unfit}" is published for a target of 2.5 only.`)
  const without = recall === 'trial' ? undefined : arms.find((arm) => WITHOUT_RECALL.includes(arm))
  if (without !== undefined) {
    throw new AskedWrongly(`"${without}" does not say when to test again: use --recall trial.`)
  }
}

/** Two files cannot have one name, and a name cannot be nothing. */
function filesOf({ csv, html, force = false }: ReturnType<typeof optionsOf>): FilesAsked {
  for (const [option, path] of [['csv', csv] as const, ['html', html] as const]) {
    if (path?.trim() === '') throw new AskedWrongly(`--${option} needs the name of a file.`)
  }
  if (csv !== undefined && html !== undefined && resolve(csv) === resolve(html)) {
    throw new AskedWrongly('--csv and --html need two different files.')
  }
  return { csv, html, force }
}

const RECALLS: ReadonlyMap<string, TrialSpec['recall']> = new Map([
  ['trial', 'trial'],
  ['rules', 'rules'],
])

const TARGETS: ReadonlyMap<string, Target> = new Map([
  ['2.5', { valueTenths: 25, lowTenths: 20, highTenths: 30 }],
  ['3.0', { valueTenths: 30, lowTenths: 25, highTenths: 35 }],
  ['3.5', { valueTenths: 35, lowTenths: 30, highTenths: 40 }],
])

type Names<Name> = ReadonlyMap<string, readonly Name[]>

const byName = <Name extends string>(names: readonly Name[]) =>
  names.map((name): [string, readonly Name[]] => [name, [name]])

const ARM_NAMES: Names<ArmId> = new Map([...byName(ARMS), ['fennerty', ['age-adjusted-fennerty']]])
const TRUTH_NAMES: Names<Truth> = new Map([
  ...byName(TRUTHS),
  ['base', [TRUTHS[0]]],
  ['all', TRUTHS],
])
const SCENARIO_NAMES: Names<ScenarioId> = new Map([...byName(SCENARIOS), ['all', SCENARIOS]])

function optionsOf(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = {
    patients: text,
    days: text,
    arms: text,
    truth: text,
    scenarios: text,
    seed: text,
    target: text,
    recall: text,
    json: { type: 'boolean' },
    csv: text,
    html: text,
    force: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new AskedWrongly(error instanceof Error ? error.message : String(error))
  }
}

function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new AskedWrongly(
    `--${name} must be a whole number from ${least} to ${most}, not "${text}".`,
  )
}

function oneOf<Value>(option: string, text: string, known: ReadonlyMap<string, Value>): Value {
  const value = known.get(text)
  if (value === undefined) throw unknown(option, text, known)
  return value
}

/** Names set apart by commas, each once, in the order in which they were asked for. */
function namesOf<Name>(option: string, text: string, known: Names<Name>): readonly Name[] {
  const asked = text.split(',').map((name) => oneOf(option, name.trim(), known))
  return [...new Set(asked.flat())]
}

const unknown = (option: string, text: string, known: ReadonlyMap<string, unknown>) =>
  new AskedWrongly(`--${option} does not know "${text}". It knows ${[...known.keys()].join(', ')}.`)
