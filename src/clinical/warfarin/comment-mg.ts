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
  `(\\d+(?:[.,]\\d+)?|\\b(?:${WORDS_OF_NUMBERS.join('|')})) ?(?:mgs?|milligram(?:me)?s?)\\b`,
  'giu',
)
const UNIT = '(?:mgs?|milligram(?:me)?s?)'

/** Tablets are called by their strength: "3 mg and 1 mg tablets", "a 3 mg blue tablet". */
const OF_TABLETS = new RegExp(
  `^(?: ?(?:and|&|or|,|/|\\+) ?\\d+(?:\\.\\d+)? ?${UNIT})* ?\\p{L}* ?(?:tablets?|tabs?)\\b`,
  'iu',
)
const COLOUR = `(?:${[...new Set(Object.values(TABLET_COLOURS))].join('|')})`
/** A part of a dose in tablets: "3 mg + 1 mg", "3 mg blue plus 1 mg brown", "one brown 1 mg". */
const PART_AFTER = new RegExp(`^ ?(?:${COLOUR}\\b|\\+)`, 'iu')
const PART_BEFORE = new RegExp(`(?:\\b${COLOUR}|\\+) ?$`, 'iu')
/** What is had or handed out is no dose: "issued 3 mg", "1 mg x 28". */
const HANDED_OUT = /\b(?:issue|collect|order|dispens|supplie|script)[^.;]*$/i
const PACKET = /^ ?[x×] ?\d{2}/i
/** "5 x 1 mg": so many tablets of a strength. */
const TIMES = /(?<![\d.,])(\d{1,2}) ?[x×] ?$/i

/** A figure straight after another medicine, or after what became of that: "prednisolone reduced from 30 mg to 20 mg". */
const AFTER_MEDICINE = new RegExp(
  `\\b${MEDICINE}(?:[ :(]+(?:is|was|now|dose|increased|reduced|decreased|changed|up|down|from|to|at|->|→|k1?|oral|\\d+(?:\\.\\d+)? ?${UNIT}))*[ :(]+$`,
  'iu',
)
const BEFORE_MEDICINE = new RegExp(`^ (?:of |oral |iv )*${MEDICINE}\\b`, 'iu')
const BEFORE_VITAMIN_K = /^ (?:(?:of|oral|iv|po) )*(?:vit|phytomenadione|konakion)/i

/** Straight before a figure: that it is of the dose, whatever its size. Above 20 mg it is not, after any other word of four letters. */
const OF_THE_DOSE =
  /\b(?:warfarin|take|taking|takes|dose|give|total|then|from|with|continue|continues|increase|reduce|keep|same)[ :,(]+$/i
const OTHER_WORD = /\p{L}{4}[ :,(]+$/u
const A_WEEK = /^(?: (?:a|per|each|every))?[ /](?:week|wk)/i

const FILLERS =
  '(?:[ :,(]+(?:on|of|the|an?|about|been|taking|taken|was|dos\\p{L}*|daily|week\\p{L}*|time|visit|night|warfarin))*[ :,(]+$'
/** Before a figure: that it is the dose that was. */
const OF_WHAT_WAS = new RegExp(
  `\\b(?:was|were|from|instead of|rather than|no longer|not|had|took|been (?:on|taking)|INR(?: (?:is|was|of))? \\d+(?:\\.\\d)? (?:while |whilst |when )?(?:on|with))${FILLERS}`,
  'iu',
)
const OF_BEFORE = new RegExp(`\\b(?:before|previous(?:ly)?|last|old|prior)${FILLERS}`, 'iu')
/** What goes on is no dose that was, whatever it is called: "continue as before: 5 mg", "previously 5 mg, continue". */
const GOES_ON =
  /\b(?:takes?|give|cont|continues?|keep|stay|remain|resume|return|back|same|carry on)\b[^.;\d]*$|\bas (?:per )?(?:before|previous|last|usual)[^.;\d]*$/i
const GOES_ON_AFTER =
  /^(?: (?:a|day|daily|od|nocte))*[ ,;.]*(?:(?:to|and|so|will) )*(?:cont|carry on|stay|keep|no change|same)/i
/** After a figure: "5 mg a day before", "5 mg previously", "5 mg to 4 mg", "5 mg, reduced to 4 mg"; not "5 mg before bed". */
const WAS_SO = new RegExp(
  [
    '^(?: (?:an?|per|each|every|day|week|daily|weekly|night|od|nocte))* ?(?:',
    '\\(?(?:before(?! (?!(?:and|now|but|so|then)\\b)\\p{L})|previously|until now|last (?:week|time|visit))\\b',
    '|(?:(?:down|up) )?to \\d|,? ?now \\d|→|->',
    '|[.,;]? ?(?:so |now |and )?(?:reduc|increas|chang|lower|rais|drop)\\p{L}* (?:(?:dose|it|down|up) )*to \\d)',
  ].join(''),
  'iu',
)
const CHANGE_BY = / by $/i
const UP = /\b(?:increas|rais|up\b)/i
const DOWN = /\b(?:reduc|lower|decreas|cut|drop|down\b)/i

/** Mg that are no dose of the calendar, nor its week, nor the dose and week before said as that; tablets by their strength. */
export function mgAgainst(beside: Beside): string | undefined {
  const wrong = figuresIn(beside.comment).find((figure) => isOfNoDate(figure, beside))
  return wrong === undefined ? undefined : `The comment says ${wrong.said} mg, which no date has.`
}

function figuresIn(comment: string): readonly Figure[] {
  return [...comment.matchAll(WITH_MG)].map((found) => {
    const said = found[1] ?? found[0]
    const after = found.index + found[0].length
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
  const isOfDose = OF_THE_DOSE.test(lead)
  const mayBeDose = amount !== 'no-dose' && amount <= MAY_BE_A_DOSE_UG
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
  const now: readonly number[] = [...doses, weeklyUg]
  if (currentDailyUg === 'not-known') return now
  const weekBefore = weeklyUgOf(currentDailyUg)
  if (CHANGE_BY.test(figure.lead)) {
    const changes = [...doses.map((dose) => dose - currentDailyUg), weeklyUg - weekBefore]
    const isOpposite = (change: number) => (change < 0 ? UP : DOWN).test(figure.lead)
    return changes.filter((change) => !isOpposite(change)).map(Math.abs)
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
