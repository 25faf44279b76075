// From a direct oral anticoagulant to warfarin: how long both are taken, and what ends it (H18).
import { capitalised } from '#base/capitalised.ts'
import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { type Doac, type DoacDose, doacDose, sameDose } from '#clinical/doac/doac.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { formatInr, formatTenths, type Inr, isMeasured } from '#clinical/inr.ts'
import { reaches } from '#clinical/renal.ts'
import type { FieldFinding } from './typed-fields.ts'

/** Days of both before an INR says anything about warfarin. @see docs/evidence.md#overlap-least */
export const OVERLAP_LEAST_DAYS = 2
/** Days after which both are taken no longer. @see docs/evidence.md#overlap-most */
export const OVERLAP_MOST_DAYS = 14
/** The INR in tenths from which warfarin carries alone; never below the range of the plan. @see docs/evidence.md#overlap-inr */
export const OVERLAP_INR_TENTHS = 20
/** INRs on different days before edoxaban stops, each just before its dose. @see docs/evidence.md#overlap-edoxaban */
export const EDOXABAN_LEAST_INRS = 3
/** Days of both with dabigatran at a clearance of 50 or more. @see docs/evidence.md#overlap-dabigatran */
export const DABIGATRAN_DAYS = 3
/** The same at a clearance of 30 to below 50. @see docs/evidence.md#overlap-dabigatran */
export const DABIGATRAN_DAYS_RENAL = 2
/** The clearance in mL/min from which the longer overlap is given. @see docs/evidence.md#overlap-dabigatran */
export const DABIGATRAN_FULL_CLEARANCE = 50
/** The clearance in mL/min below which no overlap with dabigatran is known. @see docs/evidence.md#overlap-dabigatran */
export const DABIGATRAN_LEAST_CLEARANCE = 30
/** How old the INR that ends an overlap may be, in days: of today or yesterday. @see docs/evidence.md#switch-inr-age */
export const OVERLAP_INR_AGE_DAYS = 1
/** A plan is made at most so many days before its first day. @see docs/evidence.md#overlap-ahead */
export const OVERLAP_AHEAD_DAYS = 14

/** How long both are taken and what ends it, for one person; all of it is kept with the plan. */
export type OverlapRule = {
  readonly medicine: Doac
  readonly leastDays: number
  readonly mostDays: number
  /** By the INR of warfarin, measured at least so often; or by the days alone. */
  readonly endsBy: { readonly kind: 'inr'; readonly leastInrs: number } | { readonly kind: 'days' }
  /** After the longest time the old medicine stops whatever the INR is. */
  readonly stopsAtMost: boolean
  /** The dose of the old medicine while both are taken, where it is another one. */
  readonly dose: DoacDose | null
  readonly says: string
  readonly source: string
}

export type OverlapAnswer =
  | { readonly kind: 'rule'; readonly rule: OverlapRule }
  | { readonly kind: 'refused'; readonly findings: readonly FieldFinding[] }

const SUMMARIES =
  'summaries of product characteristics as quoted by Pulse 2019, NHS Highland and the Scirp table (clinical reference 6.4, verified)'
const RIVAROXABAN_SOURCE =
  'clinical reference 6.4; the overlap and the INR before the next dose also in the UpToDate table and the AHA statement of 2017 (verified at second hand)'

/** Where the rule of each medicine comes from. */
export const OVERLAP_SOURCES: Readonly<Record<Doac, string>> = {
  apixaban: SUMMARIES,
  dabigatran: SUMMARIES,
  edoxaban: SUMMARIES,
  rivaroxaban: RIVAROXABAN_SOURCE,
}

/** The rule of a medicine at this dose and clearance, or why a specialist is asked instead. */
export function overlapRule(facts: {
  readonly medicine: Doac
  readonly dose: DoacDose
  readonly clearance: Fraction | 'not-known'
}): OverlapAnswer {
  switch (facts.medicine) {
    case 'apixaban':
    case 'rivaroxaban':
      return { kind: 'rule', rule: byInr(facts.medicine) }
    case 'edoxaban':
      return edoxabanRule(facts.dose)
    case 'dabigatran':
      return dabigatranRule(facts.clearance)
  }
}

const byInr = (medicine: 'apixaban' | 'rivaroxaban'): OverlapRule => ({
  medicine,
  leastDays: OVERLAP_LEAST_DAYS,
  mostDays: OVERLAP_MOST_DAYS,
  endsBy: { kind: 'inr', leastInrs: 1 },
  stopsAtMost: false,
  dose: null,
  says: `${capitalised(medicine)} goes on with warfarin for at least ${OVERLAP_LEAST_DAYS} days, until the INR is ${formatTenths(OVERLAP_INR_TENTHS)} or above and in the range. The INR is taken just before the next dose of ${medicine}, which raises it.`,
  source: OVERLAP_SOURCES[medicine],
})

/** The doses of edoxaban that have a half, and the half. @see docs/evidence.md#overlap-edoxaban */
const HALVED: readonly (readonly [DoacDose, DoacDose])[] = [
  [doacDose(60, 1), doacDose(30, 1)],
  [doacDose(30, 1), doacDose(15, 1)],
]

function edoxabanRule(dose: DoacDose): OverlapAnswer {
  const half = HALVED.find(([whole]) => sameDose(whole, dose))?.[1]
  if (half === undefined) return { kind: 'refused', findings: [NO_HALF] }
  const says = `Edoxaban is halved and goes on with warfarin until the INR is ${formatTenths(OVERLAP_INR_TENTHS)} or above and in the range, for ${OVERLAP_MOST_DAYS} days at most. At least ${EDOXABAN_LEAST_INRS} INRs in that time, each just before the daily dose. No loading dose of warfarin.`
  const endsBy = { kind: 'inr', leastInrs: EDOXABAN_LEAST_INRS } as const
  const [leastDays, mostDays] = [OVERLAP_LEAST_DAYS, OVERLAP_MOST_DAYS]
  const lengths = { leastDays, mostDays, stopsAtMost: true }
  return {
    kind: 'rule',
    rule: { medicine: 'edoxaban', ...lengths, endsBy, dose: half, says, source: SUMMARIES },
  }
}

function dabigatranRule(clearance: Fraction | 'not-known'): OverlapAnswer {
  if (clearance === 'not-known') return { kind: 'refused', findings: [CLEARANCE_NEEDED] }
  if (!reaches(clearance, DABIGATRAN_LEAST_CLEARANCE)) {
    return { kind: 'refused', findings: [CLEARANCE_TOO_LOW] }
  }
  const isFull = reaches(clearance, DABIGATRAN_FULL_CLEARANCE)
  const days = isFull ? DABIGATRAN_DAYS : DABIGATRAN_DAYS_RENAL
  const range = isFull
    ? `${DABIGATRAN_FULL_CLEARANCE} or more`
    : `${DABIGATRAN_LEAST_CLEARANCE} to below ${DABIGATRAN_FULL_CLEARANCE}`
  return {
    kind: 'rule',
    rule: {
      medicine: 'dabigatran',
      leastDays: days,
      mostDays: days,
      endsBy: { kind: 'days' },
      stopsAtMost: true,
      dose: null,
      says: `Creatinine clearance ${range}: warfarin starts ${days} days before dabigatran stops. Dabigatran raises the INR; it does not end the overlap.`,
      source: SUMMARIES,
    },
  }
}

/** What is known on the day on which the old medicine is to stop. */
export type FinishFacts = {
  readonly rule: OverlapRule
  readonly today: Day
  /** The first day of both, and the lower end of the range of the plan of warfarin in tenths. */
  readonly fromOn: Day
  readonly lowTenths: number
  /** The final INRs of warfarin, oldest first. */
  readonly inrs: readonly { readonly inr: Inr; readonly on: Day }[]
  /** That they were taken just before the next dose of the old medicine. */
  readonly beforeDose: boolean
}

/** Everything that keeps the old medicine from being stopped by the rule; empty when it stops now. */
export function againstFinishing(facts: FinishFacts): readonly FieldFinding[] {
  const { rule, today, fromOn } = facts
  if (today < addDays(fromOn, rule.leastDays)) {
    const message = `Both are taken until ${clinicalDate(addDays(fromOn, rule.leastDays))} at least. Source: ${rule.source}.`
    return [finding('', 'overlap-too-short', message)]
  }
  const isOver = rule.stopsAtMost && today >= addDays(fromOn, rule.mostDays)
  return rule.endsBy.kind === 'days' || isOver ? [] : againstInrs(facts, rule.endsBy.leastInrs)
}

function againstInrs(facts: FinishFacts, leastInrs: number): readonly FieldFinding[] {
  const { rule, today, fromOn, lowTenths, inrs, beforeDose } = facts
  const since = inrs.filter(({ on }) => on > fromOn && on <= today)
  const days = new Set(since.map(({ on }) => on)).size
  const newest = since.at(-1)
  const needed = Math.max(OVERLAP_INR_TENTHS, lowTenths)
  const earliest = addDays(fromOn, rule.leastDays)
  if (newest === undefined || newest.on < addDays(today, -OVERLAP_INR_AGE_DAYS)) return [INR_NEEDED]
  if (newest.on < earliest) {
    const message = `An INR before ${clinicalDate(earliest)} says nothing of warfarin yet. Test again.`
    return [finding('', 'inr-too-soon', message)]
  }
  const findings: FieldFinding[] = []
  if (!isMeasured(newest.inr) || newest.inr.tenths < needed) {
    const message = `The INR of ${clinicalDate(newest.on)} was ${formatInr(newest.inr)}. Warfarin carries alone from ${formatTenths(needed)}. Both go on; test again. Source: ${rule.source}.`
    findings.push(finding('', 'inr-too-low', message))
  }
  if (days < leastInrs) {
    const message = `There are INRs of ${days} days since both are taken; ${leastInrs} are asked. Source: ${rule.source}.`
    findings.push(finding('', 'too-few-inrs', message))
  }
  if (!beforeDose) findings.push(BEFORE_DOSE_NEEDED)
  return findings
}

const finding = (field: string, code: string, message: string): FieldFinding => ({
  field,
  code,
  message,
})

const NO_HALF = finding(
  '',
  'no-half-dose',
  'Edoxaban is halved while both are taken: from 60 mg to 30 mg once a day, or from 30 mg to 15 mg. For another dose ask a specialist.',
)
const CLEARANCE_NEEDED = finding(
  '',
  'clearance-needed',
  'How long both are taken depends on the creatinine clearance, and it is not known today. Record weight and creatinine by a review of dabigatran first.',
)
const CLEARANCE_TOO_LOW = finding(
  '',
  'clearance-too-low',
  `Below a clearance of ${DABIGATRAN_LEAST_CLEARANCE} dabigatran is contra-indicated and no overlap is known. Ask a specialist.`,
)
const INR_NEEDED = finding(
  '',
  'inr-needed',
  'There is no final INR of today or yesterday since both are taken. Enter one at a visit; then stop the old medicine from here.',
)
const BEFORE_DOSE_NEEDED = finding(
  'beforeDose',
  'required',
  'Say that the INR was taken just before the next dose of the old medicine. If it was not, test again.',
)
