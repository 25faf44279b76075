import { clinicalDate, type Day, day } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { isOpen, isStopped } from '#clinical/procedure/plan-state.ts'
import { addProcedureEvent } from '#store/procedure-events.ts'
import {
  changeProcedurePlan,
  type FoundProcedurePlan,
  openProcedurePlan,
  procedureVersions,
} from '#store/procedure-plans.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, type Finding, type Refused, refused, refusedField } from './outcome.ts'

/** Why no ordinary dose or review is decided now: treatment is stopped for a procedure and not yet taken again. */
export function procedureBlocks(
  plan: FoundProcedurePlan | undefined,
  today: Day,
): readonly Finding[] {
  if (plan === undefined) return []
  const lastDoseOn = plan.lastDoseOn === null ? null : day(plan.lastDoseOn)
  if (!isStopped(plan, lastDoseOn, today) || lastDoseOn === null) return []
  const { medicine, restartDueOn, procedureOn } = plan
  const message = `${capital(medicine)} is stopped since ${clinicalDate(lastDoseOn)} for a procedure on ${clinicalDate(day(procedureOn))}; it is due to be taken again ${clinicalDate(day(restartDueOn))}. Open the plan for the procedure: ${isDoac(medicine) ? OF_DOAC : OF_WARFARIN}`
  return [{ field: '', code: 'stopped-for-procedure', message }]
}

const OF_WARFARIN = 'an INR and the restart are recorded there.'
/** A review tells a dose; nobody is told one that is not to be taken. */
const OF_DOAC = 'the restart is recorded there, and a review comes after it.'

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The day by which the next test must be, when a plan sets one before what the rules would allow. */
export async function testByOfPlan(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  episodeId: string,
): Promise<Day | null> {
  const plan = await openProcedurePlan(tx, episodeId)
  if (plan === undefined || plan.state !== 'planned') return null
  const [newest] = await procedureVersions(tx, plan.id)
  const on = newest?.details.chosen.days['inr-before'] ?? null
  return on !== null && on > today ? on : null
}

/** A test is never later than the plan for a procedure sets it. */
export const noLaterThan = (on: Day, limit: Day | null): Day =>
  limit !== null && limit < on ? limit : on

/** Refuses a test that is later than the plan for a procedure has it. */
export function laterThanPlan(on: Day, limit: Day | null): Refused | undefined {
  if (limit === null || on <= limit) return undefined
  const message = `The plan for a procedure has the next INR on ${clinicalDate(limit)}. Choose that day or an earlier one.`
  return refusedField('nextTestOn-day', 'later-than-procedure', message)
}

/** Refuses a pause beside an open plan: the plan says when treatment is taken again, and two days would contradict. */
export async function refusePauseBesidePlan(
  { tx }: Pick<Desk, 'tx'>,
  episodeId: string,
): Promise<Refused | undefined> {
  if ((await openProcedurePlan(tx, episodeId)) === undefined) return undefined
  const message =
    'There is an open plan for a procedure. Postpone the restart there, or decide there not to restart: that pauses treatment with its day.'
  return refused(409, { field: '', code: 'procedure-open', message })
}

const CHANGED_BESIDE_PLAN = refused(409, {
  field: '',
  code: 'procedure-open',
  message:
    'There is an open plan for a procedure. Record its restart, or decide there not to restart, before the medicine is changed.',
})

/** Refuses a change of medicine beside an open plan, which would have two dates for what is taken. */
export async function refuseChangeBesidePlan(
  { tx }: Pick<Desk, 'tx'>,
  episodeId: string,
): Promise<Refused | undefined> {
  return (await openProcedurePlan(tx, episodeId)) && CHANGED_BESIDE_PLAN
}

/**
 * The end of a course ends its open plan, as the decision not to restart that it is. A change of medicine does not: what
 * was stopped is first taken again or decided against.
 */
export async function endPlanWithCourse(
  desk: Desk,
  episodeId: string,
  reason: string,
): Promise<Refused | undefined> {
  const { tx, actor, now, today } = desk
  const plan = await openProcedurePlan(tx, episodeId)
  if (plan === undefined || !isOpen(plan)) return undefined
  if (reason === 'changed-medicine') return CHANGED_BESIDE_PLAN
  const at = new Date(now).toISOString()
  const version = plan.version + 1
  const closed = { state: 'not-restarting', notBecause: 'course-ended', stepDueOn: null } as const
  if (!(await changeProcedurePlan(tx, { ...plan, ...closed, version }, at))) {
    return changedMeanwhile('the plan for a procedure')
  }
  const [newest] = await procedureVersions(tx, plan.id)
  await addProcedureEvent(tx, {
    id: desk.newId(),
    planId: plan.id,
    ofVersion: newest?.version ?? 1,
    what: 'course-ended',
    step: null,
    onDate: today,
    details: { reason },
    by: actor.accountId,
    at,
  })
  return undefined
}
