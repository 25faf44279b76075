/** What a check or a group of tests came to. A check counts as one test. */
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number }

/** The same, with how long each file of it took. */
export type Counted = {
  readonly tally: Tally
  readonly files: readonly { readonly name: string; readonly seconds: number }[]
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 }
export const ONE_PASSED: Tally = { passed: 1, failed: 0, skipped: 0 }
export const ONE_FAILED: Tally = { passed: 0, failed: 1, skipped: 0 }

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    NOTHING,
  )

/** A skipped test proves nothing, so it is said, and does not count as passed. */
export const inWords = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
