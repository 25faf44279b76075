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
