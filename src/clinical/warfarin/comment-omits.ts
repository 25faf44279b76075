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

const POSSESSIVE = '(?:(?:the|his|her|their|your|an?|all|both|any|this|these|next|first|further) )*'
/** What another word than warfarin after it says is about something else: "stop aspirin", "hold a statin". */
const OF_WARFARIN = [
  '(?: (?:off|immediately|completely|please))*',
  '(?! (?!',
  POSSESSIVE,
  `(?:(?:warfarin|warf|taking|it|for|until|till|now|on(?! to\\b)|one|two|three|x|x\\d|next|if|and|then|evening|more(?! than)|${DATE})(?!\\p{L})|dos|tablet))\\p{L})`,
].join('')
const OF_NO_MEDICINE = `(?! ${POSSESSIVE}${MEDICINE}\\b)`

/** "Antibiotics stop Friday" is not about warfarin, and a dose that is on hold elsewhere is not one to be left out. */
const OF_ANOTHER = `(?<!\\b(?:${MEDICINE}|course) (?:to |will |can |now |is |be )*)`
/** "Do not stop warfarin", "no need to stop", "try not to miss": the opposite. */
const NOT_DENIED =
  "(?<!\\b(?:not|never|no|without|avoid|(?:do|does|did|need|ca|should|wo)n['’]?t) (?:(?:need|needs|have|had|want|wish|plan|to|be|ever|reason) ){0,4})"
/** Missing that is a habit or a fear, and no order. */
const NO_HABIT =
  '(?<!\\b(?:if (?:you|he|she|they|pt|patient)(?: (?:do|does|ever))?|tends? to|sometimes|often|occasionally|may|might) )'

const PAST = '(?:held|withheld|stopped|omitted|paused|suspended|missed|skipped|left out)'
const NOW = '(?= (?:tonight|today|tomorrow|until|till|pending|for now|now|from)\\b)'
const NOT_TAKE =
  "(?:(?:(?:do|should|must|to|can|will) )?not (?:to )?take|(?:do|should|must|wo|ca)n['’]?t take|cannot take)"

const LEAVES_OUT = new RegExp(
  [
    `${NOT_DENIED}\\b(?:omit(?:s|ting)?|withhold(?:ing)?|skip(?:ping)?|leave out)\\b${OF_NO_MEDICINE}`,
    `${NOT_DENIED}${NO_HABIT}\\bmiss\\b(?! (?:(?:the|his|her|their|your|an?|next) )*(?:appointments?|appts?|clinics?|tests?|bloods?|visits?))${OF_NO_MEDICINE}`,
    `\\bleave (?:off|(?:\\p{L}+ ){1,3}?(?:out|off))\\b`,
    `\\b${NOT_TAKE}\\b${OF_WARFARIN}`,
    `\\bno (?:warfarin|warf)\\b${OF_WARFARIN}`,
    `\\b(?:nothing|nil|no (?:dose|tablets?))(?= (?:on |for )?${DATE}(?!\\p{L}))`,
    `(?:(?<=^|[.;,] ?)|(?<=\\btake ))(?:none|zero)(?= (?:on |for )?${DATE}(?!\\p{L}))`,
    `(?<=\\b${DATE}[:–-]? )(?:none|nil|nothing|zero)(?= ?(?:$|[.,;]))`,
    '\\bbreak from warfarin\\b',
    `\\bwarfarin (?:is |now )*on hold\\b`,
    `\\b(?:warfarin|warf|doses?) (?:now |is |being )*${PAST}\\b${NOW}`,
    `${OF_ANOTHER}\\b(?:to|must|should) be ${PAST}\\b`,
    `${OF_ANOTHER}${NOT_DENIED}\\b(?<!on )(?:hold(?:ing)?|stop|pause|suspend)\\b${OF_WARFARIN}`,
  ].join('|'),
  'giu',
)
/** `Miss Patel` is a person, `Miss Monday` is not. */
const NAMED_MISS = new RegExp(`^ (?!(?:${DATE}|${BETWEEN})(?!\\p{L}))\\p{L}`, 'iu')
const NAME_AFTER = /^ \p{Lu}\p{Ll}/u
const OF_TONIGHT = /\b(?:tonight|today|this evening)\b/i

/** The dates straight after it, one or several: "Monday and Tuesday". A date with a dose of its own is not one of them. */
const ENDS =
  "(?=['’]?s\\b| ?(?:$|[.,;:)&/-]|(?:and|or|then|please|only|night|evening|dos\\p{L}*)\\b))"
const DATES_AFTER = new RegExp(
  `^(?:[ :(]+${BETWEEN}(?![\\p{L}\\d/])){0,6}[ :(]+(${DATE}(?!\\p{L}{2})(?:(?:['’]?s)?(?: (?:dos\\p{L}*|night|evening))*(?: ?[,(/&] ?(?:and )?| (?:and|or|to) )(?:on )?${DATE}${ENDS})*)`,
  'iu',
)
/** The date straight before it: "on Tuesday omit the dose", "Tuesday: omit". */
const DATE_BEFORE = new RegExp(
  `(?:(?:^|[.;]) ?(?:on )?(${DATE}),|\\b(${DATE})[:–-]?) ?(?:please )?$`,
  'iu',
)
const EACH_DATE = new RegExp(`(?<![\\p{L}\\d/])${DATE}(?!\\p{L}{2})`, 'giu')

/** How many are left out: "omit two doses", "hold for 2 days", "withhold x2", "omit 2/7". */
const HOW_MANY = new RegExp(
  `^(?:[ :(]+(?:the|next|warfarin|warf|for|taking|it|doses?)\\b)* (?:x ?)?(?:(?<!x ?)(${WORDS_OF_NUMBERS.join('|')}|\\d) ?(?:/7\\b|(?:more )?(?:doses?|days?|nights?)\\b)|(?<=x ?)(\\d)\\b)`,
  'iu',
)

/** @technical How much of a comment before a word is read, in characters. */
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
  const found = HOW_MANY.exec(after)
  const said = found?.[1] ?? found?.[2]
  if (said === undefined) return []
  const known = WORDS_OF_NUMBERS.indexOf(said.toLowerCase())
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
    DATES_AFTER.exec(comment.slice(at + length)) ??
    DATE_BEFORE.exec(comment.slice(0, at).slice(-NEAR))
  return named === null ? [] : [...named[0].matchAll(EACH_DATE)].map(([word]) => word)
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
