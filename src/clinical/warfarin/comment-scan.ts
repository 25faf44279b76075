// What a comment says against the calendar beside it (H11). It asks, and never decides: a comment is free text.
import { ug } from '#clinical/dose.ts'
import type { DoseRun, Schedule } from '#clinical/schedule.ts'
import { courseAgainst } from './comment-course.ts'
import { DATE } from './comment-dates.ts'
import { CLASS, MEDICINE } from './comment-medicines.ts'
import { type Beside, mgAgainst } from './comment-mg.ts'
import { omitsAgainst } from './comment-omits.ts'
import { someDaysAgainst } from './comment-some-days.ts'
import { asMeant } from './comment-spelling.ts'
import { tabletsAgainst } from './comment-tablets.ts'
import { takesAgainst } from './comment-takes.ts'

/** Not half of something that is no dose and no tablet: "half an hour". */
const HALVES =
  /\bhalf\b(?![- ](?:(?:an?|the|of) )*(?:hour|bottle|pint|glass|past|term|day|year|way|what|brother|sister|stone|grapefruit|avocado|portion|meal))|\bhalv|\b1\/2\b|½/i
/** Not what is denied, and not what else is double or happens twice. */
const DOUBLES = new RegExp(
  [
    "(?<!\\b(?:not|never|no|don['’]?t|avoid) (?:\\p{L}+ ){0,2})(?<!\\b(?:see|sees|seeing|saw) )\\b(?:",
    'doubl(?:ed?|ing)\\b(?![- ](?:check|vision|appointment|glazing|booked|incontinence|whisky|vodka|gin|measure))',
    '|twice (?=(?:as much|tonight|(?:the|his|her|their|your|usual|normal)\\b))',
    '|(?<=\\b(?:take|give)(?: (?:it|warfarin|tablets?|dose|the dose))?) ?twice\\b',
    '|x ?2 (?:usual )?dose\\b)',
  ].join(''),
  'iu',
)
/**
 * "Abx dose doubled", "dose of furosemide halved": what became of another medicine; not what is done because of it, "on
 * antibiotics halve dose", "started amiodarone, dose halved".
 */
const OF_MEDICINE = new RegExp(
  [
    '(?<!\\b(?:on|start\\p{L}*|finish\\p{L}*|tak(?:es?|ing)|given|new|with|after|since|due to|because of|for) (?:\\p{L}+ ){0,2})',
    `\\b(?:${MEDICINE}|${CLASS})(?: (?:dose|tablets?|is|was|to|be|now|has|been|course))* (?:halved|doubled)\\b`,
    `(?! (?:(?:the|his|her|their|your|usual) )*(?:dose|warfarin|warf|${DATE})(?!\\p{L}))`,
  ].join(''),
  'giu',
)
const ofWarfarin = (comment: string): string => comment.replace(OF_MEDICINE, '')
const TRIPLES = /\b(?:triple|treble) (?:(?:the|his|her|their|usual) )*dos/i
const ALTERNATES =
  /\b(?:alternate(?! (?:arms?|hands?|fingers?|legs?|sides?|sites?)\b)|alternating|alternately|alt\.? day|alt\.? night|eod|every (?:other|second|third|2nd|3rd) (?:day|night)|turn about|(?:odd|even) (?:days|dates|nights)|\d days? on,? (?:and )?\d days? off)/i

const CHECKS: readonly ((beside: Beside, first: DoseRun) => string | undefined)[] = [
  ({ comment, schedule }, first) => omitsAgainst(comment, schedule, first),
  ({ comment, schedule }) => someDaysAgainst(comment, schedule),
  ({ comment, schedule }, first) => takesAgainst(comment, schedule, first),
  halves,
  doubles,
  triples,
  alternates,
  mgAgainst,
  tabletsAgainst,
  courseAgainst,
]

/** In words what a comment says against the doses of the calendar; nothing where no word does. */
export function commentAgainst(given: Beside): string | undefined {
  const [first] = given.schedule.runs
  if (first === undefined) return undefined
  const beside = {
    ...given,
    comment: asMeant(inOneLine(given.comment), first.from),
  }
  for (const check of CHECKS) {
    const against = check(beside, first)
    if (against !== undefined) return `${against} Make them agree.`
  }
  return undefined
}

/** A comment with one space between two words; a new line ends what was said before it. */
const inOneLine = (comment: string): string => comment.replaceAll('\n', '; ').replace(/\s+/g, ' ')

/** Half a tablet agrees with halves on the calendar, and half the dose with a dose that is half of another. */
function halves({ comment, schedule }: Beside): string | undefined {
  const hasHalf = schedule.runs.some(({ tablets }) => tablets.some((line) => line.halves % 2 === 1))
  if (!HALVES.test(ofWarfarin(comment)) || hasHalf || hasDouble(schedule)) return undefined
  return 'The comment speaks of half, but no date has half a tablet or half the dose.'
}

function triples({ comment, schedule }: Beside): string | undefined {
  if (!TRIPLES.test(comment) || hasTimes(schedule, 3)) return undefined
  return 'The comment speaks of three times a dose, but no date has that.'
}

function doubles({ comment, schedule }: Beside): string | undefined {
  if (!DOUBLES.test(ofWarfarin(comment)) || hasDouble(schedule)) return undefined
  return 'The comment speaks of double, but no date has twice the dose of another.'
}

const hasDouble = (schedule: Schedule): boolean => hasTimes(schedule, 2)

function hasTimes({ runs }: Schedule, times: number): boolean {
  const doses = runs.map((run) => run.ug)
  return doses.some((dose) => dose > 0 && doses.includes(ug(dose * times)))
}

/** Alternate days drift over the weeks, and no calendar of ours has them (clinical reference 8.4). */
function alternates({ comment }: Beside): string | undefined {
  if (!ALTERNATES.test(comment)) return undefined
  return 'The comment speaks of alternate days, but each date has its own dose.'
}
