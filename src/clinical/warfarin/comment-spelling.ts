// A comment as it was meant: usual slips of the keyboard and short forms put right, and a figure of a dose given its unit, so
// that what the scan knows it knows in these too (H11). What is read is never shown or saved.
import { addDays, type Day } from '#base/day.ts'
import { WORDS_OF_NUMBERS } from '#base/number-words.ts'
import { dateNamed, WEEKDAY } from './comment-dates.ts'
import { withNothing } from './comment-nothing.ts'
import { withStrengths } from './comment-parts.ts'
import { withEachWeekday, withRanges } from './comment-ranges.ts'

/** After "ct": that the dose goes on, for a scan is written so too: "CT head", "CT on Friday", "CT 25/11". */
const OF_A_CONTINUED =
  '(?:(?:on|with|at|taking|the|his|her|their) )*(?:same|usual|normal|current|present|prev(?:ious)?|dose|warfarin|warf|tablets?|\\d{1,2}(?![\\d/:]|\\.\\d\\d|st|nd|rd|th))|as (?:before|b4|last|usual|now|is|it is)'

/** What is written, as the source of an expression between two ends of words, and what is meant. */
const SPELLINGS: readonly (readonly [written: string, meant: string])[] = [
  ['om+it+|omt|omitte', 'omit'],
  ['om+it+ing', 'omitting'],
  ['om+it+ed', 'omitted'],
  [
    '(?:to|2)n(?:ite|ight|ght|igt|ihgt)|tn(?:ight|ite)|2nt|tonigth|tongiht|this (?:eve|evening|nite)',
    'tonight',
  ],
  ['tom(?:orow|morrow|morow|oz)|tomo|tmrw', 'tomorrow'],
  ['w\\/h(?:old)?|wi?th?-?hold|wihold|with hold', 'withhold'],
  ['(?:mis|mss)(?= (?:the |a |one |next |tonight|\\d|x))', 'miss'],
  ['skp|sikp', 'skip'],
  ['(?:stp|sotp)(?= )', 'stop'],
  ['hld', 'hold'],
  ['nites?', 'night'],
  ["['’]?til", 'until'],
  ['nowt|noting|nothin|nuthing', 'nothing'],
  ['warf?rin|warfrin|warfarine|wafarin|warferin|warfain|warfari|warfin', 'warfarin'],
  ['dou?bel|dubble|doubl', 'double'],
  ['d(?:o )?nt', "don't"],
  ['(?:tk|tak)(?= )', 'take'],
  ['tabs?|tblts?|tabelts?|talbets?|tablests?', 'tablets'],
  ['inc(?:r|rs|rease?)?|incease|increse|incraese', 'increase'],
  ['dec(?:r|rs|rease?)?|decrese|redcue|reudce|reduse', 'reduce'],
  ['inc(?:ease|rese|raes)d|incrd', 'increased'],
  ['dec(?:rese)d|red(?:cue|use)d', 'reduced'],
  ['b4', 'before'],
  ['cont', 'continue'],
  [`ct(?= (?:${OF_A_CONTINUED}))`, 'continue'],
]

/** Short for another word beside anything but a dose: "inc vitamins", "1 Dec". */
const OF_A_DOSE = '(?= (?:in )?(?:(?:the|his|her|their) )*(?:dose|warfarin))'
const AMBIGUOUS: readonly string[] = ['increase', 'reduce']

const EXPRESSIONS = SPELLINGS.map(
  ([written, meant]) =>
    [
      new RegExp(
        `(?<![\\p{L}\\d/])(?:${written})(?![\\p{L}\\d])${AMBIGUOUS.includes(meant) ? OF_A_DOSE : ''}`,
        'giu',
      ),
      meant,
    ] as const,
)

const spelt = (comment: string): string =>
  EXPRESSIONS.reduce((text, [written, meant]) => text.replace(written, meant), comment)
    .replace(/↑ ?/g, 'increase ')
    .replace(/↓ ?/g, 'reduce ')

const FIGURE = '(\\d{1,2}(?:\\.5)?)'
const DAY_WORD = `(?:${WEEKDAY})`
const WHEN = `(?:daily|od|nocte|nightly|tonight|(?:each|every) (?:day|night|evening)|for \\d{1,2} (?:nights|days)|on ${DAY_WORD})`
/** After a figure that is of a dose. */
const ENDS = `(?= ?(?:$|[;,.](?!\\d)|\\(|(?:then|and|for now|from|until|till|${WHEN})\\b))`
const LEAD =
  '(?<=\\b(?:take|taking|give|(?:dose|warfarin)(?: is| of| to|:)?|continue(?: on| with| at)?|carry on(?: with| at)?|stay(?:s|ing)? (?:on|at)|stick (?:with|to)|remain(?:s|ing)? (?:on|at)|keep (?:on|at|to)|back (?:on|to)|(?:reduce|increase|lower|cut|drop|put|up|down)[a-z]* to|now on) )'
/** "take 5", "stay on 5": no unit, and nothing after it that gives it another meaning. */
const AFTER_LEAD = new RegExp(`${LEAD}${FIGURE}${ENDS}`, 'giu')
/** "5 daily", "6 tonight": at the beginning of what is said. */
const BEFORE_WHEN = new RegExp(
  `(?<=(?:^|[;,] ?|\\. |\\bthen ))${FIGURE}(?= ${WHEN}(?= ?(?:$|[;,.]|then\\b|and\\b|from\\b)))`,
  'giu',
)
/** "sat 6", "7 mon": at the beginning of what is said, and no day of a month. */
const AFTER_DAY = new RegExp(
  `(?<=(?:^|[;,&] ?|\\. |\\band )(?:on )?(${DAY_WORD}):? )${FIGURE}(?= ?(?:$|[;,]|\\.(?!\\d)))`,
  'giu',
)
const BEFORE_DAY = new RegExp(`(?<=(?:^|[;,] ?|\\. ))${FIGURE}(?= (?:on )?${DAY_WORD}\\b)`, 'giu')
const PART_OF_WEEK = 'week(?:end|day)s?'
/** "4 on weekdays 5 at weekends", "have 5 at the weekend", "weekdays 4, weekends 5": nothing but a dose is said of these days. */
const OF_PART_OF_WEEK = new RegExp(
  [
    `(?<=(?:^|[;,] ?|\\. |\\b(?:have|take|give|and|${PART_OF_WEEK}) ))${FIGURE}(?= (?:daily |od )?(?:(?:on|at) (?:the )?)?${PART_OF_WEEK} ?(?:$|[;,.&]|and\\b|\\d))`,
    `(?<=(?:^|[;,] ?|\\. |\\d (?:and )?)(?:(?:on|at) (?:the )?)?${PART_OF_WEEK}:? )${FIGURE}(?= ?(?:$|[;,&]|\\.(?!\\d)|(?:and |at |on )*(?:the )?${PART_OF_WEEK}))`,
  ].join('|'),
  'giu',
)
/** "took 5 last night": what was, and no order. */
const WAS = /\b(?:took|had|was|were|been|INR)[^;,.]*$/i

/** @technical How far ahead a weekday with a figure may be a day of its month. */
const DAYS_AHEAD = 63

/** "One tablet of 3 mg and one of 1 mg": so many times a strength. */
const TABLETS_OF = new RegExp(
  `(?<![\\p{L}\\d.,/])(\\d{1,2}|${WORDS_OF_NUMBERS.join('|')}) (?:tablets? )?of (?=(?:0\\.5|[135]) ?mgs?(?!\\p{L}))`,
  'giu',
)

/** The comment with its slips put right and "mg" after each figure that is of a dose without it. */
export function asMeant(comment: string, from: Day): string {
  const text = withStrengths(withRanges(withNothing(spelt(comment)))).replace(TABLETS_OF, '$1 x ')
  const isPast = (at: number) => WAS.test(text.slice(0, at))
  const withUnits = text
    .replace(AFTER_LEAD, (figure, _of, at: number) => (isPast(at) ? figure : `${figure} mg`))
    .replace(BEFORE_WHEN, '$& mg')
    .replace(BEFORE_DAY, '$& mg')
    .replace(OF_PART_OF_WEEK, '$& mg')
    .replace(AFTER_DAY, (figure, day: string) =>
      isDayOfMonth(day, figure, from) ? figure : `${figure} mg`,
    )
  return withEachWeekday(eachDay(withUnits))
}

/** Days that are named together beside a figure of mg, each by its name: "5 mg weekends", "Mon-Fri 4 mg". */
const TOGETHER: readonly (readonly [string, string])[] = [
  ['(?:at |on )?(?:the )?weekends?', 'sat & sun'],
  ['(?:on )?weekdays?', 'mon & tues & wed & thurs & fri'],
]
const MG = '\\d(?: ?mgs?)'
const NAMED_TOGETHER = TOGETHER.map(
  ([said, days]) =>
    [
      new RegExp(
        `(?<=${MG}(?: daily| od)? )${said}(?!\\p{L})|(?<![\\p{L}\\d])${said}(?=:? ${MG})`,
        'giu',
      ),
      days,
    ] as const,
)
const eachDay = (text: string): string =>
  NAMED_TOGETHER.reduce((said, [days, each]) => said.replace(days, each), text)

/** "Sat 5" on a day from which the fifth is a Saturday soon. */
const isDayOfMonth = (name: string, figure: string, from: Day): boolean =>
  Array.from({ length: DAYS_AHEAD }, (_, nth) => addDays(from, nth)).some(
    (on) =>
      dateNamed(name, on) === on &&
      Number.parseInt(on.slice(8), 10) === Number.parseInt(figure, 10),
  )
