import { GROUPS, type Group } from '#simulation/groups.ts'
import { type ArmReport, type SettingReport, settingReport } from '#simulation/report.ts'
import { settingsOf, type TrialSpec } from '#simulation/spec.ts'
import { runChunk } from '#simulation/trial.ts'
import type { TrialReport } from '#simulation/trial-report.ts'

const SMALL: TrialSpec = {
  seed: 7,
  patients: 30,
  days: 120,
  arms: ['rely', 'fixed', 'proportional'],
  truths: ['hamberg', 'hamberg-2007'],
  scenarios: ['base'],
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  recall: 'trial',
}

/** A trial that takes no time: one chunk of people. */
export function smallTrial(change: Partial<TrialSpec> = {}): TrialReport {
  const spec = { ...SMALL, ...change }
  return {
    version: '9.8.7',
    rules: [{ name: 'evenkeel-warfarin 9', hash: 'abc123' }],
    spec,
    settings: settingsOf(spec).map((setting) =>
      settingReport(spec, setting, runChunk(spec, setting, 0)),
    ),
  }
}

export type PlacedArm = {
  readonly setting: SettingReport
  readonly group: Group
  readonly arm: ArmReport
}

/** Each arm in each group and setting. */
export const armsOf = ({ settings }: TrialReport): readonly PlacedArm[] =>
  settings.flatMap((setting) =>
    GROUPS.flatMap((group) => setting.groups[group].map((arm) => ({ setting, group, arm }))),
  )
