// What a comment says about leaving out a dose, against the dates of the calendar beside it (H11).
import { type Day, weekdayName } from '#base/day.ts'
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { formatMg, type Ug, ug } from '#clinical/dose.ts'
import { doseOn, expand, type Schedule } from '#clinical/schedule.ts'
import { DATE, dateNamed } from './comment-dates.ts'
import { MEDICINE } from './comment-medicines.ts'

/** Words between the leaving out and its date that are still about warfarin: "omit the next dose on Sunday". */
const BETWEEN =
  '(?:the|an?|all|both|any|his|her|their|your|this|next|only|just|one|two|\\d|warfarin|warf|dos\\p{L}*|tablets?|taking|it|on|for|off|please)'

const POSSESSIVE =
  '(?:(?:the|his|her|their|your|an?|all|both|any|this|these|next|first|further)\\s+)*'
/** What another word than warfarin after it says is about something else: "stop aspirin", "hold a statin". */
const OF_WARFARIN = [
  '(?:\\s+(?:off|immediately|completely|please))*',
  '(?!\\s+(?!',
  POSSESSIVE,
  `(?:(?:warfarin|warf|taking|it|for|until|till|now|on(?!\\s+to\\b)|one|two|three|x|x\\d|next|if|and|then|evening|more(?!\\s+than)|${DATE})(?!\\p{L})|dos|tablet))\\p{L})`,
].join('')
const OF_NO_MEDICINE = `(?!\\s+${POSSESSIVE}${MEDICINE}\\b)`

/** "Antibiotics stop Friday" is not about warfarin, and a dose that is on hold elsewhere is not one to be left out. */
const OF_ANOTHER = `(?<!\\b(?:${MEDICINE}|course)\\s+(?:to\\s+|will\\s+|can\\s+|now\\s+|is\\s+|be\\s+)*)`
/** "Do not stop warfarin", "no need to stop", "try not to miss": the opposite. */
const NOT_DENIED =
  "(?<!\\b(?:not|never|no|without|avoid|(?:do|does|did|need|ca|should|wo)n['’]?t)\\s+(?:(?:need|needs|have|had|want|wish|plan|to|be|ever|reason)\\s+){0,4})"
/** Missing that is a habit or a fear, and no order. */
const NO_HABIT =
  '(?<!\\b(?:if\\s+(?:you|he|she|they|pt|patient)(?:\\s+(?:do|does|ever))?|tends?\\s+to|sometimes|often|occasionally|may|might)\\s+)'

const PAST = '(?:held|withheld|stopped|omitted|paused|suspended|missed|skipped|left out)'
const NOW = '(?=\\s+(?:tonight|today|tomorrow|until|till|pending|for\\s+now|now|from)\\b)'
const NOT_TAKE =
  "(?:(?:(?:do|should|must|to|can|will)\\s+)?not\\s+(?:to\\s+)?take|(?:do|should|must|wo|ca)n['’]?t\\s+take|cannot take)"

const LEAVES_OUT = new RegExp(
  [
    `${NOT_DENIED}\\b(?:omit(?:s|ting)?|withhold(?:ing)?|skip(?:ping)?|leave out)\\b${OF_NO_MEDICINE}`,
    `${NOT_DENIED}${NO_HABIT}\\bmiss\\b(?!\\s+(?:(?:the|his|her|their|your|an?|next)\\s+)*(?:appointments?|appts?|clinics?|tests?|bloods?|visits?))${OF_NO_MEDICINE}`,
    `\\bleave\\s+(?:off|(?:\\p{L}+\\s+){1,3}?(?:out|off))\\b`,
    `\\b${NOT_TAKE}\\b${OF_WARFARIN}`,
    `\\bno\\s+(?:warfarin|warf)\\b${OF_WARFARIN}`,
    `\\b(?:nothing|nil|no\\s+(?:dose|tablets?))(?=\\s+(?:on\\s+|for\\s+)?${DATE}(?!\\p{L}))`,
    `(?:(?<=^|[.;,]\\s*)|(?<=\\btake\\s+))(?:none|zero)(?=\\s+(?:on\\s+|for\\s+)?${DATE}(?!\\p{L}))`,
    `(?<=\\b${DATE}[:–-]?\\s+)(?:none|nil|nothing|zero)(?=\\s*(?:$|[.,;]))`,
    '\\bbreak from warfarin\\b',
    `\\bwarfarin\\s+(?:is\\s+|now\\s+)*on hold\\b`,
    `\\b(?:warfarin|warf|doses?)\\s+(?:now\\s+|is\\s+|being\\s+)*${PAST}\\b${NOW}`,
    `${OF_ANOTHER}\\b(?:to|must|should)\\s+be\\s+${PAST}\\b`,
    `${OF_ANOTHER}${NOT_DENIED}\\b(?<!on )(?:hold(?:ing)?|stop|pause|suspend)\\b${OF_WARFARIN}`,
  ].join('|'),
  'giu',
)
/** `Miss Patel` is a person, `Miss Monday` is not. */
const NAMED_MISS = new RegExp(`^\\s+(?!(?:${DATE}|${BETWEEN})(?!\\p{L}))\\p{L}`, 'iu')
const NAME_AFTER = /^\s+\p{Lu}\p{Ll}/u
const OF_TONIGHT = /\b(?:tonight|today|this evening)\b/i

/** The dates straight after it, one or several: "Monday and Tuesday". A date with a dose of its own is not one of them. */
const ENDS =
  "(?=['’]?s\\b|\\s*(?:$|[.,;:)\\n&/-]|(?:and|or|then|please|only|night|evening|dos\\p{L}*)\\b))"
const DATES_AFTER = new RegExp(
  `^(?:[\\s:(]+${BETWEEN}(?![\\p{L}\\d/])){0,6}[\\s:(]+(${DATE}(?!\\p{L}{2})(?:(?:['’]?s)?(?:\\s+(?:dos\\p{L}*|night|evening))*(?:\\s*[,(/&]\\s*(?:and\\s+)?|\\s+(?:and|or|to)\\s+)(?:on\\s+)?${DATE}${ENDS})*)`,
  'iu',
)
/** The date straight before it: "on Tuesday omit the dose", "Tuesday: omit". */
const DATE_BEFORE = new RegExp(
  `(?:(?:^|[.;\\n])\\s*(?:on\\s+)?(${DATE}),|\\b(${DATE})[:–-]?)\\s*(?:please\\s+)?$`,
  'iu',
)
const EACH_DATE = new RegExp(`(?<![\\p{L}\\d/])${DATE}(?!\\p{L}{2})`, 'giu')

/** How many are left out: "omit two doses", "hold for 2 days", "withhold x2", "omit 2/7". */
const HOW_MANY = new RegExp(
  `^(?:[\\s:(]+(?:the|next|warfarin|warf|for|taking|it|doses?)\\b)*\\s+(?:x\\s*)?(?:(?<!x\\s*)(${WORDS_OF_NUMBERS.slice(1, 8).join('|')}|[1-7])\\s*(?:/7\\b|(?:more\\s+)?(?:doses?|days?|nights?)\\b)|(?<=x\\s*)([1-7])\\b)`,
  'iu',
)

/** @technical How much of a comment beside a word is read, in characters. */
const NEAR = 120

/** In words, what the comment says of leaving out that the calendar does not; a date that it names is looked at itself. */
export function omitsAgainst(comment: string, schedule: Schedule): string | undefined {
  const [first] = schedule.runs
  const leaves = [...comment.matchAll(LEAVES_OUT)].filter((said) => !isAName(comment, said))
  if (first === undefined || leaves.length === 0) return undefined
  const named = leaves.flatMap((said) => datesOf(comment, said.index, said[0].length))
  if (named.length > 0) return firstNotLeftOut(named, schedule, first.from)
  const isOmitted = OF_TONIGHT.test(comment)
    ? first.ug === 0
    : schedule.runs.some((run) => run.ug === 0)
  if (!isOmitted) return againstFirst(first.ug)
  return againstCount(
    leaves.flatMap((said) => countOf(comment.slice(said.index + said[0].length))),
    schedule,
  )
}

function isAName(comment: string, said: RegExpExecArray): boolean {
  const after = comment.slice(said.index + said[0].length)
  return said[0] === 'Miss' && NAME_AFTER.test(after) && NAMED_MISS.test(after)
}

const againstFirst = (dose: Ug): string =>
  `The comment speaks of leaving out a dose, but the first dose is ${formatMg(dose)}.`

function countOf(after: string): readonly number[] {
  const [, inWords, times] = HOW_MANY.exec(after.slice(0, NEAR)) ?? []
  const said = (inWords ?? times)?.toLowerCase()
  if (said === undefined) return []
  const known = WORDS_OF_NUMBERS.indexOf(said)
  return [known === -1 ? Number.parseInt(said, 10) : known]
}

function againstCount(counts: readonly number[], schedule: Schedule): string | undefined {
  const leftOut = expand(schedule).filter((date) => date.ug === 0).length
  const other = counts.find((count) => count !== leftOut)
  return other === undefined
    ? undefined
    : `The comment speaks of leaving out ${other}, but the calendar leaves out ${leftOut}.`
}

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
    const against = on === undefined ? undefined : againstDate(on, schedule, from)
    if (against !== undefined) return against
  }
  return undefined
}

function againstDate(on: Day, schedule: Schedule, from: Day): string | undefined {
  const dose = doseOn(schedule, on)
  if (dose === ug(0)) return undefined
  if (on === from && dose !== 'not-covered') return againstFirst(dose)
  const is = dose === 'not-covered' ? 'the calendar does not reach it' : `it has ${formatMg(dose)}`
  return `The comment speaks of leaving out a dose on ${weekdayName(on)}, but ${is}.`
}
