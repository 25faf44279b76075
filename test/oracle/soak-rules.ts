import type { Comparison } from '#tools/compared.ts'
import { compareDoses } from './dose-grid.ts'
import { compareFigures } from './figures-grid.ts'
import { type Findings, noFindings } from './findings.ts'
import { SOAK_ALL_INRS, SOAK_CONTROL, SOAK_DOSES, SOAK_PLANS, SOAK_TIMES } from './grids.ts'
import { compareRounding, compareTablets, compareWeeks } from './tablets-grid.ts'
import { compareControl, compareTimes } from './ttr-grid.ts'

/** Compares the rules with their second implementation over the fine grids; prints and returns what was compared. */
export function soakRules(): readonly Comparison[] {
  return [
    soak('dose, cap, omission, alarms, recall', (findings) => compareDoses(SOAK_DOSES, findings)),
    soak('the same for INR 0.5 to 20.0', (findings) => compareDoses(SOAK_ALL_INRS, findings)),
    soak('the same for every plan', (findings) => compareDoses(SOAK_PLANS, findings)),
    soak('time in range', (findings) => compareTimes(SOAK_TIMES, findings)),
    soak('daily form, tests, point prevalence, pooled, mean', (findings) =>
      compareFigures(100_000, findings),
    ),
    soak('tablets and weeks', (findings) => {
      compareTablets(findings)
      compareWeeks(findings)
    }),
    soak('rounding to tablets', (findings) => compareRounding(13, findings)),
    soak('six months and NICE criteria', (findings) => compareControl(SOAK_CONTROL, findings)),
  ]
}

function soak(name: string, compare: (findings: Findings) => void): Comparison {
  const findings = noFindings()
  const start = performance.now()
  compare(findings)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const { combinations, differences, examples } = findings
  console.log(`${name}: ${combinations} combinations, ${differences} differences, ${seconds} s`)
  for (const example of examples) console.log(`  ${example}`)
  return { name, combinations, differences }
}
