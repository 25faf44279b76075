import { formatTenths } from '#clinical/inr.ts'
import type { TrialSpec } from '#simulation/spec.ts'

/** The words that ask for the same trial again; `readSimulateArgs` reads them back. */
export const againWords = (spec: TrialSpec): readonly string[] => [
  `--patients=${spec.patients}`,
  `--days=${spec.days}`,
  `--arms=${spec.arms.join(',')}`,
  `--truth=${spec.truths.join(',')}`,
  `--scenarios=${spec.scenarios.join(',')}`,
  `--seed=${spec.seed}`,
  `--target=${formatTenths(spec.target.valueTenths)}`,
  `--recall=${spec.recall}`,
]
