import { capitalised } from '#base/capitalised.ts'
import { addDays, type Day } from '#base/day.ts'
import { fitsInto, ROOM_ALONE, ROOM_OF_SEVERAL, sizeOf } from '#base/text-message.ts'
import { doseLines, shortDate } from '#clinical/dose-lines.ts'
import type { DosePage } from './dose-page.ts'

/** What the text says besides the page; initials that a telephone cannot write in its usual alphabet are left out. */
export type TextOrder = {
  readonly initials: string
  /** The dose before went out by a text, acknowledged or not: that text may still lie on the telephone. */
  readonly replacesText: boolean
  /** A text of a dose before that one may lie there too, with dates that have not passed. */
  readonly earlierText: boolean
}

export type DoseText =
  | { readonly kind: 'messages'; readonly messages: readonly string[] }
  | { readonly kind: 'letter'; readonly because: WhyLetter }

export type WhyLetter = 'two-anticoagulants' | 'procedure' | 'too-long'

/**
 * More messages than this are put in order by nobody: then it is a letter. Source: none. Status: local setting.
 * @see docs/evidence.md#dose-text
 */
export const MOST_MESSAGES = 3

/**
 * The dose of a page as text messages for copying into the site's own messaging system, cut between lines only, so that
 * no telephone shows half a day (D4.80). It says the dose by its dates, in mg, and neither the NHS number nor what the
 * medicine is for, because anybody may read a telephone (H16). Made from a committed dose alone, like the page.
 */
export function doseText(page: DosePage, order: TextOrder): DoseText {
  if (page.beside !== null) return { kind: 'letter', because: 'two-anticoagulants' }
  if (page.procedure) return { kind: 'letter', because: 'procedure' }
  const lines = linesOf(page, order)
  const head = headOf(page, order)
  const one = [`${head}.`, ...lines].join('\n')
  if (fitsInto(ROOM_ALONE, one)) return { kind: 'messages', messages: [one] }
  return severalOf(head, lines)
}

/** Each message begins alike, so that one that comes late is known for what it is. */
function headOf({ medicine, savedOn }: DosePage, { initials }: TextOrder): string {
  const whose = initials !== '' && sizeOf(initials).alphabet === 'gsm-7' ? ` for ${initials}` : ''
  return `${capitalised(medicine)}${whose} ${shortDate(savedOn)}`
}

function linesOf(page: DosePage, order: TextOrder): readonly string[] {
  const { replaces, days, medicine, nextTest, provider } = page
  return [
    ...(replaces === undefined ? [] : [replacing(replaces.savedOn, order)]),
    ...doseLines(days, medicine),
    ...noneAfter(page),
    'mg means milligrams, not tablets.',
    `Next blood test: ${shortDate(nextTest.on)}${nextTest.at === '' ? '' : ` ${nextTest.at}`}.`,
    `If your test is late, ring ${provider.name}, ${provider.telephone}.`,
  ]
}

/** Dates that end without a dose do not start again by themselves; the line is read alone, so it has its own date. */
function noneAfter({ days, medicine }: DosePage): readonly string[] {
  const last = days.at(-1)
  if (last === undefined || last.ug > 0) return []
  return [`From ${shortDate(addDays(last.day, 1))} no ${medicine} until we tell you the dose.`]
}

const replacing = (savedOn: Day, { replacesText, earlierText }: TextOrder): string =>
  `Replaces the ${replacesText ? 'text' : 'dose'} of ${shortDate(savedOn)}${earlierText ? ' and any earlier text' : ''}.`

function severalOf(head: string, lines: readonly string[]): DoseText {
  const parts: string[][] = [[]]
  for (const line of lines) {
    const part = [...(parts.at(-1) ?? []), line]
    if (fits(head, part)) parts[parts.length - 1] = part
    else if (fits(head, [line])) parts.push([line])
    else return TOO_LONG
  }
  if (parts.length > MOST_MESSAGES) return TOO_LONG
  const messages = parts.map((part, nth) => numbered(head, part, nth + 1, parts.length))
  return { kind: 'messages', messages }
}

const TOO_LONG: DoseText = { kind: 'letter', because: 'too-long' }

const numbered = (head: string, part: readonly string[], nth: number, of: number): string =>
  [`${head}, ${nth} of ${of}.`, ...part].join('\n')

/** The numbers of a part take the same room whatever they are: none has two digits. */
const fits = (head: string, part: readonly string[]): boolean =>
  fitsInto(ROOM_OF_SEVERAL, numbered(head, part, MOST_MESSAGES, MOST_MESSAGES))
