/** The value that so many of a hundred stay under or at; the values are ascending, and nothing of none. */
export function percentile(ascending: readonly number[], percent: number): number {
  const place = Math.min(ascending.length - 1, Math.ceil((ascending.length * percent) / 100) - 1)
  return ascending[place] ?? Number.POSITIVE_INFINITY
}
