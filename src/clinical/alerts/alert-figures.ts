// How often each alert is gone past, which of them go to the clinical safety officer, and whether the alerts of a time
// keep to their budget (H33). Counts only; nothing is dosed by them.
import { addDays, type Day } from '#base/day.ts'
import type { Period } from '#clinical/period.ts'
import { shareHundredths } from '#clinical/warfarin/override-figures.ts'
import {
  type AlertAnswer,
  type AlertKind,
  type AlikeAlerts,
  answerOf,
  isInterruptive,
} from './alert-answers.ts'

/** Above this share gone past, in whole per cent, an alert is to be redesigned. @see docs/evidence.md#alert-redesign */
export const REDESIGN_ABOVE_PERCENT = 90

/** Over how many days that share is counted, today with them. @see docs/evidence.md#alert-redesign */
export const REDESIGN_DAYS = 30

/**
 * With fewer answers nothing is said of an alert: one of one is no habit. Were three in four truly gone past, ten of ten
 * would be seen once in eighteen times. @see docs/evidence.md#alert-answers
 */
export const LEAST_ANSWERS = 10

/** At most one interruptive alert for so many routine doses. @see docs/evidence.md#alert-budget */
export const DOSES_PER_ALERT = 10

/**
 * With fewer routine doses the budget is not judged. Were one dose in five interrupted, twice the budget, 50 doses would
 * seem to keep to it less than once in twenty times. @see docs/evidence.md#alert-budget-doses
 */
export const LEAST_ROUTINE_DOSES = 50

/** One alert, and what became of it each time it was shown. */
export type AlertFigures = {
  readonly kind: AlertKind
  readonly code: string
  readonly asked: number
  readonly gonePast: number
  readonly actedOn: number
  /** Still without an answer, or with one that cannot be judged. */
  readonly notKnown: number
}

/** What the share gone past says: too much, no more than that, or nothing yet. */
export type AlertStanding = 'redesign' | 'below' | 'too-few'

/** The days over which an alert is judged on a day. */
export const redesignPeriod = (today: Day): Period => ({
  from: addDays(today, 1 - REDESIGN_DAYS),
  until: today,
})

/** Each alert with its answers, the worst first: to be redesigned, then by the share gone past, the judged before others. */
export function alertFigures(alike: readonly AlikeAlerts[]): readonly AlertFigures[] {
  const byName = new Map<string, AlikeAlerts[]>()
  for (const one of alike) {
    const name = `${one.kind}:${one.code}`
    byName.set(name, [...(byName.get(name) ?? []), one])
  }
  return [...byName.values()].flatMap(figuresOf).sort(worstFirst)
}

function figuresOf(alike: readonly AlikeAlerts[]): readonly AlertFigures[] {
  const of = (answer: AlertAnswer) => sum(alike.filter((one) => answerOf(one) === answer))
  return alike.slice(0, 1).map(({ kind, code }) => ({
    kind,
    code,
    asked: sum(alike),
    gonePast: of('gone-past'),
    actedOn: of('acted-on'),
    notKnown: of('not-known'),
  }))
}

const sum = (alike: readonly AlikeAlerts[]): number =>
  alike.reduce((total, { count }) => total + count, 0)

type Answers = Pick<AlertFigures, 'gonePast' | 'actedOn'>

/** The share gone past of all answers, in hundredths of a percent; null before there is one. */
export const gonePastShare = ({ gonePast, actedOn }: Answers): number | null =>
  shareHundredths(gonePast, gonePast + actedOn)

/** Whether an alert is to be redesigned: judged on whole numbers, so that 90 in 100 is not above 90 %. */
export function alertStanding({ gonePast, actedOn }: Answers): AlertStanding {
  const answers = gonePast + actedOn
  if (answers < LEAST_ANSWERS) return 'too-few'
  return gonePast * 100 > REDESIGN_ABOVE_PERCENT * answers ? 'redesign' : 'below'
}

/** @technical the order in which a list shows them */
const ORDER: Readonly<Record<AlertStanding, number>> = { redesign: 0, below: 1, 'too-few': 2 }

function worstFirst(one: AlertFigures, other: AlertFigures): number {
  return (
    ORDER[alertStanding(one)] - ORDER[alertStanding(other)] ||
    (gonePastShare(other) ?? -1) - (gonePastShare(one) ?? -1) ||
    other.asked - one.asked ||
    (`${one.kind}:${one.code}` < `${other.kind}:${other.code}` ? -1 : 1)
  )
}

/** The last time that an alert was brought to the safety officer. */
export type LastReview = { readonly state: 'open' } | { readonly state: 'closed'; readonly on: Day }

/**
 * Whether an alert is brought to the safety officer now: never twice while it is open there, and after that only on days
 * of which none was judged before.
 */
export function isToBeReviewed(
  figures: Answers,
  last: LastReview | undefined,
  { from }: Pick<Period, 'from'>,
): boolean {
  if (alertStanding(figures) !== 'redesign') return false
  return last === undefined || (last.state === 'closed' && from > last.on)
}

/** Interruptive alerts beside routine doses, and whether they keep to the budget. */
export type AlertBudget = {
  readonly alerts: number
  readonly routineDoses: number
  readonly verdict: 'within' | 'over' | 'not-known'
}

/** The budget of these alerts; with too few routine doses it is not known, and never within. */
export function alertBudget(alike: readonly AlikeAlerts[], routineDoses: number): AlertBudget {
  const alerts = sum(alike.filter(({ kind }) => isInterruptive(kind)))
  return { alerts, routineDoses, verdict: verdictOf(alerts, routineDoses) }
}

function verdictOf(alerts: number, routineDoses: number): AlertBudget['verdict'] {
  if (routineDoses < LEAST_ROUTINE_DOSES) return 'not-known'
  return alerts * DOSES_PER_ALERT <= routineDoses ? 'within' : 'over'
}
