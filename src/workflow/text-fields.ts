import type { Finding, Parsed } from './outcome.ts'

/** The fields of a form or of a JSON body, all text; a field that was not sent is not there. */
export type TextFields<Name extends string> = Readonly<Partial<Record<Name, string>>>

/** What every page posts beside its own fields; the door has dealt with it. */
const OF_THE_DOOR = ['csrf', 'request-key', 'step']

/** Longer than anything a person types into one field here. */
const LONGEST_TEXT = 2000

/**
 * Takes the named fields and nothing else. A field that nobody asked for is refused, so that an invented one
 * (a dose, a role) is noticed; a number is refused, because 2.5 and 2.50 are not the same text.
 */
export function readTextFields<Name extends string>(
  input: unknown,
  names: readonly Name[],
): Parsed<TextFields<Name>> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const message = 'Send the fields of the form as one object.'
    return { kind: 'refused', findings: [{ field: '', code: 'type', message }] }
  }
  const sent = Object.entries(input).filter(([name]) => !OF_THE_DOOR.includes(name))
  const findings = sent.flatMap(([name, value]) => faultOf(names, name, value))
  if (findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'parsed', value: Object.fromEntries(sent) as TextFields<Name> }
}

function faultOf(names: readonly string[], field: string, value: unknown): readonly Finding[] {
  if (!names.includes(field)) {
    return [
      {
        field: '',
        code: 'unknown-field',
        message: 'The form holds a field that does not belong to it.',
      },
    ]
  }
  if (typeof value !== 'string') {
    return [{ field, code: 'type', message: 'Send every field as text, a number like "2.5" too.' }]
  }
  if (value.length > LONGEST_TEXT) {
    return [{ field, code: 'too-long', message: `Write no more than ${LONGEST_TEXT} characters.` }]
  }
  return []
}

/** The names of a day: whole, as a program sends it, and in the three boxes of a page. */
export const dayBoxes = <Name extends string>(field: Name) =>
  [field, `${field}[day]`, `${field}[month]`, `${field}[year]`] as const
