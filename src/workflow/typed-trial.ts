import type { Target } from '#clinical/target.ts'
import {
  ARMS,
  type ArmId,
  FORECASTING,
  ONLY_AT_2_5,
  RULE_ARMS,
  WITHOUT_RECALL,
} from '#simulation/arm-ids.ts'
import { SCENARIOS } from '#simulation/scenarios.ts'
import { armWords, rulesTried, settingsOf, type TrialSpec } from '#simulation/spec.ts'
import { TRUTHS } from '#simulation/truths.ts'
import type { Finding, Parsed } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** So much may be asked for on the page, beside a clinic that works; the command line knows no such bounds. @technical What one thread works out in a few minutes. */
export const TRIAL_BOUNDS = {
  patients: { least: 50, most: 20_000 },
  days: { least: 28, most: 1825 },
  seed: { least: 0, most: 4_294_967_295 },
  arms: 6,
  settings: 12,
  courseYears: 300_000,
} as const

/** A year under an arm that fits each person takes as long as so many under another. @technical As `bench/simulation.bench.ts` has them. */
const FORECAST_YEARS = 20

/** What stands in the form before anybody has asked for anything. */
export const USUAL_TRIAL: TrialSpec = {
  seed: 1,
  patients: 2000,
  days: 365,
  arms: ['site', 'rely', 'fixed'],
  truths: ['hamberg', 'hamberg-2007'],
  scenarios: ['base'],
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  recall: 'trial',
}

/** The same for rules that are proposed: against those of the site, with their recall. */
export const PROPOSAL_TRIAL: TrialSpec = {
  ...USUAL_TRIAL,
  arms: ['site', 'proposed'],
  recall: 'rules',
}

export const TRIAL_TARGETS: ReadonlyMap<string, Target> = new Map([
  ['2.5', { valueTenths: 25, lowTenths: 20, highTenths: 30 }],
  ['3.0', { valueTenths: 30, lowTenths: 25, highTenths: 35 }],
  ['3.5', { valueTenths: 35, lowTenths: 30, highTenths: 40 }],
])

export const armField = (arm: ArmId) => `arm-${arm}` as const
export const truthField = (truth: (typeof TRUTHS)[number]) => `truth-${truth}` as const
export const scenarioField = (scenario: (typeof SCENARIOS)[number]) =>
  `scenario-${scenario}` as const

/** The ways of dosing that can be asked for: those of this site first. */
export const ASKABLE_ARMS: readonly ArmId[] = [...RULE_ARMS, ...ARMS]

export const TRIAL_FIELDS = [
  'patients',
  'days',
  'target',
  'recall',
  'seed',
  'compared',
  'proposalId',
  ...ASKABLE_ARMS.map(armField),
  ...TRUTHS.map(truthField),
  ...SCENARIOS.map(scenarioField),
] as const satisfies readonly string[]

type Typed = TextFields<(typeof TRIAL_FIELDS)[number]>

/** The fields of the form for a trial, and how `typedTrial` reads them back. */
export const trialFields = (spec: TrialSpec): Readonly<Record<string, string>> => ({
  patients: String(spec.patients),
  days: String(spec.days),
  seed: String(spec.seed),
  target: [...TRIAL_TARGETS].find(([, { valueTenths }]) => isOf(spec, valueTenths))?.[0] ?? '',
  recall: spec.recall,
  compared: spec.arms[0] ?? '',
  ...Object.fromEntries([
    ...spec.arms.map((arm) => [armField(arm), arm]),
    ...spec.truths.map((truth) => [truthField(truth), truth]),
    ...spec.scenarios.map((scenario) => [scenarioField(scenario), scenario]),
  ]),
})

const isOf = ({ target }: TrialSpec, valueTenths: number) => target.valueTenths === valueTenths

/** What is asked for, before the rules of the site and of a proposal are looked up. */
export type TypedTrial = { readonly spec: TrialSpec; readonly proposalId: string | undefined }

/** Reads what a clinical lead asks of invented people, or says what cannot be asked here, and where. */
export function typedTrial(input: unknown): Parsed<TypedTrial> {
  const read = readTextFields(input, TRIAL_FIELDS)
  if (read.kind === 'refused') return read
  const findings: Finding[] = []
  const spec = specOf(read.value, findings)
  if (spec === undefined || findings.length > 0) return { kind: 'refused', findings }
  const faults = faultsOf(spec)
  return faults.length > 0
    ? { kind: 'refused', findings: faults }
    : { kind: 'parsed', value: { spec, proposalId: read.value.proposalId } }
}

function specOf(typed: Typed, findings: Finding[]): TrialSpec | undefined {
  const say = (field: string, code: string, message: string) =>
    findings.push({ field, code, message })
  const whole = (name: 'patients' | 'days' | 'seed', what: string): number => {
    const { least, most } = TRIAL_BOUNDS[name]
    const text = (typed[name] ?? '').trim().replaceAll(',', '')
    const value = /^\d{1,10}$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
    if (value >= least && value <= most) return value
    say(name, 'limit', `${what} must be a whole number from ${least} to ${most}.`)
    return least
  }
  const compared = ASKABLE_ARMS.find((arm) => arm === typed.compared)
  const target = TRIAL_TARGETS.get(typed.target ?? '')
  const recall = (['trial', 'rules'] as const).find((way) => way === typed.recall)
  const truths = TRUTHS.filter((truth) => typed[truthField(truth)] !== undefined)
  const scenarios = SCENARIOS.filter((scenario) => typed[scenarioField(scenario)] !== undefined)
  const [patients, days, seed] = [
    whole('patients', 'Invented people'),
    whole('days', 'Days'),
    whole('seed', 'The seed'),
  ]
  if (compared === undefined)
    say('compared', 'required', 'Choose what the others are compared with.')
  if (target === undefined) say('target', 'required', 'Choose the target INR.')
  if (recall === undefined) say('recall', 'required', 'Choose how people are called back.')
  if (truths.length === 0) say('truths', 'required', 'Choose at least one model of warfarin.')
  if (scenarios.length === 0) say('scenarios', 'required', 'Choose at least one assumption.')
  if (compared === undefined || target === undefined || recall === undefined) return undefined
  const others = ASKABLE_ARMS.filter(
    (arm) => arm !== compared && typed[armField(arm)] !== undefined,
  )
  const arms = [compared, ...others]
  return { patients, days, seed, arms, truths, scenarios, target, recall }
}

/** What no trial can be, and what is too much beside a clinic. */
export function faultsOf(spec: TrialSpec): readonly Finding[] {
  const { arms, target, recall } = spec
  const unfit = target.valueTenths === 25 ? [] : arms.filter((arm) => isOnlyAt25(spec, arm))
  const without = recall === 'trial' ? [] : arms.filter((arm) => WITHOUT_RECALL.includes(arm))
  const settings = settingsOf(spec).length
  const found: readonly (readonly [boolean, string, string, string])[] = [
    [
      unfit.length > 0,
      'target',
      'unfit',
      `Published for a target of 2.5 only: ${namesOf(spec, unfit)}. Choose 2.5, or leave these out.`,
    ],
    [
      without.length > 0,
      'recall',
      'unfit',
      `These do not say when to test again: ${namesOf(spec, without)}. Choose the same plan for all, or leave these out.`,
    ],
    [
      arms.length > TRIAL_BOUNDS.arms,
      'arms',
      'limit',
      `Compare at most ${TRIAL_BOUNDS.arms} ways of dosing at once; these are ${arms.length}.`,
    ],
    [
      settings > TRIAL_BOUNDS.settings,
      'scenarios',
      'limit',
      `Each model is tried under each assumption: ${settings} in all. Choose so that it is at most ${TRIAL_BOUNDS.settings}.`,
    ],
    [
      courseYearsOf(spec) > TRIAL_BOUNDS.courseYears,
      'patients',
      'too-much',
      'This is too much to work out beside the clinic. Ask for fewer people or days, or for fewer ways of dosing, above all of individual forecasts, models or assumptions.',
    ],
  ]
  return found
    .filter(([isSo]) => isSo)
    .map(([, field, code, message]) => ({ field, code, message }))
}

const namesOf = (spec: TrialSpec, arms: readonly ArmId[]) =>
  arms.map((arm) => armWords(spec, arm)).join('; ')

/** Rules of a site are as far-reaching as the protocol in them. */
function isOnlyAt25(spec: TrialSpec, arm: ArmId): boolean {
  const protocol = rulesTried(spec, arm)?.ruleSet.protocol
  return ONLY_AT_2_5.includes(arm) || protocol === 're-ly' || protocol === 'one-step'
}

/** The work of a trial, in years of one person under an arm that only reads a table. */
export function courseYearsOf(spec: TrialSpec): number {
  const arms = spec.arms.reduce(
    (sum, arm) => sum + (FORECASTING.includes(arm) ? FORECAST_YEARS : 1),
    0,
  )
  return (spec.patients * spec.days * arms * settingsOf(spec).length) / 365
}
