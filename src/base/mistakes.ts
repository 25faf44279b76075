// How unlike two texts are, for names that are easily taken for each other.

/**
 * How many single mistakes turn one text into the other: a letter left out, put in, changed, or swapped with its
 * neighbour (Damerau 1964, optimal string alignment). Stops counting above `most`.
 */
export function mistakesBetween(one: string, other: string, most: number): number {
  if (one === other) return 0
  if (Math.abs(one.length - other.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const current = nextRow(one, other, row, last, beforeLast)
    if (Math.min(...current) > most) return most + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[other.length] ?? most + 1, most + 1)
}

function nextRow(
  one: string,
  other: string,
  row: number,
  last: readonly number[],
  beforeLast: readonly number[],
): number[] {
  const current = [row]
  for (let column = 1; column <= other.length; column += 1) {
    const changed = one[row - 1] === other[column - 1] ? 0 : 1
    const swapped =
      one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
        ? (beforeLast[column - 2] ?? Number.POSITIVE_INFINITY) + 1
        : Number.POSITIVE_INFINITY
    const leftOut = (last[column] ?? 0) + 1
    const putIn = (current[column - 1] ?? 0) + 1
    current.push(Math.min(leftOut, putIn, (last[column - 1] ?? 0) + changed, swapped))
  }
  return current
}
