// What a comment says against the calendar beside it (H11). It asks, and never decides: a comment is free text.
import { formatMg, parseDose, type Ug, ug } from '#clinical/dose.ts'
import type { Schedule } from '#clinical/schedule.ts'
import { STRENGTHS } from '#clinical/tablets.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import type { ProposedDose } from './dose-finding.ts'

type Beside = Pick<ProposedDose, 'comment' | 'schedule' | 'weeklyUg' | 'currentDailyUg'>

/** What another word than warfarin after it says is about something else: "stop aspirin". */
const OF_WARFARIN =
  '(?!\\s+(?!(?:(?:the|his|her|their)\\s+)?(?:(?:warfarin|taking|it|for|until|till|tonight|today|now|on|one|two|next|if|and)\\b|dos|tablet))\\p{L})'
const LEAVES_OUT = new RegExp(
  `\\b(?:omit|withhold|skip|miss|leave out|do not take|don't take|no warfarin|nothing tonight|(?<!on )hold${OF_WARFARIN}|stop${OF_WARFARIN})\\b`,
  'iu',
)
const OF_TONIGHT = /\b(?:tonight|today|this evening)\b/i
const HALVES = /\b(?:half|halve|halved)\b/i
const DOUBLES = /\b(?:double|doubled|twice)\b/i
const NOT_DOUBLED =
  /\b(?:not|never|no|don't)\s+(?:\p{L}+\s+){0,2}(?:double|doubled|twice)\b|\btwice (?:a|daily|per|weekly)\b/iu
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

function leavesOut({ comment, schedule }: Beside): string | undefined {
  const [first] = dosesOf(schedule)
  if (first === undefined || !LEAVES_OUT.test(comment)) return undefined
  const isOmitted = OF_TONIGHT.test(comment) ? first === 0 : dosesOf(schedule).includes(ug(0))
  if (isOmitted) return undefined
  return `The comment speaks of leaving out a dose, but the first dose is ${formatMg(first)}.`
}

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
const OF_THE_DOSE =
  /^(?:warfarin|tak\w*|took|dos\w*|then|from|with|giv\w*|about|only|daily|tonight|today|chang\w*|increas\w*|reduc\w*|rais\w*|lower\w*|back|down|stay\w*|keep\w*|mean|week\w*|total|were|each|night|evening|until|after|start\w*|continu\w*)$/i
const WITH_MG =
  /(?:(\p{L}+)[\s:,(]+)?(\d+(?:[.,]\d+)?)\s*(?:mg|milligrams?)\b(\s*\p{L}*\s*tablets?)?/giu

/** Mg that are neither a dose of the calendar, nor its week, nor the dose and week before; tablets by their strength. */
function otherMg({ comment, schedule, weeklyUg, currentDailyUg }: Beside): string | undefined {
  const before = currentDailyUg === 'not-known' ? [] : [currentDailyUg, weeklyUgOf(currentDailyUg)]
  const known: readonly number[] = [...dosesOf(schedule), weeklyUg, ...before]
  const wrong = [...comment.matchAll(WITH_MG)].find((said) => isOfNoDate(said, known))
  return wrong === undefined ? undefined : `The comment says ${wrong[2]} mg, which no date has.`
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
