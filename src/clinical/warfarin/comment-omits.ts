// What a comment says about leaving out a dose, against the dates of the calendar beside it (H11).
import { addDays, type Day, weekdayName } from '#base/day.ts'
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { formatMg, type Ug, ug } from '#clinical/dose.ts'
import { type DoseRun, doseOn, expand, type Schedule } from '#clinical/schedule.ts'
import { DATE, dateNamed } from './comment-dates.ts'
import { numberOf } from './comment-figures.ts'
import { CLASS, MEDICINE } from './comment-medicines.ts'

/** Words between the leaving out and its date that are still about warfarin: "omit the next dose on Sunday". */
const BETWEEN =
  '(?:the|an?|all|both|any|his|her|their|your|this|next|only|just|one|two|\\d|warfarin|warf|dos\\p{L}*|tablets?|taking|it|on|for|from|off|please)'

const POSSESSIVE = '(?:(?:the|his|her|their|your|an?|all|both|any|this|these|next|first|further) )*'
/** What another word than warfarin after it says is about something else: "stop aspirin", "hold a statin". */
const OF_WARFARIN = [
  '(?: (?:off|immediately|completely|please))*',
  '(?! (?!',
  POSSESSIVE,
  `(?:(?:warfarin|warf|taking|it|for|until|till|now|on(?! to\\b)|from|one|two|three|x|x\\d|next|if|and|then|evening|more(?! than)|${DATE})(?!\\p{L})|dos|tablet))\\p{L})`,
].join('')
const OF_NO_MEDICINE = `(?! ${POSSESSIVE}(?:${MEDICINE}|${CLASS}|breakfast|lunch|dinner|supper|tea|meals?)\\b)`

/** "Antibiotics stop Friday" is not about warfarin, and a dose that is on hold elsewhere is not one to be left out. */
const OF_ANOTHER = `(?<!\\b(?:${MEDICINE}|${CLASS}) (?:to |will |can |now |is |be )*)(?<!\\b(?:stopped|held|withheld|paused) ${MEDICINE}[;,] )`
/** Bleeding is slow to stop, and a patient wants to. */
const NO_WISH = '(?<!\\b(?:wants?|wanted|wishes|mins?|minutes?|hours?|slow|long) to )'
/** Whatever medicine is named before it, this is about warfarin. */
const IS_WARFARIN = `(?= (?:off |taking |the |all |his |her |their |your )*(?:warfarin|warf)\\b)`
const STOP = '(?:hold(?:ing)?|stop|pause|suspend|discontinu(?:e|ing)|ceas(?:e|ing)|come off)'
/** "Do not stop warfarin", "no need to stop", "try not to miss": the opposite. */
const NOT_DENIED =
  "(?<!\\b(?:not|never|no|without|avoid|(?:do|does|did|need|ca|should|wo)n['’]?t) (?:(?:need|needs|have|had|want|wish|plan|to|be|ever|reason) ){0,4})"
/** Missing that is a habit or a fear, and no order. */
const NO_HABIT =
  '(?<!\\b(?:if (?:you|he|she|they|pt|patient)(?: (?:do|does|ever))?|tends? to|sometimes|often|occasionally|may|might) )'

const PAST = '(?:held|withheld|stopped|omitted|paused|suspended|missed|skipped|left out)'
const NOW =
  "(?= (?:until|till|pending|from|(?:for )?(?:tonight|today|tomorrow|now))\\b(?!['’]s (?:clinic|app|test|blood|visit)))"
const NOT_TAKE =
  "(?:(?:(?:do|should|must|to|can|will) )?not (?:to )?take|(?:do|should|must|wo|ca)n['’]?t take|cannot take)"

const GIVEN = `(?= (?:for |(?:(?:any|his|her|their|the|more|warfarin|warf|doses?|tablets?) )*(?:(?:warfarin|warf|any|doses?|tablets?)(?: ?$|[.;,])|(?:warfarin|warf)(?! tab)|${DATE}(?!\\p{L}))))`

const LEAVES_OUT = new RegExp(
  [
    `${NOT_DENIED}\\b(?:omitt?(?:s|ing)?|with?hold(?:ing)?|skip(?:ping)?|leave out)\\b${OF_NO_MEDICINE}`,
    `${NOT_DENIED}${NO_HABIT}\\bmiss\\b(?! (?:(?:the|his|her|their|your|an?|next) )*(?:appointments?|appts?|clinics?|tests?|bloods?|visits?))${OF_NO_MEDICINE}`,
    `\\bleave (?:off|(?:\\p{L}+ ){1,3}?(?:out|off))\\b`,
    `\\b${NOT_TAKE}\\b${OF_WARFARIN}`,
    `\\b(?:not|don['’]?t) (?:to )?(?:give|giving|administer|have|having|for)\\b${GIVEN}`,
    `\\bavoid (?:warfarin\\b|warf\\b|(?:the |all |any )*doses?(?= ${DATE}(?!\\p{L})))`,
    `\\b(?:warfarin|warf) (?:to |now |is |being )*(?:discontinued|ceased?|discontinue)(?= ?(?:$|[.;,]))`,
    `\\bno (?:doses?|tablets?)(?= for (?:\\d|${WORDS_OF_NUMBERS.join('|')}))`,
    `\\bno (?:warfarin|warf)\\b${OF_WARFARIN}`,
    `\\b(?:nothing|nil|no (?:dose|tablets?))(?= (?:on |for )?${DATE}(?!\\p{L}))`,
    `(?:(?<=^|[.;,] ?)|(?<=\\btake ))(?:none|nil|nothing)(?= for (?:the next )?(?:\\d|${WORDS_OF_NUMBERS.join('|')}) (?:days?|nights?|doses?)\\b)`,
    `(?:(?<=^|[.;,] ?)|(?<=\\btake ))(?:none|nothing|no (?:doses?|tablets?))(?= (?:until|till)\\b)`,
    `(?:(?<=^|[.;,] ?)|(?<=\\btake ))(?:none|zero)(?= (?:on |for )?${DATE}(?!\\p{L}))`,
    `(?<=\\b${DATE}[:–-]? )(?:none|nil|nothing|zero)(?= ?(?:$|[.,;]))`,
    '\\bbreak from warfarin\\b',
    `(?:(?<=^|[.;,] ?))not(?= ${DATE} ?(?:$|[.,;]))`,
    `\\bdrop(?= (?:a|one|two|tonight|tomorrow|\\d)(?:['’]?s)?(?: doses?)?(?: ?$|[.,;]))`,
    `\\b(?:(?:day|night)s? off (?=warfarin\\b)|night off(?= ${DATE}))`,
    `\\bwarfarin (?:is |now )*on hold\\b`,
    `\\b(?:warfarin|warf|doses?) (?:now |is |being )*${PAST}\\b${NOW}`,
    `\\b(?=(?:to|must|should) be )${OF_ANOTHER}(?:to|must|should) be ${PAST}\\b`,
    `\\b(?=${STOP} )${NOT_DENIED}(?<!on )${STOP}\\b${IS_WARFARIN}`,
    `\\b(?=${STOP}\\b)${OF_ANOTHER}${NOT_DENIED}${NO_WISH}(?<!on )${STOP}\\b${OF_WARFARIN}`,
  ].join('|'),
  'giu',
)
/** `Miss Patel` is a person, `Miss Monday` is not. */
const RANG = /^ \p{L}+ (?:rang|called|phoned|rung|from|here|seen|told|informed|spoken)\b/iu
/** After "miss": words that are nobody's family name, whatever follows them. */
const NO_NAME = `(?:${WORDS_OF_NUMBERS.join('|')}|another|these|those|more|some|out|am|pm|nights?|evenings?|weekends?|as|at|and|but|so|then|therefore|pt|patient|wife|husband|partner|daughter|son|carers?|family|mum|dad)`
const NAMED_MISS = new RegExp(`^ (?!(?:${DATE}s?|${BETWEEN}|${NO_NAME})(?!\\p{L}))\\p{L}`, 'iu')
const NAME_AFTER = /^ \p{Lu}\p{Ll}/u
const OF_TONIGHT = /\b(?:tonight|today|this evening)\b/i

/** The dates straight after it, one or several: "Monday and Tuesday". A date with a dose of its own is not one of them. */
const ENDS =
  "(?=['’]?s\\b| ?(?:$|[.,;:)&/-]|(?:and|or|then|please|only|night|evening|dos\\p{L}*)\\b))"
const DATES_AFTER = new RegExp(
  `^(?:[ :(]+${BETWEEN}(?![\\p{L}\\d/])){0,6}[ :(]+(${DATE}(?!\\p{L}{2})(?:(?:['’]?s)?(?: (?:dos\\p{L}*|night|evening))*(?: ?[,(/&–-] ?(?:and )?| (?:and|or|to) )(?:on )?${DATE}${ENDS})*)`,
  'iu',
)
/** The date straight before it: "on Tuesday omit the dose", "Tuesday: omit". */
const DATE_BEFORE = new RegExp(
  `(?:(?:^|[.;]) ?(?:on )?(${DATE}),|\\b(${DATE})[:–-]?) ?(?:please )?$`,
  'iu',
)
/** Between two dates: that all from the one to the other are meant. */
const UP_TO = /^ ?(?:to|–|-) ?$/
const EACH_DATE = new RegExp(`(?<![\\p{L}\\d/])${DATE}(?!\\p{L}{2})`, 'giu')

/** How many are left out: "omit two doses", "hold for 2 days", "withhold x2", "omit 2/7". */
const HOW_MANY = new RegExp(
  `^(?:[ :(]+(?:the|next|warfarin|warf|for|taking|it|doses?)\\b)* (?:x ?)?(?:(?<!x ?)(${WORDS_OF_NUMBERS.join('|')}|\\d) ?(?:/7\\b|(?:more )?(?:doses?|days?|nights?)\\b| ?$|[.,;](?!\\d))|(?<=x ?)(\\d)\\b)`,
  'iu',
)

/** After a date that it names: how many, and that it is no more: "tonight x3", "tonight and next 2 days", "tonight only". */
const HOW_MANY_AFTER = new RegExp(
  `^(?:['’]?s)?(?: (?:night|evening|dose))*(?:[ ,]+(?:for |x ?|(and (?:the )?next ))| \\()(\\d|${WORDS_OF_NUMBERS.join('|')})(?! ?mg|/(?!7))\\b`,
  'iu',
)
const NO_MORE =
  /^(?:['’]?s)?(?: (?:night|evening|dose))*[ ,(]*(?:only\b|then (?:(?:re-?start|resume|take|back|to|on|mon|tues?|weds?|thurs?|fri|sat|sun) )*\d)/i
/** Without an end: "stop warfarin", "hold warfarin", "hold until seen". */
const ENDLESS = new RegExp(
  `^(?:(?:stop|discontinu|ceas|come off)|(?:hold|with?hold|paus|suspend)\\p{L}*(?: (?:(?:the|his|her|their|your|taking) )*(?:warfarin|warf)\\b|(?: (?:warfarin|warf|off|it))? (?:until|till) (?!(?:the |on )*${DATE})))`,
  'iu',
)
const ENDS_LATER =
  /^[^.;]*\b(?:then|re-?start|resume|back (?:to|on)|recommence)\b(?! (?:it )?(?:when|once|if|after)\b)/i

/** @technical Today's dose may have been taken: what is left out without a date begins on the first date or on the next. */
const FROM_TONIGHT = 2
/** @technical How much of a comment before or after a word is read, in characters. */
const NEAR = 120

/** In words, what the comment says of leaving out that the calendar does not; a date that it names is looked at itself. */
export function omitsAgainst(
  comment: string,
  schedule: Schedule,
  first: DoseRun,
): string | undefined {
  const leaves = [...comment.matchAll(LEAVES_OUT)].filter((said) => !isAName(comment, said))
  if (leaves.length === 0) return undefined
  const named = leaves.flatMap((said) => {
    const dates = datesOf(comment, said, first.from)
    return dates === undefined ? [] : [dates]
  })
  if (named.length > 0) return againstNamed(named, schedule, first.from)
  const within = OF_TONIGHT.test(comment) ? 1 : FROM_TONIGHT
  if (
    !expand(schedule)
      .slice(0, within)
      .some((date) => date.ug === 0)
  )
    return againstFirst(first.ug)
  if (leaves.some((said) => isEndless(comment.slice(said.index, said.index + NEAR))))
    return schedule.runs.every((run) => run.ug === 0) ? undefined : NOT_ENDLESS
  return againstCount(
    leaves.flatMap((said) => countOf(comment.slice(said.index + said[0].length))),
    schedule,
  )
}

const NOT_ENDLESS =
  'The comment speaks of leaving out doses without an end, but the calendar has doses.'

function isEndless(said: string): boolean {
  const after = said.replace(/^\p{L}+(?: off)?/u, '')
  return ENDLESS.test(said) && HOW_MANY.exec(after) === null && !ENDS_LATER.test(after)
}

function isAName(comment: string, said: RegExpExecArray): boolean {
  const after = comment.slice(said.index + said[0].length)
  if (said[0].toLowerCase() !== 'miss' || !NAMED_MISS.test(after)) return false
  return RANG.test(after) || (said[0] === 'Miss' && NAME_AFTER.test(after))
}

const againstFirst = (dose: Ug): string =>
  `The comment speaks of leaving out a dose, but the first dose is ${formatMg(dose)}.`

function countOf(after: string): readonly number[] {
  const found = HOW_MANY.exec(after)
  const said = found?.[1] ?? found?.[2]
  return said === undefined ? [] : [numberOf(said)]
}

function againstCount(counts: readonly number[], schedule: Schedule): string | undefined {
  const leftOut = expand(schedule).filter((date) => date.ug === 0).length
  const other = counts.find((count) => count !== leftOut)
  return other === undefined
    ? undefined
    : `The comment speaks of leaving out ${other}, but the calendar leaves out ${leftOut}.`
}

/** The dates that are named beside a leaving out, and what is said after them. */
type Named = { readonly dates: readonly (Day | undefined)[]; readonly after: string }

function datesOf(comment: string, said: RegExpExecArray, from: Day): Named | undefined {
  const rest = comment.slice(said.index + said[0].length)
  const behind = DATES_AFTER.exec(rest)
  const named = behind ?? DATE_BEFORE.exec(comment.slice(0, said.index).slice(-NEAR))
  if (named === null) return undefined
  const after = behind === null ? '' : rest.slice(behind[0].length)
  return { dates: eachDate(named[0], from), after }
}

/** Each date of a list of dates, with those between two of them where they are its ends. */
function eachDate(list: string, from: Day): readonly (Day | undefined)[] {
  const words = [...list.matchAll(EACH_DATE)]
  return words.flatMap((word, at): readonly (Day | undefined)[] => {
    const [on, before] = [dateNamed(word[0], from), words[at - 1]]
    if (before === undefined || on === undefined) return [on]
    const between = list.slice(before.index + before[0].length, word.index)
    const start = dateNamed(before[0], from)
    return UP_TO.test(between) && start !== undefined ? daysAfter(start, on) : [on]
  })
}

function daysAfter(start: Day, end: Day): readonly Day[] {
  const week = [1, 2, 3, 4, 5, 6, 7].map((nth) => addDays(start, nth))
  const at = week.indexOf(end)
  return at === -1 ? [end] : week.slice(0, at + 1)
}

function againstNamed(named: readonly Named[], schedule: Schedule, from: Day): string | undefined {
  const dates = named.flatMap((list) => list.dates)
  for (const on of dates) {
    const against = on === undefined ? undefined : againstDate(on, schedule, from)
    if (against !== undefined) return against
  }
  return againstCount(
    named.flatMap(({ dates: { length }, after }) => countAfter(after, length, dates.length)),
    schedule,
  )
}

function countAfter(after: string, ofList: number, ofAll: number): readonly number[] {
  const found = HOW_MANY_AFTER.exec(after)
  if (found !== null) return [numberOf(`${found[2]}`) + (found[1] === undefined ? 0 : ofList)]
  return NO_MORE.test(after) ? [ofAll] : []
}

function againstDate(on: Day, schedule: Schedule, from: Day): string | undefined {
  const dose = doseOn(schedule, on)
  if (dose === ug(0)) return undefined
  if (on === from && dose !== 'not-covered') return againstFirst(dose)
  const is = dose === 'not-covered' ? 'the calendar does not reach it' : `it has ${formatMg(dose)}`
  return `The comment speaks of leaving out a dose on ${weekdayName(on)}, but ${is}.`
}
