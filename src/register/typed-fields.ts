import { type Day, dayFromParts, parseDay } from '#base/day.ts'

/** A form as it was typed: text by field name. */
export type TypedFields = Readonly<Record<string, string | undefined>>

/** What is wrong with one field and what to do. */
export type FieldFinding = {
  readonly field: string
  readonly code: string
  readonly message: string
}

/** Collects what is wrong while the fields of one form are read. */
export type Findings = FieldFinding[]

/** What was typed in a field, without the spaces around it. */
export function typedText(fields: TypedFields, field: string): string {
  return (fields[field] ?? '').trim()
}

/** One of the words that a field may hold; an empty field is `whenEmpty`, any other text a finding. */
export function typedChoice<Word extends string>(
  fields: TypedFields,
  field: string,
  words: readonly Word[],
  whenEmpty: Word,
  findings: Findings,
): Word {
  const typed = typedText(fields, field)
  if (typed === '') return whenEmpty
  const word = words.find((candidate) => candidate === typed)
  if (word !== undefined) return word
  findings.push({ field, code: 'not-a-choice', message: 'Choose one of the answers offered.' })
  return whenEmpty
}

/** The words of a table, in its order. */
export const wordsOf = <Word extends string>(words: Readonly<Record<Word, unknown>>): Word[] =>
  Object.keys(words).filter((word): word is Word => Object.hasOwn(words, word))

/** The word of a table that was typed; undefined for any other text. */
export const wordIn = <Word extends string>(
  words: Readonly<Record<Word, unknown>>,
  typed: string | undefined,
): Word | undefined => wordsOf(words).find((word) => word === typed)

/** One of the words that a field must hold; anything else, an empty field too, is a finding. */
export function requiredChoice<Word extends string>(
  words: Readonly<Record<Word, string>>,
  fields: TypedFields,
  field: string,
  message: string,
  findings: Findings,
): Word | undefined {
  const found = wordIn(words, fields[field])
  if (found === undefined) findings.push({ field, code: 'required', message })
  return found
}

/** Free text up to a length; hidden control characters are refused, line breaks are kept. */
export function typedNote(
  fields: TypedFields,
  field: string,
  longest: number,
  findings: Findings,
): string {
  const text = typedText(fields, field)
  if (text.length > longest) {
    findings.push({ field, code: 'too-long', message: `Shorten this to ${longest} characters.` })
  }
  if (/[^\P{Cc}\n\r\t]/u.test(text)) {
    findings.push({
      field,
      code: 'hidden-characters',
      message: 'This contains hidden characters. Type it again instead of pasting it.',
    })
  }
  return text
}

/** The three boxes of a date: `field[day]`, `field[month]`, `field[year]`. */
const boxesOf = (fields: TypedFields, field: string): readonly [string, string, string] => [
  typedText(fields, `${field}[day]`),
  typedText(fields, `${field}[month]`),
  typedText(fields, `${field}[year]`),
]

/** A day as YYYY-MM-DD in the field itself, or in three boxes. */
export function isoDayTyped(fields: TypedFields, field: string): string {
  const whole = typedText(fields, field)
  if (whole !== '') return whole
  const boxes = boxesOf(fields, field)
  const parsed = dayFromParts(...boxes)
  return parsed.kind === 'day' ? parsed.day : boxes.filter((box) => box !== '').join('/')
}

/** What is wrong with three boxes is said in the words of three boxes. */
const BOXES_UNREADABLE = 'Enter the day, the month and the year in numbers, for example 22 11 2026.'

/** A day that may be left empty (null); a wrong one is a finding. */
export function typedDay(fields: TypedFields, field: string, findings: Findings): Day | null {
  const iso = isoDayTyped(fields, field)
  if (iso === '') return null
  const inBoxes = typedText(fields, field) === ''
  const parsed = inBoxes ? dayFromParts(...boxesOf(fields, field)) : parseDay(iso)
  if (parsed.kind === 'day') return parsed.day
  const { code, message } = parsed
  findings.push({ field, code, message: inBoxes && code === 'format' ? BOXES_UNREADABLE : message })
  return null
}
