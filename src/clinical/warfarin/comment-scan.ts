// What a comment says against the calendar beside it (H11). It asks, and never decides: a comment is free text.
import { ug } from '#clinical/dose.ts'
import type { Schedule } from '#clinical/schedule.ts'
import { type Beside, mgAgainst } from './comment-mg.ts'
import { omitsAgainst } from './comment-omits.ts'

const HALVES = /\b(?:half|halve|halved|halving)\b|\b1\/2\b|½/i
/** Half of something that is no dose and no tablet. */
const HALF_OF_ELSE =
  /\bhalf\s+(?:(?:an?|the|of)\s+)*(?:hours?|bottles?|pints?|glass(?:es)?|past|term|day|year|way|what|brother|sister|stone|grapefruit|portions?|meals?)\b/giu
const DOUBLES = /\b(?:double|doubled|doubling|twice|x ?2 (?:usual )?dose)\b/i
const NOT_DOUBLED = new RegExp(
  [
    "\\b(?:not|never|no|don['’]?t|avoid)\\s+(?:\\p{L}+\\s+){0,2}(?:double|doubled|doubling|twice)\\b",
    '\\btwice (?:a|daily|per|weekly|this|last)\\b',
    '\\b(?:rang|called|phoned|seen|tried|attended|fell|tested|checked|told|confirmed|explained|read)\\s+twice\\b',
    '\\bdouble[-\\s](?:check\\p{L}*|vision|appointment|glazing|booked|incontinence|whisky|vodka|gin|measures?)\\b',
  ].join('|'),
  'giu',
)
const ALTERNATES =
  /\b(?:alternate|alternating|alternately|alt\.? (?:days?|nights?)|eod|every (?:other|second) (?:day|night))\b/i

/** In words what a comment says against the doses of the calendar; nothing where no word does. */
export function commentAgainst(beside: Beside): string | undefined {
  for (const check of [leavesOut, halves, doubles, alternates, mgAgainst]) {
    const against = check(beside)
    if (against !== undefined) return `${against} Make them agree.`
  }
  return undefined
}

const leavesOut = ({ comment, schedule }: Beside): string | undefined =>
  omitsAgainst(comment, schedule)

/** Half a tablet agrees with halves on the calendar, and half the dose with a dose that is half of another. */
function halves({ comment, schedule }: Beside): string | undefined {
  const said = comment.replace(HALF_OF_ELSE, '')
  const hasHalf = schedule.runs.some(({ tablets }) => tablets.some((line) => line.halves % 2 === 1))
  if (!HALVES.test(said) || hasHalf || hasDouble(schedule)) return undefined
  return 'The comment speaks of half, but no date has half a tablet or half the dose.'
}

function doubles({ comment, schedule }: Beside): string | undefined {
  const said = comment.replace(NOT_DOUBLED, '')
  if (!DOUBLES.test(said) || hasDouble(schedule)) return undefined
  return 'The comment speaks of double, but no date has twice the dose of another.'
}

function hasDouble({ runs }: Schedule): boolean {
  const doses = runs.map((run) => run.ug)
  return doses.some((dose) => dose > 0 && doses.includes(ug(dose * 2)))
}

/** Alternate days drift over the weeks, and no calendar of ours has them (clinical reference 8.4). */
const alternates = ({ comment }: Beside): string | undefined =>
  ALTERNATES.test(comment)
    ? 'The comment speaks of alternate days, but each date has its own dose.'
    : undefined
