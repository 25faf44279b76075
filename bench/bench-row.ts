/** One figure of the bench: what was asked, what was measured, and the baseline measured in the same run. */
export type BenchRow = {
  readonly what: string
  readonly asked: number
  readonly measured: number
  readonly baseline: number
  /** Measured over baseline. */
  readonly ratio: number
  /** A time must be at most what was asked; without this, the figure must be at least that. */
  readonly mustBe?: 'at most'
}

export const isMet = ({ asked, measured, mustBe }: BenchRow): boolean =>
  mustBe === 'at most' ? measured <= asked : measured >= asked
