import type { Day } from '#base/day.ts'
import { formatMg, parseDose, type Ug } from '#clinical/dose.ts'
import { type ProposedStep, proposeSteps } from '#clinical/procedure/steps.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import { weekForMean } from '#clinical/week-plan.ts'
import { type ChosenDays, readDays } from '#register/procedure-days.ts'
import {
  ORDER_FIELDS,
  type ProcedureOrder,
  readOrder,
  stepOrderOf,
} from '#register/procedure-order.ts'
import { type Findings, typedNote } from '#register/typed-fields.ts'
import type { ProcedureDetails } from '#store/procedure-plans.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import type { ProcedureFacts } from './procedure-facts.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** Everything that is typed of a plan: the order, the days, the dose from the restart on. */
export const PLAN_FIELDS = [
  ...ORDER_FIELDS,
  ...dayBoxes('procedureOn'),
  ...dayBoxes('lastDoseOn'),
  ...dayBoxes('heparinFirstOn'),
  ...dayBoxes('heparinLastOn'),
  ...dayBoxes('inrBeforeOn'),
  ...dayBoxes('restartOn'),
  ...dayBoxes('inrAfterOn'),
  'dateReason',
  'dateNote',
  'restartAt',
  'restartDose',
  'restartReason',
] as const
export type PlanFields = TextFields<(typeof PLAN_FIELDS)[number]>

/** What was asked for, with the days proposed for it. */
export type Proposal = {
  readonly kind: 'proposal'
  readonly order: ProcedureOrder
  readonly proposed: readonly ProposedStep[]
}

/** Works out the days of a plan from what was typed of it. */
export function readProposal(fields: PlanFields, facts: ProcedureFacts): Proposal | Refused {
  const read = readOrder(fields, facts)
  if (read.kind === 'refused') return refused(422, ...read.findings)
  const { order } = read
  return { kind: 'proposal', order, proposed: proposeSteps(stepOrderOf(order, facts.medicine)) }
}

/** A whole plan as it was typed, each part held against its rules. */
export function readPlan(
  fields: PlanFields,
  facts: ProcedureFacts,
  tabletSet: TabletSet | null,
  today: Day,
): { readonly kind: 'plan'; readonly details: ProcedureDetails } | Refused {
  const proposal = readProposal(fields, facts)
  if (proposal.kind === 'refused') return proposal
  const { order, proposed } = proposal
  const days = readDays(fields, proposed, today)
  const dose = readRestart(fields, facts, order, tabletSet)
  const findings: Finding[] = [...(days.kind === 'refused' ? days.findings : []), ...dose.findings]
  if (days.kind === 'refused' || findings.length > 0) return refused(422, ...findings)
  const chosen: ChosenDays = { days: days.days, reason: days.reason, reasonNote: days.reasonNote }
  const { restartUg, restartReason } = dose
  const details: ProcedureDetails = {
    order,
    proposed,
    chosen,
    clot: facts.clot,
    clearance: facts.clearanceShown,
    usualUg: facts.usualUg === 'not-known' ? null : facts.usualUg,
    restartUg,
    restartReason,
  }
  return { kind: 'plan', details }
}

type Restart = {
  readonly restartUg: Ug | null
  readonly restartReason: string
  readonly findings: readonly Finding[]
}

const LONGEST_REASON = 500

/** The dose of warfarin from the restart on: as before, or another one with the reason. */
function readRestart(
  fields: PlanFields,
  { medicine, usualUg }: ProcedureFacts,
  { daysWithout }: ProcedureOrder,
  tabletSet: TabletSet | null,
): Restart {
  if (medicine !== 'warfarin' || daysWithout === null) return NO_RESTART_DOSE
  if (fields.restartAt === 'usual') return atUsual(usualUg)
  if (fields.restartAt === 'other') return atOther(fields, tabletSet)
  return without('restartAt', 'required', 'Choose the dose from the restart on.')
}

const NO_RESTART_DOSE: Restart = { restartUg: null, restartReason: '', findings: [] }

const without = (field: string, code: string, message: string): Restart => ({
  ...NO_RESTART_DOSE,
  findings: [{ field, code, message }],
})

function atUsual(usualUg: ProcedureFacts['usualUg']): Restart {
  if (usualUg === 'not-known' || usualUg === 0) {
    const message = 'The usual dose is not known here. Choose another dose and enter it.'
    return without('restartAt', 'usual-not-known', message)
  }
  return { restartUg: usualUg, restartReason: '', findings: [] }
}

function atOther(fields: PlanFields, tabletSet: TabletSet | null): Restart {
  const findings: Findings = []
  const dose = parseDose(fields.restartDose)
  const restartReason = typedNote(fields, 'restartReason', LONGEST_REASON, findings)
  if (restartReason === '') {
    const message = 'Write down why it is not the usual dose.'
    findings.push({ field: 'restartReason', code: 'required', message })
  }
  if (dose.kind === 'refused') {
    findings.push({ field: 'restartDose', code: dose.code, message: dose.message })
    return { ...NO_RESTART_DOSE, findings }
  }
  const made = tabletSet === null ? undefined : weekForMean(dose.ug, tabletSet)
  if (dose.ug === 0 || made === undefined) {
    const message = `The tablets of this plan cannot make ${formatMg(dose.ug)}. Enter another dose.`
    findings.push({ field: 'restartDose', code: 'cannot-be-made', message })
  }
  return { restartUg: dose.ug, restartReason, findings }
}
