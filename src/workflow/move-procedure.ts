import { clinicalDate, type Day, day } from '#base/day.ts'
import { afterEvent, isStopped } from '#clinical/procedure/plan-state.ts'
import {
  addProcedureVersion,
  type FoundProcedurePlan,
  type ProcedureDetails,
} from '#store/procedure-plans.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, type Refused, refused, refusedField } from './outcome.ts'
import { testByThePlan } from './plan-procedure.ts'
import { openProcedure, PROCEDURE_FIELDS, standingOf, writeDown } from './procedure-case.ts'
import { procedureFacts } from './procedure-facts.ts'
import { PLAN_FIELDS, readPlan } from './procedure-typed.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...PLAN_FIELDS, ...PROCEDURE_FIELDS] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** Decides all dates anew for another day, or otherwise; the dates before stay in the record, and who is told is open again. */
export const moveProcedure = act<Fields, Done>({
  name: 'plan-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const { patient, episode, plan, nextVersion } = open
    const wrongText = freeTextFindings(fields, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const facts = await procedureFacts(desk, patient, episode, plan.medicine)
    const read = readPlan(fields, facts, episode.plan.tabletSet, desk.today)
    if (read.kind === 'refused') return read
    const { details } = read
    const { procedure, restart, 'last-dose': lastDoseOn } = details.chosen.days
    if (procedure === null || restart === null) throw new Error('a plan without its procedure')
    const stopped = againstLaterDose(plan, lastDoseOn, desk.today)
    if (stopped !== undefined) return stopped
    const move = afterEvent(
      standingOf(plan),
      { kind: 'moved', procedureOn: procedure, restartDueOn: restart },
      desk.today,
    )
    if (move.kind === 'refused')
      return refused(409, { field: '', code: move.code, message: move.message })

    const [by, at] = [desk.actor.accountId, new Date(desk.now).toISOString()]
    const { competence } = desk.actor
    const kept = { planId: plan.id, version: nextVersion, details, competence, by, at }
    await addProcedureVersion(desk.tx, kept)
    const change = { ...move.standing, lastDoseOn, restartUg: details.restartUg }
    const happened = { what: 'moved', on: desk.today, details: { from: plan.procedureOn } } as const
    const decided = { version: nextVersion, details, recordedAt: desk.now }
    const trouble = await writeDown(desk, open, change, happened, decided)
    if (trouble !== undefined) return trouble
    await testByThePlan(desk, episode, details, daysOf(open.newest.details))
    const noted = { did: 'moved', procedureOn: procedure }
    return { kind: 'done', patientId: patient.id, subject: plan.id, noted }
  },
})

/** A stop that has begun is not moved away: the days without a dose would be lost, and what is taken meanwhile unsaid. */
function againstLaterDose(
  plan: FoundProcedurePlan,
  lastDoseOn: Day | null,
  today: Day,
): Refused | undefined {
  const before = plan.lastDoseOn === null ? null : day(plan.lastDoseOn)
  if (before === null || !isStopped(plan, before, today)) return undefined
  if (lastDoseOn !== null && lastDoseOn <= before) return undefined
  const message = `Treatment is stopped since ${clinicalDate(before)}. Keep that last dose. If it is to be taken again first, record that the procedure is called off and the restart, then make a new plan.`
  return refusedField('lastDoseOn', 'stopped-already', message)
}

const daysOf = ({ chosen: { days } }: ProcedureDetails) => [days['inr-before'], days['inr-after']]
