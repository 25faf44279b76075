/** More than 2 % of rows that cannot be true say that the file is wrong, not the rows. @see docs/evidence.md#import-wholesale */
const ROWS_IN_FIFTY = 50
/** Below this many, 2 % says little: a handful of bad rows is held row by row. Local setting. */
const FEWEST_ROWS = 20
/** Most rows of a short file say as much, unless there are hardly any. Local setting. */
const FEWEST_ROWS_OF_SHORT_FILE = 3

/**
 * Whether so many implausible rows condemn the whole file: more than 2 % and at least twenty of them, or more
 * than half of a short file.
 */
export function isWholesale(implausible: number, rows: number): boolean {
  if (implausible >= FEWEST_ROWS_OF_SHORT_FILE && implausible * 2 > rows) return true
  return implausible >= FEWEST_ROWS && implausible * ROWS_IN_FIFTY > rows
}
