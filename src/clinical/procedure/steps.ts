// The dated steps of a plan around a procedure: what is proposed, and what may be chosen instead (H24).
import { addDays, type Day } from '#base/day.ts'
import { isWorkingDay } from '#base/working-days.ts'
import type { ProcedureMedicine } from './days-without.ts'

/** Every step that has a day, in the order in which they come. */
export const STEP_KINDS = [
  'last-dose',
  'heparin-first',
  'heparin-last',
  'inr-before',
  'procedure',
  'restart',
  'inr-after',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** What the steps follow from. */
export type StepOrder = {
  readonly medicine: ProcedureMedicine
  readonly procedureOn: Day
  /** Whole days without a dose before it; null when treatment goes on. */
  readonly daysWithout: number | null
  /** Whether somebody decided that heparin is given between. */
  readonly heparin: boolean
  readonly restartAfterDays: number
}

/** A step and the day proposed for it; null: no day can be proposed, a person enters one. */
export type ProposedStep = { readonly kind: StepKind; readonly on: Day | null }

/** The first day of heparin before the procedure. @see docs/evidence.md#procedure-heparin-days */
const HEPARIN_FIRST_BEFORE = 3
/** The last day of heparin before the procedure: at least 24 hours. @see docs/evidence.md#procedure-heparin-days */
const HEPARIN_LAST_BEFORE = 1
/** An INR before the procedure is not older than 72 hours. @see docs/evidence.md#procedure-inr-before */
export const INR_BEFORE_WITHIN_DAYS = 3
/** The INR after the restart comes within a week. @see docs/evidence.md#procedure-inr-after */
export const INR_AFTER_WITHIN_DAYS = 7

/** The steps that such a plan has, each with the day proposed; the days of tests are working days. */
export function proposeSteps(order: StepOrder): readonly ProposedStep[] {
  const { medicine, procedureOn, daysWithout, heparin, restartAfterDays } = order
  const restart = addDays(procedureOn, restartAfterDays)
  const before = (days: number) => addDays(procedureOn, -days)
  const steps: ProposedStep[] = []
  if (daysWithout !== null) steps.push({ kind: 'last-dose', on: before(daysWithout + 1) })
  if (heparin && medicine === 'warfarin' && daysWithout !== null) {
    steps.push({ kind: 'heparin-first', on: before(HEPARIN_FIRST_BEFORE) })
    steps.push({ kind: 'heparin-last', on: before(HEPARIN_LAST_BEFORE) })
  }
  if (medicine === 'warfarin') {
    const on = lastWorkingDay(before(INR_BEFORE_WITHIN_DAYS), before(1))
    steps.push({ kind: 'inr-before', on })
  }
  steps.push({ kind: 'procedure', on: procedureOn }, { kind: 'restart', on: restart })
  if (medicine === 'warfarin' && daysWithout !== null) {
    const latest = addDays(restart, INR_AFTER_WITHIN_DAYS)
    steps.push({ kind: 'inr-after', on: lastWorkingDay(addDays(restart, 1), latest) })
  }
  return steps
}

/** The last working day between two days, both counted; null when there is none or nobody knows the bank holidays. */
export function lastWorkingDay(from: Day, to: Day): Day | null {
  for (let on = to; on >= from; on = addDays(on, -1)) {
    const works = isWorkingDay(on)
    if (works === 'not-known') return null
    if (works) return on
  }
  return null
}

/** The days of a confirmed plan; a step that it does not have is null. */
export type PlanDays = Readonly<Record<StepKind, Day | null>>

export const NO_DAYS: PlanDays = {
  'last-dose': null,
  'heparin-first': null,
  'heparin-last': null,
  'inr-before': null,
  procedure: null,
  restart: null,
  'inr-after': null,
}

/** What is taken on one date of a plan. */
export type PlanDay = { readonly day: Day; readonly takes: 'before' | 'none' | 'again' }

/**
 * Each date from one day to another, once, in order, with what is taken: as before until the last dose, nothing until the
 * restart, then again. A plan that does not interrupt has no day without.
 */
export function planCalendar(
  days: Pick<PlanDays, 'last-dose'> & { readonly restart: Day },
  from: Day,
  to: Day,
): readonly PlanDay[] {
  const calendar: PlanDay[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) {
    calendar.push({ day: on, takes: takenOn(days['last-dose'], days.restart, on) })
  }
  return calendar
}

function takenOn(lastDose: Day | null, restart: Day, on: Day): PlanDay['takes'] {
  if (on >= restart) return 'again'
  return lastDose === null || on <= lastDose ? 'before' : 'none'
}
