// Whether a figure of mg in a comment is the strength of tablets, and of how many (H11).
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import type { Ug } from '#clinical/dose.ts'
import type { Schedule } from '#clinical/schedule.ts'
import { STRENGTHS } from '#clinical/tablets.ts'
import { COLOUR, numberOf } from './comment-figures.ts'

/** A figure of mg, with what stands before and after it. */
export type Figure = {
  readonly said: string
  readonly ug: Ug | 'no-dose'
  readonly lead: string
  readonly rest: string
}

export const UNIT = '(?:mgs?|milligram(?:me)?s?)'

/** Tablets are called by their strength: "3 mg and 1 mg tablets", "a 3 mg blue tablet". */
const OF_TABLETS = new RegExp(
  `^(?: ?(?:and|&|or|,|/|\\+) ?\\d+(?:\\.\\d+)? ?${UNIT})* ?\\p{L}* ?(?:tablets?|tabs?)\\b`,
  'iu',
)
/** A part of a dose in tablets: "3 mg + 1 mg", "3 mg blue plus 1 mg brown", "one brown 1 mg". */
const PART_AFTER = new RegExp(`^ ?(?:${COLOUR}\\b|\\+)`, 'iu')
const PART_BEFORE = new RegExp(`(?:\\b${COLOUR}|\\+) ?\\(?$`, 'iu')
/** What is had or handed out is no dose: "issued 3 mg", "1 mg x 28". */
const HANDED_OUT =
  /\b(?:issue|collect|order(?! to\b)|dispens|supplie|script|return|found|put out|dosette has)(?:(?!\btake|\bgive)[^.;,])*$/i
const PACKET = /^ ?[x×] ?\d{2}(?! ?(?:\/|days?\b|nights?\b|doses?\b))/i
/** Tablets that are to be taken are no stock: "take one 5 mg tablet", "5 mg tablet od". */
const TO_TAKE = /\b(?:take|taking|give)\b[^.;]*$/i
const TAKEN = /^[^.;\d]*\b(?:od|daily|nocte|tonight|(?:each|every) (?:day|night|evening))\b/i
/** "5 x 1 mg": so many tablets of a strength. */
const TIMES = new RegExp(`(?<![\\d.,])\\b(\\d{1,2}|${WORDS_OF_NUMBERS.join('|')}) ?[x×] ?$`, 'i')
/** "1 mg x 4", but not "5 mg x 4 days". */
const TIMES_AFTER = /^ [x×] ?(\d)(?!\d| ?(?:\/|days?\b|nights?\b|doses?\b|weeks?\b))/i
/** Packets of the UK: "56 x 1 mg" is a supply. */
const PACKET_BEFORE = /(?<![\d.,])(?:14|28|56|84|100|112) ?[x×] ?$/i
/** "2 x 1 mg tablets left". */
const IS_HAD = /^ tablets? (?:left|remain|spare|at home|in )/i
/** "Take 5 1 mg tablets" and "take two 3 mg tablets" are so many too. */
const SO_MANY = new RegExp(`(?<![\\d.,])\\b(\\d{1,2}|${WORDS_OF_NUMBERS.join('|')}) $`, 'i')

/** How many tablets of a strength are to be taken: "4 x 1 mg", "take two 3 mg tablets". */
export function timesOf({ lead, rest }: Figure): number | undefined {
  if (HANDED_OUT.test(lead) || IS_HAD.test(rest) || PACKET_BEFORE.test(lead)) return undefined
  const isTaken = OF_TABLETS.test(rest) && (TO_TAKE.test(lead) || TAKEN.test(rest))
  const said =
    TIMES.exec(lead)?.[1] ??
    TIMES_AFTER.exec(rest)?.[1] ??
    (isTaken ? SO_MANY.exec(lead)?.[1] : undefined)
  return said === undefined ? undefined : numberOf(said)
}

/** Whether a figure is the strength of a tablet: a tablet is had, and one of a colour or to be taken is on the calendar. */
export function isStrength({ ug: amount, lead, rest }: Figure, { runs }: Schedule): boolean {
  const isTablet = OF_TABLETS.test(rest)
  const isTaken = isTablet && (TO_TAKE.test(lead) || TAKEN.test(rest))
  const isHad = isTablet || PACKET.test(rest) || PACKET_BEFORE.test(lead) || HANDED_OUT.test(lead)
  if (isHad && !isTaken) return STRENGTHS.some((strength) => strength === amount)
  const isPart = isTaken || PART_AFTER.test(rest) || PART_BEFORE.test(lead)
  return isPart && runs.some(({ tablets }) => tablets.some((line) => line.strength === amount))
}
