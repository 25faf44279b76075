// The mg that a comment names, against the doses of the calendar beside it (H11).
import { type Day, weekdayName } from '#base/day.ts'
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { parseDose, type Ug } from '#clinical/dose.ts'
import { doseOn } from '#clinical/schedule.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import { besideDates, FREQUENCY, isForEveryDay, withSharedUnit } from './comment-figures.ts'
import { CLASS, MEDICINE } from './comment-medicines.ts'
import { type Figure, isStrength, timesOf, UNIT } from './comment-strengths.ts'
import type { ProposedDose } from './dose-finding.ts'

/** A dose as far as a comment can contradict it. */
export type Beside = Pick<ProposedDose, 'comment' | 'schedule' | 'weeklyUg' | 'currentDailyUg'>
/** @technical How much of a comment on either side of a figure is read, in characters. */
const NEAR = 60
/** @technical Up to here a figure may be of warfarin after any word; above it an unknown word is taken for another medicine. */
const MAY_BE_A_DOSE_UG = 20_000

const WITH_MG = new RegExp(
  `(\\d+(?:[.,]\\d+)?|\\b(?:${WORDS_OF_NUMBERS.join('|')})) ?(?:mgs?|milligram(?:me)?s?)\\b`,
  'giu',
)
const ONE_WITH_MG = new RegExp(WITH_MG.source, 'iu')

/** A figure straight after another medicine, or after what became of that: "prednisolone reduced from 30 mg to 20 mg". */
const AFTER_MEDICINE = new RegExp(
  `\\b${MEDICINE}(?: (?:is|was|now|dose|increased|reduced|decreased|changed|up|down|from|to|at|->|→|k1?|oral|acid|sodium|mr|sr|xl|(?:and )?\\d{1,2} ?[x×]|\\d+(?:\\.\\d+)? ?${UNIT}))*[ :(]+(?:\\d+(?:\\.\\d+)?/)?$`,
  'iu',
)
const AFTER_CLASS = new RegExp(`\\b${CLASS}[ :(]+$`, 'iu')
const BEFORE_MEDICINE = new RegExp(`^ (?:of |oral |iv )*${MEDICINE}\\b`, 'iu')
const BEFORE_VITAMIN_K = /^ (?:(?:of|oral|iv|po) )*(?:vit|phytomenadione|konakion)/i

/** Straight before a figure: that it is of the dose, whatever its size. Above 20 mg it is not, after any other word of four letters. */
const OF_THE_DOSE =
  /\b(?:warfarin|take|taking|takes|dose|give|total|then|from|with|continue|continues|increase|reduce|keep|same)[ :,(]+$/i
const OTHER_WORD = /\p{L}{4}[ :,(]+$/u
const A_WEEK =
  /^(?: ?(?:once|over|in|total))?(?: (?:a|per|each|every|the))?[ /](?:week|wk)(?!end|day)/i
const OF_A_WEEK = /\b(?:week\p{L}*|wk|total)\b[^.;\d]*$/iu

const TOTAL = /^ (?:in )?total\b/i

const FILLERS =
  '(?:[ :,(]+(?:on|of|the|an?|about|been|taking|taken|was|dos\\p{L}*|daily|week\\p{L}*|time|visit|night|warfarin))*[ :,(]+$'
/** Before a figure: that it is the dose that was. */
const OF_WHAT_WAS = new RegExp(
  `\\b(?:was|were|(?<!\\bstart(?:ing|s|ed)? )from|instead of|rather than|no longer|not|had|took|been (?:on|taking)|INR(?: (?:is|was|of))? \\d+(?:\\.\\d)? (?:while |whilst |when )?(?:on|with))${FILLERS}`,
  'iu',
)
const OF_BEFORE = new RegExp(`\\b(?:before|previous(?:ly)?|last|old|prior)${FILLERS}`, 'iu')
/** What goes on is no dose that was, whatever it is called: "continue as before: 5 mg", "previously 5 mg, continue". */
const GOES_ON =
  /\b(?:takes?|give|cont|continues?|keep|stay|remain|resume|return|back|same|carry on)\b[^.;\d]*$|\bas (?:per )?(?:before|previous|last|usual)[^.;\d]*$/i
const GOES_ON_AFTER =
  /^(?: (?:a|day|daily|od|nocte))*[ ,;.]*(?:(?:to|and|so|will|please|can) )*(?:cont|carry on|stay|keep|no change|same)/i
/** Later in its clause, where no other figure is gone on with: "INR 2.6 on 5 mg - continue". */
const GOES_ON_LATER =
  /^[^;]*?\b(?:cont|continu\p{L}*|carry on|stay(?:s|ing)?|keep|no change|same|unchanged|leave as|no alteration|remain\p{L}*)\b/iu
/** After a figure: "5 mg a day before", "5 mg previously", "5 mg to 4 mg", "5 mg, reduced to 4 mg"; not "5 mg before bed". */
const WAS_SO = new RegExp(
  [
    '^(?: (?:an?|per|each|every|day|week|daily|weekly|night|od|nocte))* ?(?:',
    '\\(?(?:before(?! (?!(?:and|now|but|so|then)\\b)\\p{L})|previously|until now|last (?:week|time|visit))\\b',
    '|(?:(?:down|up) )?to \\d+(?:[.,]\\d+)?(?![\\d/]|[.,]\\d)|,? ?now \\d|→|->',
    '|[.,;]? ?(?:so |now |and )?(?:reduc|increas|chang|lower|rais|drop)\\p{L}* (?:(?:dose|it|down|up) )*to \\d)',
  ].join(''),
  'iu',
)
const CHANGE_BY = / by $/i
const UP = /\b(?:increas|rais|up\b)/i
const DOWN = /\b(?:reduc|lower|decreas|cut|drop|down\b)/i

/** Mg that are no dose of the calendar, nor its week, nor the dose and week before said as that; tablets by their strength. */
export function mgAgainst(beside: Beside): string | undefined {
  const figures = figuresIn(beside.comment)
  const inTablets = figures
    .map((figure) => (figure.ug === 'no-dose' ? 0 : figure.ug * (timesOf(figure) ?? 0)))
    .reduce((sum, made) => sum + made, 0)
  for (const figure of figures) {
    const against = isOfAnother(figure) ? undefined : figureAgainst(figure, inTablets, beside)
    if (against !== undefined) return against
  }
  return undefined
}

function figuresIn(comment: string): readonly Figure[] {
  const found = [...comment.matchAll(WITH_MG), ...withSharedUnit(comment)]
  return found.map((figure) => {
    const said = `${figure[1]}`
    const after = figure.index + figure[0].length
    return {
      said,
      ug: amountOf(said),
      lead: comment.slice(Math.max(0, figure.index - NEAR), figure.index),
      rest: comment.slice(after, after + NEAR),
    }
  })
}

function amountOf(said: string): Ug | 'no-dose' {
  const inWords = WORDS_OF_NUMBERS.indexOf(said.toLowerCase())
  const parsed = parseDose(inWords === -1 ? said.replace(',', '.') : `${inWords}`)
  return parsed.kind === 'refused' ? 'no-dose' : parsed.ug
}

function figureAgainst(figure: Figure, inTablets: number, beside: Beside): string | undefined {
  const noDate = `The comment says ${figure.said} mg, which no date has.`
  if (figure.ug === 'no-dose') return noDate
  if (FREQUENCY.test(figure.rest)) {
    return `The comment says ${figure.said} mg in other turns than once a day, but each date has one dose.`
  }
  const times = timesOf(figure)
  if (times !== undefined) return isMade(figure.ug, times, inTablets, beside) ? undefined : noDate
  if (isStrength(figure, beside.schedule)) return undefined
  if (!knownBeside(figure, beside).includes(figure.ug)) return noDate
  return CHANGE_BY.test(figure.lead) || isSaidAsBefore(figure) || isOfWeek(figure)
    ? undefined
    : againstDates(figure, beside)
}

/** Whether so many tablets are a dose of the calendar, or a line of its tablets, or make a dose with the others that are said. */
function isMade(
  strength: number,
  times: number,
  inTablets: number,
  { schedule: { runs } }: Beside,
): boolean {
  return runs.some(
    (run) =>
      run.ug === strength * times ||
      run.ug === inTablets ||
      run.tablets.some((line) => line.strength === strength && line.halves === times * 2),
  )
}

const isOfWeek = ({ lead, rest }: Figure): boolean =>
  A_WEEK.test(rest) || TOTAL.test(rest) || OF_A_WEEK.test(lead)

/** A dose of the calendar beside the name of a date that has another. */
function againstDates(
  { ug: amount, said, lead, rest }: Figure,
  { comment, schedule }: Beside,
): string | undefined {
  if (isForEveryDay(comment, rest, schedule))
    return `The comment says ${said} mg each day, but not each date has that.`
  const ways = schedule.runs.slice(0, 1).flatMap(({ from }) => besideDates(lead, rest, from))
  const isOther = (on: Day) =>
    !(doseOn(schedule, on) === amount || doseOn(schedule, on) === 'not-covered')
  const wrong = ways.map((dates) => dates.find(isOther))
  const [on] = wrong
  return on === undefined || wrong.includes(undefined)
    ? undefined
    : `The comment says ${said} mg on ${weekdayName(on)}, which has another dose.`
}

/** Whether the words around a figure say that it is of another medicine. */
function isOfAnother({ ug: amount, lead, rest }: Figure): boolean {
  const isOfDose = OF_THE_DOSE.test(lead)
  const mayBeDose = amount !== 'no-dose' && amount <= MAY_BE_A_DOSE_UG
  if (!mayBeDose && AFTER_CLASS.test(lead)) return true
  if (AFTER_MEDICINE.test(lead) || BEFORE_VITAMIN_K.test(rest)) return true
  if (BEFORE_MEDICINE.test(rest)) return !(isOfDose && mayBeDose)
  return OTHER_WORD.test(lead) && !isOfDose && !mayBeDose && !A_WEEK.test(rest)
}

/** Micrograms that a figure may be, by the words around it: as an order the dose before is the worst mistake. */
function knownBeside(
  figure: Figure,
  { schedule, weeklyUg, currentDailyUg }: Beside,
): readonly number[] {
  const doses = schedule.runs.map((run) => run.ug)
  const isWeek = A_WEEK.test(figure.rest)
  const now: readonly number[] = [...(isWeek ? [] : doses), ...(isOfWeek(figure) ? [weeklyUg] : [])]
  if (currentDailyUg === 'not-known') return now
  const weekBefore = weeklyUgOf(currentDailyUg)
  if (CHANGE_BY.test(figure.lead)) {
    const changes = [...doses.map((dose) => dose - currentDailyUg), weeklyUg - weekBefore]
    const isOpposite = (change: number) => (change < 0 ? UP : DOWN).test(figure.lead)
    return changes.filter((change) => !isOpposite(change)).map(Math.abs)
  }
  return isSaidAsBefore(figure) ? [...now, currentDailyUg, weekBefore] : now
}

function goesOn(rest: string): boolean {
  const [clause] = rest.split(/[.](?= |$)/, 1)
  const hasOther = ONE_WITH_MG.test(rest)
  return !hasOther && (GOES_ON_AFTER.test(rest) || GOES_ON_LATER.test(`${clause}`))
}

function isSaidAsBefore({ lead, rest }: Figure): boolean {
  if (goesOn(rest)) return false
  return (
    OF_WHAT_WAS.test(lead) || ((OF_BEFORE.test(lead) || WAS_SO.test(rest)) && !GOES_ON.test(lead))
  )
}
