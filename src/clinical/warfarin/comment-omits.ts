// What a comment says about leaving out a dose, against the dates of the calendar beside it (H11).
import { addDays, type Day, weekdayName } from '#base/day.ts'
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { formatMg, type Ug, ug } from '#clinical/dose.ts'
import { type DoseRun, doseOn, expand, type Schedule } from '#clinical/schedule.ts'
import { DATE, dateNamed } from './comment-dates.ts'
import { numberOf } from './comment-figures.ts'
import { BETWEEN, LEAVES_OUT } from './comment-leaves-out.ts'

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
/** "Hold until Thursday", "omit tonight until Wed": all before that date are meant; of the date itself nobody can tell. */
const UNTIL = new RegExp(
  `^(?:[ :(]+${BETWEEN}(?![\\p{L}\\d/])){0,6} (?:until|till) (${DATE})(?!\\p{L}{2})`,
  'iu',
)
const UNTIL_AFTER = new RegExp(
  `^(?: (?:night|evening))? (?:until|till) (${DATE})(?!\\p{L}{2})`,
  'iu',
)
/** Between two dates: that all from the one to the other are meant. */
const UP_TO = ' to '
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
  if (named === null) return untilDate(UNTIL.exec(rest), from, from)
  const after = behind === null ? '' : rest.slice(behind[0].length)
  const dates = eachDate(named[0], from)
  const more = untilDate(UNTIL_AFTER.exec(after), dates.at(-1) ?? from, from)
  return { dates: [...dates, ...(more?.dates ?? [])], after }
}

/** The dates between one that is left out and the one until which that goes; nothing where none lies between. */
function untilDate(found: RegExpExecArray | null, start: Day, from: Day): Named | undefined {
  const on = found === null ? undefined : dateNamed(`${found[1]}`, from)
  if (on === undefined || on <= addDays(start, 1)) return undefined
  return { dates: daysAfter(start, addDays(on, -1)), after: '' }
}

/** Each date of a list of dates, with those between two of them where they are its ends. */
function eachDate(list: string, from: Day): readonly (Day | undefined)[] {
  const words = [...list.matchAll(EACH_DATE)]
  return words.flatMap((word, at): readonly (Day | undefined)[] => {
    const [on, before] = [dateNamed(word[0], from), words[at - 1]]
    if (before === undefined) return [on]
    const between = list.slice(before.index + before[0].length, word.index)
    const start = between === UP_TO ? dateNamed(before[0], from) : undefined
    const end = start && dateNamed(word[0], start)
    return start === undefined || end === undefined ? [on] : daysAfter(start, end)
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
