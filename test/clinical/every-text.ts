import assert from 'node:assert/strict'

/** Every text within a value of the code, with where it stands: `0.title`. */
function textsIn(value: unknown, at: string): readonly (readonly [at: string, text: string])[] {
  if (typeof value === 'string') return [[at, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, within]) => textsIn(within, `${at}.${key}`))
}

const SAYS_NOTHING =
  /^\s*$|^\s|\s$| [,;:]| \.(?!\.)|undefined|NaN|^[;,:] |[;,:] ?$|[;,:(] ?[;,:)]|\S {2}|\d{6}/

/** Where a text of these says nothing: it is empty, or a part of it is missing. */
export const textsWithoutWords = (tables: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(tables)
    .flatMap(([name, table]) => textsIn(table, name))
    .flatMap(([at, text]) => (SAYS_NOTHING.test(text) ? [`${at}: "${text}"`] : []))

/** What is said to a person is a whole sentence, or a question, with every word of it. */
export function assertSentence(text: string): void {
  assert.match(text, /^[A-Z0-9].*[.?]$/)
  assert.deepEqual(textsWithoutWords({ text }), [])
}
