/** How many questions were put to both, to how many they answered differently, and the first of those. */
export type Findings = { combinations: number; differences: number; examples: string[] }

export const noFindings = (): Findings => ({ combinations: 0, differences: 0, examples: [] })

const EXAMPLES = 10

/** Counts one combination; `mismatch` says what differed, or is undefined. */
export function count(findings: Findings, mismatch: string | undefined): void {
  findings.combinations += 1
  if (mismatch === undefined) return
  findings.differences += 1
  if (findings.examples.length < EXAMPLES) findings.examples.push(mismatch)
}
