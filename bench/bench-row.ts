/** One figure of the bench: what was asked, what was measured, and the baseline measured in the same run. */
export type BenchRow = {
  readonly what: string
  readonly asked: number
  readonly measured: number
  readonly baseline: number
  /** Measured over baseline. */
  readonly ratio: number
}
