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

/** Letters that sound alike in English share a figure; vowels and h, w, y have none. */
const SOUND: Readonly<Record<string, string>> = {
  b: '1',
  f: '1',
  p: '1',
  v: '1',
  c: '2',
  g: '2',
  j: '2',
  k: '2',
  q: '2',
  s: '2',
  x: '2',
  z: '2',
  d: '3',
  t: '3',
  l: '4',
  m: '5',
  n: '5',
  r: '6',
}

const WRITTEN_ALIKE: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/ght/g, 't'],
  [/^x/, 's'],
  [/^z/, 's'],
  [/^c(?=[eiy])/, 's'],
  [/^[cq]/, 'k'],
]

/**
 * How a folded name sounds, in four signs (Soundex of the US National Archives, after English spellings that sound
 * alike are made one): Phillips and Filips, Clarke and Klark.
 */
export function soundOf(foldedName: string): string {
  const name = WRITTEN_ALIKE.reduce((text, [shape, as]) => text.replace(shape, as), foldedName)
  let sound = name.slice(0, 1)
  let previous = SOUND[sound] ?? ''
  for (const letter of name.slice(1)) {
    const figure = SOUND[letter] ?? ''
    if (figure !== '' && figure !== previous) sound += figure
    if (letter !== 'h' && letter !== 'w') previous = figure
  }
  return sound.padEnd(4, '0').slice(0, 4)
}
