/**
 * JSON as the acts take it. `JSON.parse` keeps the last of two equal keys ({"inr":"2.5","inr":"25"} is 25) and
 * lets `__proto__` through; here both are refused, and so is what no text of a record can hold.
 */
export type StrictJson =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: StrictJsonRefusal; readonly message: string }

export type StrictJsonRefusal = keyof typeof MESSAGES

const MESSAGES = {
  'too-long': 'The JSON is longer than 1 MiB.',
  'not-json': 'This is not JSON.',
  'too-deep': 'The JSON is nested more than 32 deep.',
  'duplicate-key': 'A key stands twice in the same object. Send each once.',
  'forbidden-key': 'The keys __proto__, constructor and prototype are not allowed.',
  'number-too-large': 'A number is too large to be read exactly.',
  'text-not-allowed': 'A text holds a NUL character or half a character.',
} as const

export const LONGEST_JSON = 1_048_576
const DEEPEST = 32
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype']

const refused = (code: StrictJsonRefusal): StrictJson => ({
  kind: 'refused',
  code,
  message: MESSAGES[code],
})

/** Reads JSON, or says the first thing that is wrong with it. */
export function strictJson(text: string): StrictJson {
  if (text.length > LONGEST_JSON) return refused('too-long')
  const value = parsed(text)
  if (value === NOT_JSON) return refused('not-json')
  const fault = faultWithin(text)
  return fault === undefined ? { kind: 'json', value } : refused(fault)
}

const NOT_JSON = Symbol('not JSON')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return NOT_JSON
  }
}

/** The keys met so far in each object that is open; an open list has none to keep apart. */
type Open = Set<string> | 'list'

/** A text (a key when a colon follows), a number, or the start or end of an object or list. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|(-?\d[-+.\deE]*)|([{}[\]])/g

/** Looks through JSON that is known to be well formed, without recursion. */
function faultWithin(text: string): StrictJsonRefusal | undefined {
  const open: Open[] = []
  for (const [, string, colon, number, bracket] of text.matchAll(TOKEN)) {
    const fault =
      (string !== undefined && faultOfText(string, colon === undefined ? 'list' : open.at(-1))) ||
      (number !== undefined && faultOfNumber(number)) ||
      (bracket !== undefined && faultOfDepth(bracket, open))
    if (fault) return fault
  }
  return undefined
}

function faultOfText(written: string, keys: Open = 'list'): StrictJsonRefusal | undefined {
  const text: string = JSON.parse(written)
  if (text.includes('\u0000') || !text.isWellFormed()) return 'text-not-allowed'
  if (keys === 'list') return undefined
  if (FORBIDDEN_KEYS.includes(text)) return 'forbidden-key'
  if (keys.has(text)) return 'duplicate-key'
  keys.add(text)
  return undefined
}

const faultOfNumber = (written: string): StrictJsonRefusal | undefined =>
  Number.isFinite(Number(written)) ? undefined : 'number-too-large'

function faultOfDepth(bracket: string, open: Open[]): StrictJsonRefusal | undefined {
  if (bracket === '}' || bracket === ']') open.pop()
  else open.push(bracket === '{' ? new Set() : 'list')
  return open.length > DEEPEST ? 'too-deep' : undefined
}
