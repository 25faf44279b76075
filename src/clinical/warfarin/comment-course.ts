// Whether a comment says that the dose stays, rises or falls, against what becomes of it (H11).
import { formatMg, type Ug } from '#clinical/dose.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import { clausesOf } from './comment-figures.ts'
import { CLASS, MEDICINE } from './comment-medicines.ts'
import type { Beside } from './comment-mg.ts'

const OWN = '(?:(?:the|his|her|their|your|warfarin|current|daily|weekly|usual) )*'
const DOSE = `${OWN}(?:dose|warfarin|warf)`
const SLIGHTLY =
  '(?: (?:slightly|a (?:bit|little|touch)|slight|again|now|today|tonight|from (?:tonight|today|tomorrow)|by (?:an?|one|half|\\d+)(?: ?(?:%|percent|a|tablets?|half))*))*'
const ENDS =
  '(?= ?(?:$|[;,.(]|(?:and|as|due|because|so|until|till|recheck|retest|see|rtc|itr|please)\\b))'
/** Not before what something is the same as. */
const ENDS_ALONE = ENDS.replace('as|', '')
const BE =
  '(?: (?:is|to|be|being|has|been|now|stay|stays|remain|remains|kept|left|go|going|slightly|just))*'

/** The beginning of what is said, after words that say nothing of it; after a comma only where the INR or the dose was spoken of. */
const STARTS =
  '(?<=(?:^|[;.:-] ?|\\b(?:INR|dose|omit|tonight)\\b[^;]*, ?)(?:(?:so|and|then|to|please|plan|advised|pt|will|can|just|for|now|warfarin|dose|has been|been) ){0,6})'

const SAME = [
  `${STARTS}(?:same|usual|normal|current) (?:again|${OWN}dose)(?: as (?:before|last (?:week|time|visit)|usual|now))?${ENDS}`,
  `${STARTS}(?:the )?same(?: as (?:before|last (?:week|time|visit)|usual))?${ENDS_ALONE}`,
  `${STARTS}as (?:before|last (?:week|time|visit))${ENDS}`,
  `${STARTS}no (?:dose )?(?:(?:change|alteration)(?: (?:to|in|of) ${DOSE}| needed| required| made)?|(?:changes|alterations) (?:to|in) ${DOSE})${ENDS}`,
  `${STARTS}(?:continues?|carry on|keeps?|stays?|remains?|repeat|leave|maintain)(?: (?:on|with|at|taking|it|to|the|is|${DOSE}))*(?: (?:the )?(?:same|unchanged|current|usual|present)(?: ${DOSE}| as (?:before|last (?:week|time)|now|usual))?| as (?:before|last (?:week|time)|it is|is|usual|now)| (?:current|same|usual|present) ${DOSE})${ENDS}`,
  `\\b(?:dose|warfarin)${BE} (?:unchanged|(?:the )?same|as (?:before|last (?:week|time)|usual)|not changed)${ENDS}`,
]
const UP = [
  `\\b(?:increase|increased|raise|raised|upped|up|bump up|bump|put up|higher|more|bring up) ${DOSE}(?! (?:next|if|last|before|was))`,
  `\\b(?:put|bring|bump|take) (?:${DOSE}|it) up\\b`,
  `\\bdose${BE} (?:increased|raised|up|upped|higher|put up|increase)${SLIGHTLY}${ENDS}`,
  `\\bincrease (?:in|of|to) ${DOSE}(?! of)`,
  `${STARTS}(?:increase|increased|raise|raised|upped|put up)${SLIGHTLY}${ENDS}`,
]
const DOWN = [
  `\\b(?:reduce|reduced|lower|lowered|decrease|decreased|cut|cut down|dropped|drop|less|bring down|smaller) ${DOSE}(?! (?:next|if|last|before|was))`,
  `\\b(?:put|bring|cut|take) (?:${DOSE}|it) down\\b`,
  `\\bdose${BE} (?:reduced|lowered|decreased|down|lower|cut|dropped|reduce)${SLIGHTLY}${ENDS}`,
  `\\b(?:reduction|decrease|drop) (?:in|of|to) ${DOSE}(?! of)`,
  `${STARTS}(?:reduce|reduced|lower|lowered|decrease|decreased|cut down|brought down)${SLIGHTLY}${ENDS}`,
]
const [STAYS, RISES, FALLS] = [SAME, UP, DOWN].map((ways) => new RegExp(ways.join('|'), 'iu')) as [
  RegExp,
  RegExp,
  RegExp,
]

/** What is said of another time, of another medicine or on a condition. */
const NOT_NOW = new RegExp(
  `\\b(?:if|may|might|could|would|consider|unless|when|next time|next visit|previous|previously|was|were|had|last (?:month|year)|in future|explained|ago|recently|gp|hospital|denies|asks?|asked|wants?|${MEDICINE}|${CLASS}|BP|water tablets?|fluids?|alcohol)\\b`,
  'iu',
)

/** In words, what a comment says of the course of the dose that is not so; nothing while the dose before is not known. */
export function courseAgainst(beside: Beside): string | undefined {
  const { comment, weeklyUg, currentDailyUg } = beside
  if (currentDailyUg === 'not-known') return undefined
  const wrong = clausesOf(comment)
    .filter((clause) => !NOT_NOW.test(clause))
    .map(courseSaid)
    .find((said) => said !== undefined && !isSo(said, beside, currentDailyUg))
  const [before, after] = [formatMg(weeklyUgOf(currentDailyUg)), formatMg(weeklyUg)]
  return (
    wrong &&
    `The comment says that the dose ${wrong}, but the week goes from ${before} to ${after}.`
  )
}

type Course = 'stays' | 'rises' | 'falls'

/** What is said of the dose; nothing where it is said to rise and to fall. */
function courseSaid(clause: string): Course | undefined {
  const rises = RISES.test(clause)
  if (rises !== FALLS.test(clause)) return rises ? 'rises' : 'falls'
  return !rises && STAYS.test(clause) ? 'stays' : undefined
}

/** A day with more, or with less, than before is one that is spoken of too. */
function isSo(said: Course, { schedule: { runs }, weeklyUg }: Beside, currentDailyUg: Ug): boolean {
  const change = weeklyUg - weeklyUgOf(currentDailyUg)
  switch (said) {
    case 'stays':
      return change === 0
    case 'rises':
      return change > 0 || runs.some(({ ug }) => ug > currentDailyUg)
    case 'falls':
      return change < 0 || runs.some(({ ug }) => ug < currentDailyUg)
  }
}
