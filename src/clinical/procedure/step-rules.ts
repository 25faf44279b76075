// Which days may be chosen for the steps of a plan, in the place of those proposed (H24).
import { addDays, clinicalDate, type Day, daysBetween } from '#base/day.ts'
import { addWorkingDays, isWorkingDay } from '#base/working-days.ts'
import {
  INR_AFTER_WITHIN_DAYS,
  INR_BEFORE_WITHIN_DAYS,
  type PlanDays,
  type ProposedStep,
  STEP_KINDS,
  type StepKind,
} from './steps.ts'

export type StepFault = { readonly step: StepKind; readonly code: string; readonly message: string }

/** A plan is made at most so many days ahead. @see docs/evidence.md#procedure-limits */
export const LONGEST_AHEAD_DAYS = 183
/** Nobody is planned to be longer without a dose before a procedure. @see docs/evidence.md#procedure-limits */
export const LONGEST_WITHOUT_DAYS = 14
/** A later restart is decided when its day comes, not beforehand. @see docs/evidence.md#procedure-limits */
export const LONGEST_RESTART_DAYS = 7

/** Why a day differs from the one proposed, coded. */
export const DATE_REASONS = [
  'department-asked',
  'already-stopped',
  'short-notice',
  'no-clinic',
  'patient-cannot-come',
  'bleeding-risk',
  'clot-risk',
  'other',
] as const
export type DateReason = (typeof DATE_REASONS)[number]

/** Everything against these days; empty when the plan may be confirmed with them. */
export function stepFaults(
  proposed: readonly ProposedStep[],
  days: PlanDays,
  today: Day,
  reason: DateReason | null,
): readonly StepFault[] {
  const missing = proposed
    .filter(({ kind }) => days[kind] === null)
    .map(({ kind }) => fault(kind, 'required', 'Enter the day of this step.'))
  const extra = STEP_KINDS.filter(
    (kind) => days[kind] !== null && !proposed.some((step) => step.kind === kind),
  ).map((kind) => fault(kind, 'not-in-plan', 'This plan has no such step.'))
  const { procedure, restart } = days
  const wrong = [...missing, ...extra]
  if (wrong.length > 0 || procedure === null || restart === null) return wrong
  return [
    ...procedureFaults(procedure, today),
    ...lastDoseFaults(days, today, reason),
    ...heparinFaults(days),
    ...inrBeforeFaults(days),
    ...restartFaults(restart, procedure),
    ...inrAfterFaults(days),
    ...reasonFaults(proposed, days, reason),
  ]
}

const fault = (step: StepKind, code: string, message: string): StepFault => ({
  step,
  code,
  message,
})

function procedureFaults(procedure: Day, today: Day): readonly StepFault[] {
  if (procedure < today) {
    return [fault('procedure', 'in-past', 'The procedure must be today or later.')]
  }
  if (daysBetween(today, procedure) <= LONGEST_AHEAD_DAYS) return []
  const message = `Plan a procedure at most ${LONGEST_AHEAD_DAYS} days ahead.`
  return [fault('procedure', 'too-far-ahead', message)]
}

function lastDoseFaults(days: PlanDays, today: Day, reason: DateReason | null) {
  const { 'last-dose': last, procedure } = days
  if (last === null || procedure === null) return []
  if (last >= procedure) {
    const message = 'The last dose must be before the day of the procedure.'
    return [fault('last-dose', 'not-before-procedure', message)]
  }
  if (daysBetween(last, procedure) - 1 > LONGEST_WITHOUT_DAYS) {
    const message = `At most ${LONGEST_WITHOUT_DAYS} days without a dose are planned before a procedure.`
    return [fault('last-dose', 'too-long-without', message)]
  }
  if (last >= today || reason === 'already-stopped') return []
  const message = `The last dose would have been on ${clinicalDate(last)}. If it was, choose "Already stopped"; if not, ask the department and choose today or later.`
  return [fault('last-dose', 'in-past', message)]
}

function heparinFaults(days: PlanDays): readonly StepFault[] {
  const { 'last-dose': lastDose, procedure } = days
  const [first, last] = [days['heparin-first'], days['heparin-last']]
  if (first === null || last === null || procedure === null) return []
  if (lastDose !== null && first <= lastDose) {
    const message = 'Heparin is not started before warfarin is stopped.'
    return [fault('heparin-first', 'beside-warfarin', message)]
  }
  if (last < first) return [fault('heparin-last', 'order', 'This is before the first day.')]
  if (last < procedure) return []
  const message = 'The last heparin is at least 24 hours before the procedure: the day before.'
  return [fault('heparin-last', 'too-near', message)]
}

function inrBeforeFaults(days: PlanDays): readonly StepFault[] {
  const { 'inr-before': on, 'last-dose': last, procedure } = days
  if (on === null || procedure === null) return []
  if (on > procedure) return [fault('inr-before', 'order', 'Test before the procedure.')]
  if (daysBetween(on, procedure) > INR_BEFORE_WITHIN_DAYS) {
    const message = `The INR before is not older than ${INR_BEFORE_WITHIN_DAYS} days.`
    return [fault('inr-before', 'too-early', message)]
  }
  if (last !== null && on <= last) {
    return [fault('inr-before', 'not-stopped', 'Test after the last dose, not before it.')]
  }
  return on === procedure ? [] : notWorking('inr-before', on)
}

function restartFaults(restart: Day, procedure: Day): readonly StepFault[] {
  if (restart < procedure) {
    return [fault('restart', 'before-procedure', 'The restart is never before the procedure.')]
  }
  if (daysBetween(procedure, restart) <= LONGEST_RESTART_DAYS) return []
  const message = `Plan the restart within ${LONGEST_RESTART_DAYS} days; a later one is decided when that day comes.`
  return [fault('restart', 'too-late', message)]
}

function inrAfterFaults({ 'inr-after': on, restart }: PlanDays): readonly StepFault[] {
  if (on === null || restart === null) return []
  if (on <= restart) return [fault('inr-after', 'order', 'Test after the restart.')]
  if (daysBetween(restart, on) > INR_AFTER_WITHIN_DAYS) {
    const latest = clinicalDate(addDays(restart, INR_AFTER_WITHIN_DAYS))
    return [fault('inr-after', 'too-late', `Test by ${latest}: within a week of the restart.`)]
  }
  return notWorking('inr-after', on)
}

/**
 * What is against a day as the first INR after a restart that was recorded: within a week of it, or, where no working day
 * is left in that week after today, by the next one.
 */
export function testAfterRestartFaults(
  on: Day,
  restartedOn: Day,
  today: Day,
): readonly StepFault[] {
  if (on < today) return [fault('inr-after', 'in-past', 'The INR must be today or later.')]
  if (on <= restartedOn) return [fault('inr-after', 'order', 'Test after the restart.')]
  const latest = latestTestAfter(restartedOn, today)
  if (on <= latest) return notWorking('inr-after', on)
  const message = `Test by ${clinicalDate(latest)}: within a week of the restart, or at once when that has passed.`
  return [fault('inr-after', 'too-late', message)]
}

/** The last day for the first INR after a restart; see `testAfterRestartFaults`. */
export function latestTestAfter(restartedOn: Day, today: Day): Day {
  const week = addDays(restartedOn, INR_AFTER_WITHIN_DAYS)
  const next = addWorkingDays(today, 1)
  return next.kind === 'refused' || next.day < week ? week : next.day
}

function notWorking(step: StepKind, on: Day): readonly StepFault[] {
  if (isWorkingDay(on) === true) return []
  const message = `${clinicalDate(on)} is a weekend, a bank holiday, or beyond the calendar of bank holidays. Choose another day.`
  return [fault(step, 'not-a-working-day', message)]
}

/** A day that differs from the one proposed has a reason; where none is proposed none is asked. */
function reasonFaults(
  proposed: readonly ProposedStep[],
  days: PlanDays,
  reason: DateReason | null,
): readonly StepFault[] {
  if (reason !== null) return []
  return proposed.flatMap(({ kind, on }) => {
    if (on === null || days[kind] === on) return []
    const message = `${clinicalDate(on)} is proposed. Choose below why it is another day.`
    return [fault(kind, 'reason-needed', message)]
  })
}
