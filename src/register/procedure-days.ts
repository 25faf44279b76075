import type { Day } from '#base/day.ts'
import { DATE_REASONS, type DateReason, stepFaults } from '#clinical/procedure/step-rules.ts'
import {
  NO_DAYS,
  type PlanDays,
  type ProposedStep,
  STEP_KINDS,
  type StepKind,
} from '#clinical/procedure/steps.ts'
import {
  type FieldFinding,
  type Findings,
  type TypedFields,
  typedDay,
  typedNote,
} from './typed-fields.ts'

/** Under which name the day of each step is typed. */
export const DAY_FIELD: Readonly<Record<StepKind, string>> = {
  'last-dose': 'lastDoseOn',
  'heparin-first': 'heparinFirstOn',
  'heparin-last': 'heparinLastOn',
  'inr-before': 'inrBeforeOn',
  procedure: 'procedureOn',
  restart: 'restartOn',
  'inr-after': 'inrAfterOn',
}

/** Each step in words for the clinic; in a plan that does not stop treatment the restart is that it goes on. */
export const STEP_WORDS: Readonly<Record<StepKind, string>> = {
  'last-dose': 'Last dose',
  'heparin-first': 'First heparin',
  'heparin-last': 'Last heparin before the procedure',
  'inr-before': 'INR before',
  procedure: 'Procedure',
  restart: 'Restart',
  'inr-after': 'INR after the restart',
}

export const DATE_REASON_WORDS: Readonly<Record<DateReason, string>> = {
  'department-asked': 'The department asked for it',
  'already-stopped': 'Already stopped',
  'short-notice': 'Short notice',
  'no-clinic': 'No clinic on that day',
  'patient-cannot-come': 'The patient cannot come',
  'bleeding-risk': 'Risk of bleeding of this person',
  'clot-risk': 'Risk of a clot of this person',
  other: 'Another reason',
}

/** The days that were chosen, with why one differs from what was proposed. */
export type ChosenDays = {
  readonly days: PlanDays
  readonly reason: DateReason | null
  readonly reasonNote: string
}

export type DaysRead =
  | ({ readonly kind: 'days' } & ChosenDays)
  | { readonly kind: 'refused'; readonly findings: readonly FieldFinding[] }

/** @technical How much may be typed. */
const LONGEST_NOTE = 500

/** Reads the day of every step of a plan and holds them against the rules. */
export function readDays(
  fields: TypedFields,
  proposed: readonly ProposedStep[],
  today: Day,
): DaysRead {
  const findings: Findings = []
  const typed = STEP_KINDS.map(
    (kind) => [kind, typedDay(fields, DAY_FIELD[kind], findings)] as const,
  )
  const days: PlanDays = { ...NO_DAYS, ...Object.fromEntries(typed) }
  const reason = DATE_REASONS.find((known) => known === fields['dateReason']) ?? null
  const reasonNote = typedNote(fields, 'dateNote', LONGEST_NOTE, findings)
  if (findings.length > 0) return { kind: 'refused', findings }
  const faults = stepFaults(proposed, days, today, reason).map(({ step, code, message }) => ({
    field: DAY_FIELD[step],
    code,
    message,
  }))
  if (reason === 'other' && reasonNote === '') {
    findings.push({ field: 'dateNote', code: 'required', message: 'Write down the reason.' })
  }
  const all = [...faults, ...findings]
  return all.length > 0
    ? { kind: 'refused', findings: all }
    : { kind: 'days', days, reason, reasonNote }
}
