import { addDays, type Day } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { missingForActivation } from './activation.ts'
import type { EpisodePlan, Phase } from './episode.ts'
import type { FieldFinding } from './typed-fields.ts'

/** Two INRs in range at least so many days apart, with none out of range between, end initiation. @see docs/evidence.md#stability */
export const STABLE_DAYS_APART = 7

/** A longer pause is decided again. @see docs/evidence.md#longest-suspension */
export const LONGEST_SUSPENSION_DAYS = 183

/** Which phase may follow which. Nothing follows the end: a new course is a new episode. */
const NEXT: Readonly<Record<Phase, readonly Phase[]>> = {
  referred: ['accepted', 'ended'],
  accepted: ['initiating', 'maintaining', 'ended'],
  initiating: ['maintaining', 'suspended', 'ended'],
  maintaining: ['initiating', 'suspended', 'ended'],
  suspended: ['initiating', 'maintaining', 'suspended', 'ended'],
  ended: [],
}

export type Transition =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly findings: readonly FieldFinding[] }

const ALLOWED: Transition = { kind: 'allowed' }

const refused = (...findings: FieldFinding[]): Transition => ({ kind: 'refused', findings })

function follows(phase: Phase, next: Phase): FieldFinding | undefined {
  if (NEXT[phase].includes(next)) return undefined
  const message =
    phase === 'ended'
      ? 'This course has ended. Write a new treatment plan instead.'
      : `Treatment that is ${phase} cannot become ${next}.`
  return { field: 'phase', code: 'phase-order', message }
}

/** One INR of the stability rule: when, and whether it was in range. */
export type StabilityInr = { readonly on: Day; readonly inRange: boolean }

/**
 * Whether the INRs of this course (oldest first, since it started or was last resumed) ever met the stability rule:
 * a run in range that spans 7 days. A person who is still being loaded must not be dosed by a maintenance
 * algorithm (H08); one who was stable and later goes out of range stays in maintenance.
 */
export function isStable(oldestFirst: readonly StabilityInr[]): boolean {
  let runStart: Day | undefined
  for (const { on, inRange } of oldestFirst) {
    runStart = inRange ? (runStart ?? on) : undefined
    if (runStart !== undefined && runStart <= addDays(on, -STABLE_DAYS_APART)) return true
  }
  return false
}

export type Activation = {
  readonly phase: Phase
  readonly plan: EpisodePlan
  readonly into: 'initiating' | 'maintaining'
  readonly today: Day
  /** The INRs of this course, oldest first. */
  readonly inrs: readonly StabilityInr[]
}

/** Whether treatment under this plan can become active: complete (S10), and stable if it is to be maintenance (H08). */
export function canActivate(activation: Activation): Transition {
  const { phase, plan, into, today, inrs } = activation
  const order = follows(phase, into)
  if (order !== undefined) return refused(order)
  const missing = missingForActivation(plan, today)
  if (missing.length > 0) return refused(...missing)
  if (isDoac(plan.medicine)) return into === 'maintaining' ? ALLOWED : refused(NO_INITIATION)
  return into === 'initiating' || isStable(inrs) ? ALLOWED : refused(NOT_STABLE)
}

const NO_INITIATION: FieldFinding = {
  field: 'phase',
  code: 'no-initiation',
  message:
    'A direct oral anticoagulant is not titrated by INR: choose maintenance, with its first review.',
}

const NOT_STABLE: FieldFinding = {
  field: 'phase',
  code: 'not-stable',
  message: `Maintenance needs two INRs in range, at least ${STABLE_DAYS_APART} days apart. Until then treatment is being initiated and a prescriber doses it.`,
}

/** Whether treatment can pause until a day; a pause always has an end (H24, D2.63). */
export function canSuspend(phase: Phase, until: Day | null, today: Day): Transition {
  const order = follows(phase, 'suspended')
  if (order !== undefined) return refused(order)
  if (until === null) {
    return refused({
      field: 'until',
      code: 'required',
      message: 'Enter the day on which the pause ends and restarting is reviewed.',
    })
  }
  if (until > today && until <= addDays(today, LONGEST_SUSPENSION_DAYS)) return ALLOWED
  return refused({
    field: 'until',
    code: 'until-range',
    message: `The pause must end after today and within ${LONGEST_SUSPENSION_DAYS} days.`,
  })
}

export type EndReason = (typeof END_REASONS)[number]

/** Why a course ends, coded (H24). */
export const END_REASONS = [
  'course-complete',
  'changed-medicine',
  'transferred-out',
  'patient-choice',
  'risk-outweighs-benefit',
  'adverse-event',
  'did-not-attend',
  'died',
  'entered-in-error',
  'change-abandoned',
] as const

/** Each reason in words for the page. */
export const END_REASON_WORDS: Readonly<Record<EndReason, string>> = {
  'course-complete': 'Course complete',
  'changed-medicine': 'Changed to another medicine',
  'transferred-out': 'Transferred to another service',
  'patient-choice': 'Patient chose to stop',
  'risk-outweighs-benefit': 'Risk outweighs benefit',
  'adverse-event': 'Bleed or other adverse event',
  'did-not-attend': 'Did not attend, prescriber decided to stop',
  died: 'Patient died',
  'entered-in-error': 'Entered in error',
  'change-abandoned': 'Change of medicine given up',
}

/** Whether a course can end: always but once, and with a coded reason. */
export function canEnd(phase: Phase, reason: string): Transition {
  const order = follows(phase, 'ended')
  if (order !== undefined) return refused(order)
  if (END_REASONS.some((known) => known === reason)) return ALLOWED
  return refused({ field: 'reason', code: 'required', message: 'Choose why treatment ends.' })
}

/** Whether a referred course can be accepted. */
export function canAccept(phase: Phase): Transition {
  const order = follows(phase, 'accepted')
  return order === undefined ? ALLOWED : refused(order)
}
