// What a comment says about leaving out a dose, against the dates of the calendar beside it (H11).
import { addDays, type Day, WEEKDAYS, weekday, weekdayName } from '#base/day.ts'
import { formatMg, type Ug, ug } from '#clinical/dose.ts'
import { doseOn, type Schedule } from '#clinical/schedule.ts'

const WEEKDAY =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thurs?|thu|fri|sat|sun'
const DATE = `(?:tonight|today|this evening|tomorrow|first|${WEEKDAY})`

/** Words between the leaving out and its date that are still about warfarin: "omit the next dose on Sunday". */
const BETWEEN =
  '(?:the|an?|all|both|any|his|her|their|your|this|next|only|just|one|two|\\d|warfarin|dos\\p{L}*|tablets?|taking|it|on|for|off|please)'

/** What another word than warfarin after it says is about something else: "stop aspirin", "hold a statin". */
const OF_WARFARIN = [
  '(?:\\s+(?:off|immediately|completely|please))*',
  '(?!\\s+(?!',
  '(?:(?:the|his|her|their|your|an?|all|both|any|this|these|next|first)\\s+)*',
  `(?:(?:warfarin|taking|it|for|until|till|now|on|one|two|next|if|and|evening|${DATE})\\b|dos|tablet))\\p{L})`,
].join('')

/** "Antibiotics stop Friday" is not about warfarin, and a dose that is on hold elsewhere is not one to be left out. */
const OF_ANOTHER =
  '(?<!\\b(?:antibiotics?|course|steroids?|aspirin|clopidogrel|amiodarone|prednisolone)\\s+(?:to\\s+|will\\s+|can\\s+)?)'

const LEAVES_OUT = new RegExp(
  `\\b(?:omit|withhold|skip|miss|leave out|do not take|don['’]t take|no warfarin|nothing(?=\\s+(?:on\\s+)?${DATE}\\b)|(?<!on )hold${OF_WARFARIN}|${OF_ANOTHER}stop${OF_WARFARIN})\\b`,
  'giu',
)
const OF_TONIGHT = /\b(?:tonight|today|this evening)\b/i

/** The dates straight after it, one or several: "Monday and Tuesday". A date with a dose of its own is not one of them. */
const ENDS = "(?=['’]s\\b|\\s*(?:$|[.,;:)\\n&/-]|(?:and|or|then|please|only|dos\\p{L}*)\\b))"
const DATES_AFTER = new RegExp(
  `^(?:[\\s:(]+${BETWEEN}\\b){0,6}[\\s:(]+(${DATE}\\b(?:(?:['’]s)?(?:\\s+dos\\p{L}*)?(?:\\s*[,(/&]\\s*(?:and\\s+)?|\\s+(?:and|or|to)\\s+)(?:on\\s+)?${DATE}\\b${ENDS})*)`,
  'iu',
)
/** The date straight before it: "on Tuesday omit the dose", "Tuesday: omit". */
const DATE_BEFORE = new RegExp(
  `(?:(?:^|[.;\\n])\\s*(?:on\\s+)?(${DATE}),|\\b(${DATE})[:–-]?)\\s*(?:please\\s+)?$`,
  'iu',
)
const EACH_DATE = new RegExp(`\\b${DATE}\\b`, 'giu')

/** @technical How much of a comment beside a word is read, in characters. */
const NEAR = 120

/** In words, what the comment says of leaving out that the calendar does not; a date that it names is looked at itself. */
export function omitsAgainst(comment: string, schedule: Schedule): string | undefined {
  const [first] = schedule.runs
  const leaves = [...comment.matchAll(LEAVES_OUT)]
  if (first === undefined || leaves.length === 0) return undefined
  const named = leaves.flatMap((said) => datesOf(comment, said.index, said[0].length))
  if (named.length > 0) return firstNotLeftOut(named, schedule, first.from)
  const isOmitted = OF_TONIGHT.test(comment)
    ? first.ug === 0
    : schedule.runs.some((run) => run.ug === 0)
  return isOmitted ? undefined : againstFirst(first.ug)
}

const againstFirst = (dose: Ug): string =>
  `The comment speaks of leaving out a dose, but the first dose is ${formatMg(dose)}.`

function datesOf(comment: string, at: number, length: number): readonly string[] {
  const named =
    DATES_AFTER.exec(comment.slice(at + length, at + length + NEAR)) ??
    DATE_BEFORE.exec(comment.slice(Math.max(0, at - NEAR), at))
  return [...(named?.[0] ?? '').matchAll(EACH_DATE)].map(([word]) => word)
}

function firstNotLeftOut(
  named: readonly string[],
  schedule: Schedule,
  from: Day,
): string | undefined {
  for (const word of named) {
    const on = dateNamed(word, from)
    const dose = doseOn(schedule, on)
    if (dose === ug(0)) continue
    if (on === from && dose !== 'not-covered') return againstFirst(dose)
    const is =
      dose === 'not-covered' ? 'the calendar does not reach it' : `it has ${formatMg(dose)}`
    return `The comment speaks of leaving out a dose on ${weekdayName(on)}, but ${is}.`
  }
  return undefined
}

/** The date that a word means on the first day of the calendar; a weekday is the next of its name, that day included. */
function dateNamed(word: string, from: Day): Day {
  if (/^(?:tonight|today|this|first)/i.test(word)) return from
  if (/^tomorrow/i.test(word)) return addDays(from, 1)
  const start = word.slice(0, 3).toLowerCase()
  const number = WEEKDAYS.findIndex((name) => name.toLowerCase().startsWith(start)) + 1
  return addDays(from, (number - weekday(from) + 7) % 7)
}
