// Who is in danger at a low INR: the high-risk list of BSG/ESGE 2021, as far as the record can say (S82, clinical
// reference 3.4). What the record cannot say is named, never taken for "no".
import { ageOn, type Day } from '#base/day.ts'
import { indicationOf } from '#clinical/indications.ts'
import { monthsBefore } from '#clinical/months.ts'
import type { Target } from '#clinical/target.ts'
import type { AdviseInput, RiskFacts } from './advice.ts'

type Answer = 'yes' | 'no' | 'not-known'

/** Each item of the list beside the mechanical valve, in words. */
export const HIGH_RISK_ITEMS = {
  'vte-under-3-months': 'a clot in a vein or lung in the last 3 months',
  'vte-on-warfarin-target-3.5': 'a clot while on warfarin, target 3.5',
  'af-with-mitral-stenosis': 'atrial fibrillation with mitral stenosis',
  'prosthetic-valve-with-af': 'a heart valve prosthesis with atrial fibrillation',
  'af-with-recent-stroke': 'atrial fibrillation with a stroke or TIA in the last 3 months',
  'af-with-stroke-and-3-more':
    'atrial fibrillation with an earlier stroke or TIA and 3 of heart failure, hypertension, diabetes, age over 75',
} as const
export type HighRiskItem = keyof typeof HIGH_RISK_ITEMS

/** The words of an item; an item of an older list is said by its code. */
export const highRiskInWords = (code: string): string =>
  Object.entries(HIGH_RISK_ITEMS).find(([item]) => item === code)?.[1] ?? code.replaceAll('-', ' ')

/** What record and plan say about the list. */
export type HighRiskRecord = {
  readonly indication: string | null
  readonly target: Target | null
  readonly startedOn: Day | null
  readonly dateOfBirth: Day
  readonly mitralStenosis: Answer
  readonly tissueValve: Answer
  /** Recorded beside the plan; a plan that is for atrial fibrillation says it by itself. */
  readonly atrialFibrillation: Answer
  readonly lastStroke: LastStroke
  readonly stroke: StrokeFacts
}

/** Whether there ever was a stroke or TIA; `on` is the day of the last one, null when not known. */
export type LastStroke =
  | { readonly kind: 'none' | 'not-known' }
  | { readonly kind: 'had'; readonly on: Day | null }

/** What was last recorded for the scores of stroke risk. */
export type StrokeFacts = {
  readonly strokeOrTia: Answer
  readonly heartFailure: Answer
  readonly hypertension: Answer
  readonly diabetes: Answer
}

export const STROKE_NOT_ASKED: StrokeFacts = {
  strokeOrTia: 'not-known',
  heartFailure: 'not-known',
  hypertension: 'not-known',
  diabetes: 'not-known',
}

/** A clot, a stroke or a TIA so recent that a low INR is dangerous: less than 3 months. Source: S82. @see docs/evidence.md#recent-vte */
const RECENT_MONTHS = 3
/** The target after a clot on warfarin (S38). @see docs/evidence.md#recurrent-vte-target */
const RECURRENT_VTE_TARGET_TENTHS = 35
/** Over 75: from the 76th birthday. Source: S82. @see docs/evidence.md#high-risk-list */
const OVER_AGE = 75
/** @see docs/evidence.md#high-risk-list */
const MORE_RISKS = 3
const CLOTS = [
  'deep-vein-thrombosis',
  'pulmonary-embolism',
  'recurrent-vte',
  'calf-vein-thrombosis',
]

/** The items that apply, and those that nobody can tell from the record. */
export function highRiskItems(
  record: HighRiskRecord,
  today: Day,
): Required<Pick<RiskFacts, 'highRiskLowInr' | 'highRiskNotKnown'>> {
  const answers: readonly (readonly [HighRiskItem, Answer])[] = [
    ['vte-under-3-months', recentClot(record, today)],
    ['vte-on-warfarin-target-3.5', recurrentClot(record)],
    ['af-with-mitral-stenosis', withStenosis(record)],
    ['prosthetic-valve-with-af', withAf(record, prosthesisOf(record))],
    ['af-with-recent-stroke', withAf(record, recentStroke(record, today))],
    ['af-with-stroke-and-3-more', withAf(record, strokeAndMore(record, today))],
  ]
  const of = (sought: Answer) =>
    answers.filter(([, answer]) => answer === sought).map(([item]) => item)
  return { highRiskLowInr: of('yes'), highRiskNotKnown: of('not-known') }
}

const isRecent = (on: Day, today: Day): boolean => on > monthsBefore(today, RECENT_MONTHS)

const yesIf = (isSo: boolean): Answer => (isSo ? 'yes' : 'no')

const afOf = ({ indication, atrialFibrillation }: HighRiskRecord): Answer =>
  indication !== null && indicationOf(indication)?.isAtrialFibrillation === true
    ? 'yes'
    : atrialFibrillation

/** What is dangerous with atrial fibrillation alone: where it is so and nobody asked for AF, it is not known. */
function withAf(record: HighRiskRecord, item: Answer): Answer {
  const af = afOf(record)
  if (af === 'yes') return item
  return af === 'not-known' && item === 'yes' ? 'not-known' : 'no'
}

const isClot = ({ indication }: HighRiskRecord): boolean =>
  indication !== null && CLOTS.includes(indication)

function recentClot(record: HighRiskRecord, today: Day): Answer {
  if (!isClot(record)) return 'no'
  if (record.startedOn === null) return 'not-known'
  return yesIf(isRecent(record.startedOn, today))
}

function recurrentClot(record: HighRiskRecord): Answer {
  if (record.indication === 'recurrent-vte-on-anticoagulation') return 'yes'
  return yesIf(isClot(record) && record.target?.valueTenths === RECURRENT_VTE_TARGET_TENTHS)
}

/** A plan for mitral valve disease with a stenosis on record counts: that indication is for those with AF or clots. */
const withStenosis = (record: HighRiskRecord): Answer =>
  record.indication === 'mitral-valve-disease'
    ? record.mitralStenosis
    : withAf(record, record.mitralStenosis)

/** A prosthesis that is not mechanical; the mechanical one stands beside the list. */
const prosthesisOf = ({ indication, tissueValve }: HighRiskRecord): Answer =>
  indication === 'bioprosthetic-valve' ? 'yes' : tissueValve

/** A stroke or TIA whose day nobody knows may be recent. */
function recentStroke(record: HighRiskRecord, today: Day): Answer {
  const { lastStroke } = record
  if (lastStroke.kind !== 'had' || lastStroke.on === null) {
    return earlierStroke(record) === 'no' ? 'no' : 'not-known'
  }
  return yesIf(isRecent(lastStroke.on, today))
}

/** Ever a stroke or TIA: what either record says; one that says no against one that says yes is not believed. */
function earlierStroke({ lastStroke, stroke }: HighRiskRecord): Answer {
  if (lastStroke.kind === 'had') return 'yes'
  if (stroke.strokeOrTia !== 'not-known') return stroke.strokeOrTia
  return lastStroke.kind === 'none' ? 'no' : 'not-known'
}

function strokeAndMore(record: HighRiskRecord, today: Day): Answer {
  const { stroke, dateOfBirth } = record
  const earlier = earlierStroke(record)
  if (earlier === 'no') return 'no'
  const old = yesIf(ageOn(dateOfBirth, today) > OVER_AGE)
  const others = [stroke.heartFailure, stroke.hypertension, stroke.diabetes, old]
  const sure = others.filter((answer) => answer === 'yes').length
  const possible = others.filter((answer) => answer !== 'no').length
  if (possible < MORE_RISKS) return 'no'
  return earlier === 'yes' && sure >= MORE_RISKS ? 'yes' : 'not-known'
}

const VALVE_WORDS: Readonly<Record<Exclude<RiskFacts['mechanicalValve'], 'none'>, string>> = {
  aortic: 'a mechanical aortic valve',
  mitral: 'a mechanical mitral valve',
  other: 'a mechanical valve',
  'not-known': 'a mechanical valve neither recorded nor excluded',
}

/** Why a low INR is dangerous for this person; empty when nothing on record says so. */
export function lowInrDangers({ mechanicalValve, highRiskLowInr }: RiskFacts): readonly string[] {
  const valve = mechanicalValve === 'none' ? [] : [VALVE_WORDS[mechanicalValve]]
  return [...valve, ...highRiskLowInr.map(highRiskInWords)]
}

/** What would make this low INR dangerous and is not on record; empty at an INR that is not low. */
export function lowInrNotKnown({
  inr,
  target,
  risk,
}: Pick<AdviseInput, 'inr' | 'target' | 'risk'>): readonly string[] {
  if (inr.comparator === '>' || inr.tenths >= target.lowTenths) return []
  return (risk.highRiskNotKnown ?? []).map(highRiskInWords)
}
