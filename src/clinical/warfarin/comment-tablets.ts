// Tablets that a comment counts, against those of the calendar beside it (H11).
import { weekdayName } from '#base/day.ts'
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { type DoseRun, expand, type Schedule } from '#clinical/schedule.ts'
import { STRENGTHS, TABLET_COLOURS } from '#clinical/tablets.ts'
import { DATE, dateNamed } from './comment-dates.ts'
import { COLOUR, clausesOf, isOfAllDays, numberOf } from './comment-figures.ts'
import { CLASS, MEDICINE } from './comment-medicines.ts'
import type { Beside } from './comment-mg.ts'
import { inColours } from './comment-parts.ts'

/** So many half tablets, of a colour where one is named. */
type Counted = {
  readonly halves: number
  readonly strength: number | undefined
  /** Of these strengths and no other, however many: "brown tablets only"; "brown tablet only" is one, and counted. */
  readonly only: readonly number[] | undefined
  readonly at: number
  readonly end: number
}

/** @technical How much of a comment before a colour is read, in characters. */
const NEAR = 60
const WHOLE = `\\d{1,2}|an?|${WORDS_OF_NUMBERS.join('|')}`
const HALF = '(?:1/2|½|\\.5|(?: ?and)? ?(?:an? )?half)'
const COUNT = `(?:(?:x ?)?(${WHOLE})(?: ?(${HALF}))?|(half|1/2|½))`
const COLOURED = `(${COLOUR})s?`
/** "two 3s": tablets by their strength in mg. */
const OF_STRENGTH = "([135])(?:['’]?s)(?!\\p{L})"
const TABLETS = '(?: tablets?)'
/** "two blue tablets", "1 1/2 blue", "half a pink", "blue x2". */
const OF_COLOUR = new RegExp(
  `(?<![\\p{L}\\d/.])(?:${COUNT}(?: (?:an?|of|the|x))* ?(?<![a-z])(?:${COLOURED}(?!\\p{L})|${OF_STRENGTH})${TABLETS}?|${COLOURED}${TABLETS}? ?(?:[x×] ?(\\d)(?!\\d)|(?=only\\b)))`,
  'giu',
)
/** "three tablets": of warfarin where it is an order and no other medicine is named. */
const UNCOLOURED = new RegExp(
  `(?<![\\p{L}\\d/.])(?:just |only )?${COUNT}${TABLETS}(?!\\p{L})`,
  'giu',
)
/** "Blue and brown tablets only": the colour before the last. */
const COLOUR_BEFORE = new RegExp(`(?<!\\p{L})${COLOURED}${TABLETS}? ?(?:and|&|\\+|plus) ?$`, 'iu')
const JOINED = /^[ ,]*(?:(?:and|&|\+|plus|with)[ ,]*)?(?:also )?(?:the )?$/i

const THEN = /^[ ,]*(?:and )?then[ ,]*$/i

const OF_ANOTHER = new RegExp(
  `\\b(?:${MEDICINE}|${CLASS})\\b|\\bof (?!warfarin|the\\b)\\p{L}|\\b(?:BP|water|iron|pain|inhalers?)\\b`,
  'iu',
)
/** What was taken, is had or is handed out is no order. */
const NO_ORDER =
  /\b(?:miss|return|(?:was|been) taking|used to|forg[eo]t|took|had|has|have|needs?|lost|found|left|issue|suppl|gave|given|collect|order|box|pack|spare|out of|still|mistake|error|extra|more|by|if)\p{L}*\b/iu
const ORDERED = /\b(?:take|give|just|only)\b/i
const EACH_DAY =
  /^ (?:one )?(?:a|per|each|every) (?:day|night|evening)|^ (?:one )?(?:od|daily|nocte|nightly|tonight|at night|once)\b/i
/** After a tablet of a colour: that nothing else is said of it. */
const SAID = /^ ?(?:$|[;,.()+&]|(?:only|and|plus|with|then|for now|on|from|until|till)\b)/i
/** "Two tablets extra tonight": that a date has more than another. */
const EXTRA = /^ (?:extra|more)\b/i
/** "Three tablets left": what is had. */
const IS_HAD = /^ (?:left|given|found|in|box|spare|remain|missing|missed|short)/i
const DATED = new RegExp(`^ ?(?:on |from )?(${DATE})(?!\\p{L})`, 'iu')

/** "Pink only at weekends": dates that are named later. */
const SOME_DAYS = new RegExp(`(?<!\\p{L})(?:${DATE}|weekends?|weekdays?)(?!\\p{L})`, 'iu')

/** Tablets that are to be taken: as said, what is said after them, and whether a dose is so. */
type Order = {
  readonly said: string
  readonly rest: string
  readonly isSo: (dose: Pick<DoseRun, 'ug' | 'tablets'>) => boolean
}

/** In words, what a comment counts in tablets that no date has, or that the date beside it has not. */
export function tabletsAgainst(beside: Beside): string | undefined {
  const orders = clausesOf(beside.comment).flatMap((clause) => {
    const parts = partsIn(clause)
    return parts.length > 0 ? parts : ordersIn(clause, beside.schedule)
  })
  return orders
    .map((order) => orderAgainst(order, orders.length === 1, beside))
    .find((against) => against !== undefined)
}

/** A date that is named beside the tablets has them; where nothing else is ordered and no date named, each date with a dose has. */
function orderAgainst(
  { said, rest, isSo }: Order,
  isAlone: boolean,
  { comment, schedule }: Beside,
): string | undefined {
  if (!schedule.runs.some(isSo)) return `The comment says "${said}", which no date has.`
  const days = expand(schedule)
  const named = DATED.exec(rest)?.[1]
  if (named === undefined) {
    const isOther = isAlone && !SOME_DAYS.test(rest) && isOfAllDays(comment, schedule)
    return isOther ? `The comment says "${said}" each day, but not each date has that.` : undefined
  }
  const on = days.slice(0, 1).map(({ day }) => dateNamed(named, day))
  const other = days.find((dose) => on.includes(dose.day) && !isSo(dose))
  return other && `The comment says "${said}" on ${weekdayName(other.day)}, which has another dose.`
}

/** What is said between two stops, and where in it something is first said to be no order, or to be one. */
type Clause = { readonly said: string; readonly noOrderAt: number; readonly orderedAt: number }
type Group = readonly [Counted, ...Counted[]]

const clauseOf = (said: string): Clause => ({
  said,
  noOrderAt: said.search(NO_ORDER),
  orderedAt: said.search(ORDERED),
})
const isBefore = (found: number, at: number): boolean => found !== -1 && found < at

function ordersIn(said: string, schedule: Schedule): readonly Order[] {
  const [clause, coloured] = [clauseOf(said), groupsIn(said)]
  if (coloured.length > 0) {
    return coloured.flatMap((group) => orderOf(clause, group, SAID, isDoseOf(group)))
  }
  if (OF_ANOTHER.test(said)) return []
  return [...said.matchAll(UNCOLOURED)].flatMap((found) => {
    const one = counted(found, undefined)
    const isExtra = EXTRA.test(said.slice(one.end))
    const isSo = isExtra ? isMoreThan(leastOf(schedule)) : isCount(one.halves)
    return orderOf(clause, [one], isBefore(clause.orderedAt, one.end) ? /^/ : EACH_DAY, isSo)
  })
}

const groupsIn = (said: string): readonly Group[] =>
  groupsOf([...said.matchAll(OF_COLOUR)].map(inColour))

/** Parts of a dose by their strengths, two or more of them; one alone is a figure of mg. */
function partsIn(clause: string): readonly Order[] {
  const said = inColours(clause)
  if (said === clause || OF_ANOTHER.test(clause)) return []
  const of = clauseOf(said)
  const groups = groupsIn(said)
  return groups
    .filter((group) => group.length > 1 || hasThenOne(said, group, groups))
    .flatMap((group) => orderOf(of, group, SAID, isDoseOf(group)))
}

/** "1 x 3 mg then 4 x 1 mg": each is a dose, one after the other. */
const hasThenOne = (said: string, group: Group, groups: readonly Group[]): boolean =>
  groups.some((other) => {
    const [first, second] = other[0].at < group[0].at ? [other, group] : [group, other]
    return THEN.test(said.slice(first.at(-1)?.end, second[0].at))
  })

const isDoseOf = (group: Group): Order['isSo'] => {
  const [{ only }] = group
  if (only !== undefined) return isOnlyOf(only)
  const doubled = group.reduce((sum, { halves, strength = 0 }) => sum + halves * strength, 0)
  return (dose) => 2 * dose.ug === doubled
}

const isOnlyOf =
  (strengths: readonly number[]): Order['isSo'] =>
  ({ tablets }) =>
    tablets.length === strengths.length &&
    tablets.every(({ strength }) => strengths.includes(strength))

const isCount =
  (halves: number): Order['isSo'] =>
  ({ tablets }) =>
    tablets.reduce((sum, line) => sum + line.halves, 0) === halves

const isMoreThan =
  (least: number): Order['isSo'] =>
  ({ ug }) =>
    ug > least

/** The least dose of the calendar that is one. */
const leastOf = ({ runs }: Schedule): number =>
  Math.min(...runs.map(({ ug }) => ug).filter((dose) => dose > 0))

/** The tablets as an order, where what stands around them says that they are to be taken. */
function orderOf(
  clause: Clause,
  group: Group,
  after: RegExp,
  isSo: Order['isSo'],
): readonly Order[] {
  const [at, end] = [group[0].at, Math.max(...group.map((one) => one.end))]
  const rest = clause.said.slice(end)
  if (isBefore(clause.noOrderAt, at) || IS_HAD.test(rest)) return []
  const isOrdered = [after, EACH_DAY, DATED].some((follows) => follows.test(rest))
  return isOrdered ? [{ said: clause.said.slice(at, end).trim(), rest, isSo }] : []
}

/** Tablets that are named together are one dose: "1 blue and 2 brown". */
function groupsOf(found: readonly (Counted & { readonly before: string })[]): readonly Group[] {
  const groups: [Counted, ...Counted[]][] = []
  for (const one of found) {
    const last = groups.at(-1)
    if (last !== undefined && JOINED.test(one.before.slice(last.at(-1)?.end))) last.push(one)
    else groups.push([one])
  }
  return groups
}

function inColour(found: RegExpExecArray) {
  const [said, , , , coloured, figure, after, times] = found
  const before = found.input.slice(0, found.index)
  const strength = strengthOf(coloured ?? after ?? '', figure)
  const isOnly =
    after !== undefined && times === undefined && !said.trimEnd().toLowerCase().endsWith('tablet')
  const other = COLOUR_BEFORE.exec(before.slice(-NEAR))?.[1] ?? ''
  const only = isOnly ? [strength, strengthOf(other)].filter((one) => one !== undefined) : undefined
  return { ...counted(found, strength), only, before }
}

const strengthOf = (colour: string, figure?: string): number | undefined =>
  STRENGTHS.find((one) =>
    figure === undefined
      ? TABLET_COLOURS[one] === colour.toLowerCase()
      : one === 1000 * Number.parseInt(figure, 10),
  )

const counted = (found: RegExpExecArray, strength: number | undefined): Counted => ({
  halves: found[6] === undefined ? halvesOf(found) : 2 * numberOf(found[7] ?? '1'),
  strength,
  only: undefined,
  at: found.index,
  end: found.index + found[0].length,
})

function halvesOf([, whole, half, alone]: RegExpExecArray): number {
  if (alone !== undefined) return 1
  const number = /^an?$/i.test(`${whole}`) ? 1 : numberOf(`${whole}`)
  return 2 * number + (half === undefined ? 0 : 1)
}
