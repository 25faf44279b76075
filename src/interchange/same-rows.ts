/** Rows by a key that says what they are about; rows without a key are about nothing that can be compared. */
export function rowsBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | undefined,
): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

/** Whether all rows say the same in every cell. */
export function sayTheSame(
  rows: readonly { readonly cells: Readonly<Record<string, string>> }[],
): boolean {
  const [first, ...others] = rows.map(({ cells }) => JSON.stringify(cells))
  return others.every((cells) => cells === first)
}

/** The lines of the other rows, in words: `lines 4 and 9`. */
export function linesOfOthers(rows: readonly { readonly line: number }[], line: number): string {
  const lines = rows.map((row) => row.line).filter((other) => other !== line)
  const last = lines.at(-1)
  return lines.length === 1 ? `line ${last}` : `lines ${lines.slice(0, -1).join(', ')} and ${last}`
}
