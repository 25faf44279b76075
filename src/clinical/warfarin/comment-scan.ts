// What a comment says against the calendar beside it (H11). It asks, and never decides: a comment is free text.
import { parseDose, type Ug, ug } from '#clinical/dose.ts'
import type { Schedule } from '#clinical/schedule.ts'
import { STRENGTHS } from '#clinical/tablets.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import { omitsAgainst } from './comment-omits.ts'
import type { ProposedDose } from './dose-finding.ts'

type Beside = Pick<ProposedDose, 'comment' | 'schedule' | 'weeklyUg' | 'currentDailyUg'>

const HALVES = /\b(?:half|halve|halved)\b/i
const DOUBLES = /\b(?:double|doubled|twice)\b/i
const NOT_DOUBLED =
  /\b(?:not|never|no|don['’]t)\s+(?:\p{L}+\s+){0,2}(?:double|doubled|twice)\b|\btwice (?:a|daily|per|weekly)\b/iu
const ALTERNATES = /\b(?:alternate|alternating|alternately|every (?:other|second) (?:day|night))\b/i

/** In words what a comment says against the doses of the calendar; nothing where no word does. */
export function commentAgainst(beside: Beside): string | undefined {
  for (const check of [leavesOut, halves, doubles, alternates, otherMg]) {
    const against = check(beside)
    if (against !== undefined) return `${against} Make them agree.`
  }
  return undefined
}

const dosesOf = ({ runs }: Schedule): readonly Ug[] => runs.map((run) => run.ug)

const leavesOut = ({ comment, schedule }: Beside): string | undefined =>
  omitsAgainst(comment, schedule)

/** Half a tablet agrees with halves on the calendar, and half the dose with a dose that is half of another. */
function halves({ comment, schedule }: Beside): string | undefined {
  const hasHalf = schedule.runs.some(({ tablets }) => tablets.some((line) => line.halves % 2 === 1))
  if (!HALVES.test(comment) || hasHalf || hasDouble(schedule)) return undefined
  return 'The comment speaks of half, but no date has half a tablet or half the dose.'
}

function doubles({ comment, schedule }: Beside): string | undefined {
  const said = comment.replace(NOT_DOUBLED, '')
  if (!DOUBLES.test(said) || hasDouble(schedule)) return undefined
  return 'The comment speaks of double, but no date has twice the dose of another.'
}

const hasDouble = (schedule: Schedule): boolean => {
  const doses = dosesOf(schedule)
  return doses.some((dose) => dose > 0 && doses.includes(ug(dose * 2)))
}

/** Alternate days drift over the weeks, and no calendar of ours has them (clinical reference 8.4). */
const alternates = ({ comment }: Beside): string | undefined =>
  ALTERNATES.test(comment)
    ? 'The comment speaks of alternate days, but each date has its own dose.'
    : undefined

/** Words after which a figure is of the dose; after any other word of four letters it is of that: "aspirin 75 mg". */
const OF_THE_DOSE = new RegExp(
  `^(?:${[
    'warfarin|tak\\p{L}*|took|dos\\p{L}*|giv\\p{L}*|mean|week\\p{L}*|daily|nightly|total|each|same|usual|normal',
    'chang\\p{L}*|increas\\p{L}*|reduc\\p{L}*|rais\\p{L}*|lower\\p{L}*|stay\\p{L}*|keep\\p{L}*|start\\p{L}*',
    'continu\\p{L}*|resum\\p{L}*|return\\p{L}*|remain\\p{L}*|maintain\\p{L}*|alternat\\p{L}*|boost\\p{L}*',
    'then|from|with|about|only|back|down|were|until|after|before|previous\\p{L}*|last|plus|extra|once|please',
    'this|next|thereafter|tonight|today|tomorrow|morning|evening|night',
    '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tues|thurs?|weds',
  ].join('|')})$`,
  'iu',
)
const WITH_MG =
  /(?:(\p{L}+)[\s:,(]+)?(\d+(?:[.,]\d+)?)\s*(?:mg|milligrams?)\b(\s*\p{L}*\s*tablets?)?/giu

const FILLERS =
  '(?:[\\s:,(]+(?:on|of|the|an?|about|been|taking|taken|was|dos\\p{L}*|daily|week\\p{L}*|time|visit|night|warfarin))*[\\s:,(]+$'
/** Before a figure: that it is the dose that was. */
const OF_WHAT_WAS = new RegExp(
  `\\b(?:was|were|from|instead of|rather than|no longer|not|had|took|been (?:on|taking))${FILLERS}`,
  'iu',
)
const OF_BEFORE = new RegExp(`\\b(?:before|previous(?:ly)?|last)${FILLERS}`, 'iu')
/** What goes on is no dose that was, whatever it is called: "continue as before: 5 mg". */
const GOES_ON =
  /\b(?:tak(?:e|es)|give|continu(?:e|es)|keep|stay|remain|resume|return|back|same|carry on)\b[^.;\d]*$|\bas\s+(?:before|previous|last)[^.;\d]*$/i
/** After a figure: "5 mg a day before", "5 mg previously", "5 mg to 4 mg"; not "5 mg before bed". */
const WAS_SO =
  /^(?:\s+(?:an?|per|each|every|day|week|daily|weekly|night))*\s*(?:\(?(?:before(?!\s+(?!(?:and|now|but|so|then)\b)\p{L})|previously|until now|last (?:week|time|visit))\b|(?:(?:down|up)\s+)?to\s+\d|,?\s*now\s+\d|→|->)/iu

/** @technical How much of a comment before a figure is read, in characters. */
const NEAR = 60

/** Mg that are no dose of the calendar, nor its week, nor the dose and week before said as that; tablets by their strength. */
function otherMg({ comment, schedule, weeklyUg, currentDailyUg }: Beside): string | undefined {
  const now: readonly number[] = [...dosesOf(schedule), weeklyUg]
  const before: readonly number[] =
    currentDailyUg === 'not-known' ? [] : [currentDailyUg, weeklyUgOf(currentDailyUg)]
  const wrong = [...comment.matchAll(WITH_MG)].find((said) =>
    isOfNoDate(said, isSaidAsBefore(comment, said) ? [...now, ...before] : now),
  )
  return wrong === undefined ? undefined : `The comment says ${wrong[2]} mg, which no date has.`
}

/** Whether the words around a figure say that it is the dose of before: as an order the dose before is the worst mistake. */
function isSaidAsBefore(comment: string, said: RegExpExecArray): boolean {
  const figureAt = said.index + said[0].search(/\d/)
  const lead = comment.slice(Math.max(0, figureAt - NEAR), figureAt)
  if (OF_WHAT_WAS.test(lead)) return true
  const rest = comment.slice(said.index + said[0].length, said.index + said[0].length + NEAR)
  return (OF_BEFORE.test(lead) || WAS_SO.test(rest)) && !GOES_ON.test(lead)
}

function isOfNoDate(
  [, word = '', figure = '', tablets]: readonly (string | undefined)[],
  known: readonly number[],
): boolean {
  if (/^k1?$/i.test(word) || (word.length > 3 && !OF_THE_DOSE.test(word))) return false
  const parsed = parseDose(figure.replace(',', '.'))
  if (parsed.kind === 'refused') return true
  const isTablet = tablets !== undefined && STRENGTHS.some((strength) => strength === parsed.ug)
  return !isTablet && !known.includes(parsed.ug)
}
