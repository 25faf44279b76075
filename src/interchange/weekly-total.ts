/** So many other doses of the patient say what is usual. @see docs/evidence.md#import-weekly-total */
const FEWEST_OTHERS = 3

/**
 * Whether a daily dose is about seven times what the patient usually takes (within a quarter): a weekly total in
 * the daily column (H31). Doses in micrograms; `all` holds the dose itself too.
 */
export function isWeeklyTotal(dose: number, all: readonly number[]): boolean {
  if (all.length <= FEWEST_OTHERS) return false
  const usual = all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? dose
  return 4 * Math.abs(dose - 7 * usual) <= 7 * usual
}
