// The mg that a comment names, against the doses of the calendar beside it (H11).
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { parseDose, type Ug } from '#clinical/dose.ts'
import type { Schedule } from '#clinical/schedule.ts'
import { doseOfTablets, STRENGTHS, TABLET_COLOURS } from '#clinical/tablets.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import { MEDICINE } from './comment-medicines.ts'
import type { ProposedDose } from './dose-finding.ts'

/** A dose as far as a comment can contradict it. */
export type Beside = Pick<ProposedDose, 'comment' | 'schedule' | 'weeklyUg' | 'currentDailyUg'>
type Figure = {
  readonly said: string
  readonly ug: Ug | 'no-dose'
  readonly lead: string
  readonly rest: string
}

/** @technical How much of a comment on either side of a figure is read, in characters. */
const NEAR = 60
/** @technical Up to here a figure may be of warfarin after any word; above it an unknown word is taken for another medicine. */
const MAY_BE_A_DOSE_UG = 20_000

const WITH_MG = new RegExp(
  `(\\d+(?:[.,]\\d+)?|\\b(?:${WORDS_OF_NUMBERS.join('|')}))\\s*(?:mgs?|milligram(?:me)?s?)\\b`,
  'giu',
)
const UNIT = '(?:mgs?|milligram(?:me)?s?)'

/** Tablets are called by their strength: "3 mg and 1 mg tablets", "a 3 mg blue tablet". */
const OF_TABLETS = new RegExp(
  `^(?:\\s*(?:and|&|or|,|/|\\+)\\s*\\d+(?:\\.\\d+)?\\s*${UNIT})*\\s*\\p{L}*\\s*(?:tablets?|tabs?)\\b`,
  'iu',
)
const COLOUR = `(?:${[...new Set(Object.values(TABLET_COLOURS))].join('|')})`
/** A part of a dose in tablets: "3 mg + 1 mg", "3 mg blue plus 1 mg brown", "one brown 1 mg". */
const PART_AFTER = new RegExp(`^\\s*(?:${COLOUR}\\b|\\+)`, 'iu')
const PART_BEFORE = new RegExp(`(?:\\b${COLOUR}|\\+)\\s*$`, 'iu')
/** What is had or handed out is no dose: "issued 3 mg", "1 mg x 28". */
const HANDED_OUT = /\b(?:issued?|collects?|ordered|orders?|dispensed|supplied|script)\b[^.;]*$/i
const PACKET = /^\s*[x×]\s*\d{2}/iu
/** "5 x 1 mg": so many tablets of a strength. */
const TIMES = /(?<![\d.,])(\d{1,2})\s*[x×]\s*$/iu

/** A figure straight after another medicine, or after what became of that: "prednisolone reduced from 30 mg to 20 mg". */
const AFTER_MEDICINE = new RegExp(
  `\\b${MEDICINE}(?:[\\s:(]+(?:is|was|now|dose|increased|reduced|decreased|changed|up|down|from|to|at|->|→|k1?|oral|\\d+(?:\\.\\d+)?\\s*${UNIT}))*[\\s:(]+$`,
  'iu',
)
const BEFORE_MEDICINE = new RegExp(`^\\s+(?:of\\s+|oral\\s+|iv\\s+)*${MEDICINE}\\b`, 'iu')
const BEFORE_VITAMIN_K = /^\s+(?:of\s+|oral\s+|iv\s+|po\s+)*(?:vit|phytomenadione|konakion)/iu

/** Words before a figure that make it one of the dose, whatever its size; any other word of four letters does not above 20 mg. */
const OF_THE_DOSE = new RegExp(
  `^(?:${[
    'warfarin|tak\\p{L}*|dos\\p{L}*|giv\\p{L}*|mean|week\\p{L}*|daily|nightly|total|each|same|usual\\p{L}*|then|from|with|about|only|back|down',
    'chang\\p{L}*|increas\\p{L}*|reduc\\p{L}*|stay\\p{L}*|keep\\p{L}*|start\\p{L}*|continu\\p{L}*|resum\\p{L}*|return\\p{L}*|remain\\p{L}*',
    'tonight|today|tomorrow|morning|evening|night|until|after|before|previous\\p{L}*|last|plus|extra|once|please|(?:mon|tues|wednes|thurs|fri|satur|sun)days?',
  ].join('|')})$`,
  'iu',
)
const A_WEEK = /^\s*(?:(?:a|per|each|every)\s+|\/\s*)?(?:week|wk|weekly)\b/iu

const FILLERS =
  '(?:[\\s:,(]+(?:on|of|the|an?|about|been|taking|taken|was|dos\\p{L}*|daily|week\\p{L}*|time|visit|night|warfarin))*[\\s:,(]+$'
/** Before a figure: that it is the dose that was. */
const OF_WHAT_WAS = new RegExp(
  `\\b(?:was|were|from|instead of|rather than|no longer|not|had|took|been (?:on|taking)|INR(?: (?:is|was|of))? \\d+(?:\\.\\d)? (?:while |whilst |when )?(?:on|with))${FILLERS}`,
  'iu',
)
const OF_BEFORE = new RegExp(`\\b(?:before|previous(?:ly)?|last|old|prior)${FILLERS}`, 'iu')
/** What goes on is no dose that was, whatever it is called: "continue as before: 5 mg", "previously 5 mg, continue". */
const GOES_ON =
  /\b(?:tak(?:e|es)|give|cont|continu(?:e|es)|keep|stay|remain|resume|return|back|same|carry on)\b[^.;\d]*$|\bas\s+(?:per\s+)?(?:before|previous|last|usual)[^.;\d]*$/i
const GOES_ON_AFTER =
  /^(?:\s+(?:an?|day|daily|od|nocte))*\W*(?:to\s+|and\s+|so\s+|will\s+)*(?:cont|continu(?:e|es)|carry on|stay|keep|no change|same)\b/i
/** After a figure: "5 mg a day before", "5 mg previously", "5 mg to 4 mg", "5 mg, reduced to 4 mg"; not "5 mg before bed". */
const WAS_SO = new RegExp(
  [
    '^(?:\\s+(?:an?|per|each|every|day|week|daily|weekly|night|od|nocte))*\\s*(?:',
    '\\(?(?:before(?!\\s+(?!(?:and|now|but|so|then)\\b)\\p{L})|previously|until now|last (?:week|time|visit))\\b',
    '|(?:(?:down|up)\\s+)?to\\s+\\d|,?\\s*now\\s+\\d|→|->',
    '|[.,;]?\\s*(?:so\\s+|now\\s+|and\\s+)?(?:reduc|increas|chang|lower|rais|drop)\\p{L}*\\s+(?:(?:dose|it|down|up)\\s+)*to\\s+\\d)',
  ].join(''),
  'iu',
)
const CHANGE_BY = /\bby\s+$/i
const UP = /\b(?:increas|rais|up\b)/i
const DOWN = /\b(?:reduc|lower|decreas|cut|drop|down\b)/i

/** Mg that are no dose of the calendar, nor its week, nor the dose and week before said as that; tablets by their strength. */
export function mgAgainst(beside: Beside): string | undefined {
  const wrong = figuresIn(beside.comment).find((figure) => isOfNoDate(figure, beside))
  return wrong === undefined ? undefined : `The comment says ${wrong.said} mg, which no date has.`
}

function figuresIn(comment: string): readonly Figure[] {
  return [...comment.matchAll(WITH_MG)].map((found) => {
    const [whole, said = ''] = found
    const after = found.index + whole.length
    return {
      said,
      ug: amountOf(said),
      lead: comment.slice(Math.max(0, found.index - NEAR), found.index),
      rest: comment.slice(after, after + NEAR),
    }
  })
}

function amountOf(said: string): Ug | 'no-dose' {
  const inWords = WORDS_OF_NUMBERS.indexOf(said.toLowerCase())
  const parsed = parseDose(inWords === -1 ? said.replace(',', '.') : `${inWords}`)
  return parsed.kind === 'refused' ? 'no-dose' : parsed.ug
}

function isOfNoDate(figure: Figure, beside: Beside): boolean {
  if (isOfAnother(figure)) return false
  if (figure.ug === 'no-dose') return true
  const times = HANDED_OUT.test(figure.lead) ? undefined : TIMES.exec(figure.lead)?.[1]
  if (times !== undefined)
    return !tabletsOf(beside.schedule).has(figure.ug * Number.parseInt(times, 10))
  if (isStrength(figure, beside.schedule)) return false
  return !knownBeside(figure, beside).includes(figure.ug)
}

/** Whether a figure is the strength of a tablet: a tablet is had, and one of a colour is on the calendar. */
function isStrength({ ug: amount, lead, rest }: Figure, schedule: Schedule): boolean {
  const isHad = OF_TABLETS.test(rest) || PACKET.test(rest) || HANDED_OUT.test(lead)
  if (isHad) return STRENGTHS.some((strength) => strength === amount)
  const isPart = PART_AFTER.test(rest) || PART_BEFORE.test(lead)
  return (
    isPart && schedule.runs.some(({ tablets }) => tablets.some((line) => line.strength === amount))
  )
}

/** Whether the words around a figure say that it is of another medicine. */
function isOfAnother({ ug: amount, lead, rest }: Figure): boolean {
  const word = /(\p{L}+)[\s:,(]+$/u.exec(lead)?.[1] ?? ''
  const isOfDose = OF_THE_DOSE.test(word)
  const mayBeDose = amount !== 'no-dose' && amount <= MAY_BE_A_DOSE_UG
  if (AFTER_MEDICINE.test(lead) || BEFORE_VITAMIN_K.test(rest)) return true
  if (BEFORE_MEDICINE.test(rest) && !(isOfDose && mayBeDose)) return true
  return word.length > 3 && !isOfDose && !mayBeDose && !A_WEEK.test(rest)
}

/** Micrograms that a figure may be, by the words around it: as an order the dose before is the worst mistake. */
function knownBeside(
  figure: Figure,
  { schedule, weeklyUg, currentDailyUg }: Beside,
): readonly number[] {
  const doses = schedule.runs.map((run) => run.ug)
  const now: readonly number[] = [...doses, weeklyUg]
  if (currentDailyUg === 'not-known') return now
  const weekBefore = weeklyUgOf(currentDailyUg)
  if (CHANGE_BY.test(figure.lead)) {
    const changes = [...doses.map((dose) => dose - currentDailyUg), weeklyUg - weekBefore]
    const isRight = (change: number) =>
      change > 0 ? !DOWN.test(figure.lead) : !UP.test(figure.lead)
    return changes.filter(isRight).map(Math.abs)
  }
  return isSaidAsBefore(figure) ? [...now, currentDailyUg, weekBefore] : now
}

function isSaidAsBefore({ lead, rest }: Figure): boolean {
  if (GOES_ON_AFTER.test(rest)) return false
  return (
    OF_WHAT_WAS.test(lead) || ((OF_BEFORE.test(lead) || WAS_SO.test(rest)) && !GOES_ON.test(lead))
  )
}

/** The micrograms of each line of tablets of each date, and of whole dates. */
const tabletsOf = ({ runs }: Schedule): ReadonlySet<number> =>
  new Set([
    ...runs.map((run) => run.ug),
    ...runs.flatMap(({ tablets }) => tablets.map((line) => doseOfTablets([line]))),
  ])
