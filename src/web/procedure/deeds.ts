import { fieldsOf, type PageHandler } from '#web/page.ts'
import { patientIn } from '#web/register/address.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { assignProcedure } from '#workflow/assign-procedure.ts'
import { decideNotRestart } from '#workflow/decide-not-restart.ts'
import { markProcedureStep } from '#workflow/mark-procedure-step.ts'
import { postponeRestart } from '#workflow/postpone-restart.ts'
import { recordProcedureInr } from '#workflow/record-procedure-inr.ts'
import { recordProcedureOutcome } from '#workflow/record-procedure-outcome.ts'
import { recordRestart } from '#workflow/record-restart.ts'
import { procedureHref } from './addresses.ts'
import { shown } from './plan-page.tsx'

/** What is recorded of a running plan, by the last part of its address. */
export const DEEDS: Readonly<Record<string, AnyAct>> = {
  step: markProcedureStep,
  outcome: recordProcedureOutcome,
  restart: recordRestart,
  postpone: postponeRestart,
  'not-restart': decideNotRestart,
  assign: assignProcedure,
  inr: recordProcedureInr,
}

/** Records it and shows the plan; what was refused stays typed. */
export const posted =
  (act: AnyAct): PageHandler =>
  async (request) => {
    const { house, caller, key, form, params } = request
    const typed = fieldsOf(form)
    const outcome = await act.run(house, caller, key, { ...typed, planId: params['planId'] ?? '' })
    if (outcome.kind === 'done') {
      return { kind: 'redirect', to: procedureHref(patientIn(params)) }
    }
    return shown(request, { values: typed, findings: outcome.findings }, outcome.status)
  }
