import { addDays, type Day } from '#base/day.ts'
import { type Indication, indicationOf } from '#clinical/indications.ts'
import { againstFirstDay, againstLength, isBridge } from './bridging.ts'
import { missingOfDoac } from './doac-plan.ts'
import type { Duration, EpisodePlan, Medicine } from './episode.ts'
import type { FieldFinding } from './typed-fields.ts'

/** A long-term course is looked at again at least once a year (S8). @see docs/evidence.md#longest-review */
export const LONGEST_REVIEW_DAYS = 366

/**
 * What a plan still lacks before treatment under it can be active (S10). Empty means complete. The name, date of
 * birth and relevant history are the patient's record.
 */
export function missingForActivation(plan: EpisodePlan, today: Day): readonly FieldFinding[] {
  return [...absent(plan), ...missingOfDoac(plan), ...durationFindings(plan, today)]
}

type Needed = readonly [field: keyof EpisodePlan, message: string]

const ALWAYS_NEEDED: readonly Needed[] = [
  ['medicine', 'Choose the medicine.'],
  ['indication', 'Choose the indication: why this medicine is taken.'],
  ['clinicalReason', 'Enter the clinical reason for treatment.'],
  ['startedOn', 'Enter the day on which treatment started.'],
  ['duration', 'Choose how long treatment lasts, with its stop or review date.'],
  ['howStarted', 'Say whether treatment was started here or transferred in.'],
  ['managementPlan', 'Enter the management plan.'],
]

const NEEDED_WITH_AN_INR: readonly Needed[] = [
  ['target', 'Enter the target INR and its range. There is no default.'],
  ['method', 'Choose how the INR is measured.'],
]

const NEEDED_FOR_WARFARIN: readonly Needed[] = [
  ['protocol', 'Choose the dosing protocol.'],
  ['tabletSet', 'Choose the tablets that the patient has.'],
]

/** Medicines without an INR; every other one, and one not yet chosen, needs its target. */
const WITHOUT_INR: readonly (Medicine | null)[] = [
  'apixaban',
  'dabigatran',
  'edoxaban',
  'rivaroxaban',
  'heparin',
]

function needed(medicine: Medicine | null): readonly Needed[] {
  if (WITHOUT_INR.includes(medicine)) return ALWAYS_NEEDED
  const withInr = [...ALWAYS_NEEDED, ...NEEDED_WITH_AN_INR]
  return medicine === 'warfarin' ? [...withInr, ...NEEDED_FOR_WARFARIN] : withInr
}

function absent(plan: EpisodePlan): readonly FieldFinding[] {
  return needed(plan.medicine)
    .filter(([field]) => plan[field] === null || plan[field] === '')
    .map(([field, message]) => ({ field, code: 'required', message }))
}

function durationFindings(plan: EpisodePlan, today: Day): readonly FieldFinding[] {
  const { duration } = plan
  const ofBridge = [...againstLength(plan), ...againstFirstDay(plan, today)]
  if (duration === null || ofBridge.length > 0) return ofBridge
  switch (duration.kind) {
    case 'until':
      return duration.stopOn > today ? [] : [STOP_PASSED]
    case 'long-term':
      return reviewFindings(duration.reviewOn, today)
  }
}

const STOP_PASSED: FieldFinding = {
  field: 'stopOn',
  code: 'stop-date-passed',
  message: 'The stop date has passed. A prescriber must decide whether treatment goes on.',
}

function reviewFindings(reviewOn: Day, today: Day): readonly FieldFinding[] {
  if (reviewOn > today && reviewOn <= addDays(today, LONGEST_REVIEW_DAYS)) return []
  return [
    {
      field: 'reviewOn',
      code: 'review-date',
      message: 'The review of long-term treatment must be after today and within 12 months.',
    },
  ]
}

/** A duration that is unusual for the indication: shown with its source, never changed. */
export type DurationWarning = {
  readonly code: 'long-term-expected' | 'shorter-than-usual'
  readonly message: string
  readonly source: string
}

/** What is unusual about the planned length of a course (clinical reference 3.1); heparin beside it has a limit of its own. */
export function checkDuration(plan: EpisodePlan): readonly DurationWarning[] {
  if (isBridge(plan.medicine)) return []
  const indication = plan.indication === null ? undefined : indicationOf(plan.indication)
  if (indication === undefined || plan.duration?.kind !== 'until') return []
  return finiteWarnings(indication, plan.startedOn, plan.duration)
}

function finiteWarnings(
  { label, course }: Indication,
  startedOn: Day | null,
  { stopOn }: Extract<Duration, { kind: 'until' }>,
): readonly DurationWarning[] {
  switch (course.kind) {
    case 'not-stated':
      return []
    case 'long-term':
      return [
        {
          code: 'long-term-expected',
          message: `Treatment for ${label} is usually long term. Check the stop date.`,
          source: 'clinical reference 3.1',
        },
      ]
    case 'finite-or-long-term':
      if (startedOn === null || stopOn >= addDays(startedOn, course.leastWeeks * 7)) return []
      return [
        {
          code: 'shorter-than-usual',
          message: `Treatment for ${label} usually lasts at least ${course.leastWeeks} weeks. Check the stop date.`,
          source: course.source,
        },
      ]
  }
}
