import { type Day, isDay } from '#base/day.ts'
import { type Findings, type TypedFields, typedDay, typedNote } from '#register/typed-fields.ts'

/** One action of a plan: what, who leads it, by when. All three are asked (S29). */
export type PlannedAction = { readonly action: string; readonly lead: string; readonly by: Day }

/** @technical How many actions the form has room for. */
export const ACTION_ROWS = [1, 2, 3, 4, 5] as const

/** @technical Limits of the form, in characters. */
const LONGEST_ACTION = 500
/** @technical */
const LONGEST_LEAD = 100

/** Reads the actions of a plan; a row in which nothing is typed is none, and one in which something is needs all three. */
export function readPlan(
  fields: TypedFields,
  today: Day,
): { readonly actions: readonly PlannedAction[]; readonly findings: Findings } {
  const findings: Findings = []
  const actions = ACTION_ROWS.flatMap((row) => readRow(fields, row, today, findings))
  if (actions.length === 0 && findings.length === 0) {
    findings.push({
      field: 'action-1',
      code: 'required',
      message: 'Write at least one action, with who leads it and by when.',
    })
  }
  return { actions, findings }
}

function readRow(
  fields: TypedFields,
  row: number,
  today: Day,
  findings: Findings,
): readonly PlannedAction[] {
  const before = findings.length
  const [actionField, leadField, byField] = [`action-${row}`, `lead-${row}`, `by-${row}`] as const
  const action = typedNote(fields, actionField, LONGEST_ACTION, findings)
  const lead = typedNote(fields, leadField, LONGEST_LEAD, findings)
  const by = typedDay(fields, byField, findings)
  if (findings.length > before) return []
  if (action === '' && lead === '' && by === null) return []
  const need = (isMissing: boolean, field: string, message: string) => {
    if (isMissing) findings.push({ field, code: 'required', message })
  }
  need(action === '', actionField, `Write what is done in action ${row}.`)
  need(lead === '', leadField, `Write who leads action ${row}: a name or a role.`)
  need(by === null, byField, `Enter by when action ${row} is done.`)
  if (by !== null && by < today) {
    findings.push({
      field: byField,
      code: 'past',
      message: `Action ${row} is done by today or a later day.`,
    })
  }
  return findings.length === before && isDay(by) ? [{ action, lead, by }] : []
}

/** What a commissioner decides of a breach that was notified. */
export const BREACH_STEPS = {
  'plan-accepted': 'The plan is accepted',
  'plan-returned': 'The plan is sent back to be put right',
  closed: 'The breach is put right: closed',
  'general-condition-9': 'General Condition 9 (Contract Management) applies',
} as const
export type BreachStep = keyof typeof BREACH_STEPS

export const BREACH_DECISIONS = {
  notified: 'Notify the provider: an action plan is due within 10 operational days',
  'not-notified': 'No notification',
} as const
export type BreachDecision = keyof typeof BREACH_DECISIONS

/** Where a breach that was notified stands. */
export type BreachStanding =
  | 'plan-due'
  | 'plan-late'
  | 'plan-to-decide'
  | 'plan-accepted'
  | 'closed'
  | 'general-condition-9'

type At = { readonly at: number }

/** By the newest plan, the newest decision and the day: a plan that is sent back is due again. */
export function breachStanding(
  planDueOn: Day,
  plans: readonly At[],
  steps: readonly (At & { readonly step: BreachStep })[],
  today: Day,
): BreachStanding {
  const step = steps.at(-1)
  if (step?.step === 'closed' || step?.step === 'general-condition-9') return step.step
  const plan = plans.at(-1)
  const waits = today > planDueOn ? 'plan-late' : 'plan-due'
  if (plan === undefined) return waits
  if (step === undefined || plan.at > step.at) return 'plan-to-decide'
  return step.step === 'plan-accepted' ? 'plan-accepted' : waits
}

export const STANDING_WORDS: Readonly<Record<BreachStanding, string>> = {
  'plan-due': 'Action plan due',
  'plan-late': 'Action plan late',
  'plan-to-decide': 'Action plan to be decided on',
  'plan-accepted': 'Action plan followed',
  closed: 'Closed',
  'general-condition-9': 'General Condition 9',
}
