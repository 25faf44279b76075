/** A person's name as they spell it: nothing is capitalised, shortened or put right. */
export type PersonName = { readonly familyName: string; readonly givenName: string }

export type NamePart = keyof PersonName

export type ParsedNamePart =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'refused'; readonly code: NameRefusal; readonly message: string }

export type NameRefusal = 'required' | 'too-long' | 'digits' | 'hidden-characters' | 'not-a-name'

/** The length that NHS records hold for one part of a name. @technical Limit of the form, in characters. */
const LONGEST_NAME = 100

/** Control characters, direction marks and zero-width characters: what is read would not be what is stored. */
const HIDDEN = /[\p{Cc}\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/u
const DIGIT = /\p{Nd}/u
const MARKUP = /[<>{}=|\\]/

const WORDS: Record<NamePart, string> = { familyName: 'family name', givenName: 'given name' }

/** Reads one part of a name; a number, hidden characters or markup in it are refused. */
export function parseNamePart(typed: unknown, part: NamePart): ParsedNamePart {
  const words = WORDS[part]
  if (typeof typed !== 'string' || typed.trim() === '') {
    return refused('required', `Enter the ${words}.`)
  }
  const name = typed.trim()
  if (name.length > LONGEST_NAME) {
    return refused('too-long', `The ${words} must be ${LONGEST_NAME} characters or fewer.`)
  }
  if (DIGIT.test(name)) {
    return refused('digits', `The ${words} must not contain numbers. Enter letters only.`)
  }
  if (HIDDEN.test(withoutEmojiJoiners(name))) {
    return refused(
      'hidden-characters',
      `The ${words} contains hidden characters. Type it again instead of pasting it.`,
    )
  }
  if (MARKUP.test(name) || !/\p{L}|\p{Extended_Pictographic}/u.test(name)) {
    return refused(
      'not-a-name',
      `The ${words} must be made of letters, spaces, hyphens or apostrophes.`,
    )
  }
  return { kind: 'name', name }
}

/** A zero-width joiner between two pictures draws one picture and hides nothing. */
function withoutEmojiJoiners(name: string): string {
  return name.replace(
    /(\p{Extended_Pictographic}\uFE0F?)\u200D(?=\p{Extended_Pictographic})/gu,
    '$1',
  )
}

/** FAMILY, Given: the order and case of the NHS patient banner (ISB 1505, 1506). */
export function displayName(name: PersonName): string {
  return `${name.familyName.toLocaleUpperCase('en-GB')}, ${name.givenName}`
}

/** First letter of the given and of the family name, as typed at the identity check: MH for Margaret Hargreaves. */
export function initialsOf(name: PersonName): string {
  return [name.givenName, name.familyName].map(firstLetter).join('')
}

function firstLetter(name: string): string {
  const letter = /\p{L}/u.exec(foldAccents(name))?.[0] ?? ''
  return letter.toLocaleUpperCase('en-GB')
}

/** The name without accents, case, spaces, hyphens and apostrophes: for comparing, never for showing. */
export function foldName(name: string): string {
  return foldAccents(name.toLocaleLowerCase('en-GB')).replace(
    /[^\p{L}\p{Extended_Pictographic}]/gu,
    '',
  )
}

const LETTERS_WITHOUT_MARKS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'OE',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
}

function foldAccents(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæÆøØœŒđĐłŁðÐþÞ]/g, (letter) => LETTERS_WITHOUT_MARKS[letter] ?? letter)
}

function refused(code: NameRefusal, message: string): ParsedNamePart {
  return { kind: 'refused', code, message }
}
