import { type Day, day, londonDay } from '#base/day.ts'
import { type FollowedStep, openSteps } from '#clinical/procedure/open-steps.ts'
import { afterEvent, type PlanEvent, type PlanStanding } from '#clinical/procedure/plan-state.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import {
  addProcedureEvent,
  type ProcedureEventKind,
  procedureEvents,
} from '#store/procedure-events.ts'
import {
  changeProcedurePlan,
  type FoundProcedurePlan,
  findProcedurePlan,
  type PlanHead,
  type ProcedureVersion,
  procedureVersions,
} from '#store/procedure-plans.ts'
import { waitForVisit } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Refused, refused } from './outcome.ts'
import { seenVersion } from './record-version.ts'
import { idTyped } from './typed-id.ts'

/** What every act on a plan for a procedure is given: which, and as it was seen. */
export const PROCEDURE_FIELDS = ['planId', 'version'] as const

/** An open plan with its newest dates, as the page that changes it had shown them. */
export type OpenProcedure = {
  readonly kind: 'procedure'
  readonly plan: FoundProcedurePlan
  readonly newest: ProcedureVersion
  readonly recorded: readonly FollowedStep[]
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly nextVersion: number
}

/** Opens a plan that is about to be changed: of a person who is here, in the version that was seen. */
export async function openProcedure(
  { tx }: Desk,
  asked: { readonly planId?: string; readonly version?: string },
): Promise<OpenProcedure | Refused> {
  const plan = await findProcedurePlan(tx, idTyped(asked.planId))
  const patient = plan && (await findPatient(tx, plan.patientId))
  if (plan === undefined || patient === undefined) return notHere('plan for a procedure')
  await waitForVisit(tx, patient.id)
  const episode = await findEpisode(tx, plan.episodeId)
  const [newest] = await procedureVersions(tx, plan.id)
  if (episode === undefined || newest === undefined) return notHere('plan for a procedure')
  const seen = seenVersion(asked.version, plan.version, 'this plan')
  if (seen.kind === 'refused') return seen
  const recorded = await recordedSteps({ tx }, plan.id, newest.version)
  return { kind: 'procedure', plan, newest, recorded, patient, episode, nextVersion: seen.next }
}

/** Which steps of these dates somebody has recorded as done or as not needed. */
async function recordedSteps(
  { tx }: Pick<Desk, 'tx'>,
  planId: string,
  ofVersion: number,
): Promise<readonly FollowedStep[]> {
  const events = await procedureEvents(tx, planId)
  return stepsRecorded(events, ofVersion)
}

/** The same of events that are already read. */
export const stepsRecorded = (
  events: Awaited<ReturnType<typeof procedureEvents>>,
  ofVersion: number,
): readonly FollowedStep[] =>
  events.flatMap(({ ofVersion: of, step, details }) =>
    of === ofVersion && step !== null && details['how'] !== 'no-answer' ? [step] : [],
  )

/** A plan as the rules see it. */
export const standingOf = (plan: FoundProcedurePlan): PlanStanding => ({
  state: plan.state,
  procedureOn: day(plan.procedureOn),
  restartDueOn: day(plan.restartDueOn),
  restartedOn: plan.restartedOn === null ? null : day(plan.restartedOn),
  reviewOn: plan.reviewOn === null ? null : day(plan.reviewOn),
})

type Happened = {
  readonly what: ProcedureEventKind
  readonly on: Day
  readonly details: Readonly<Record<string, string>>
  readonly step?: FollowedStep
}

/** What changes of the head beside what an event changes. */
type Rest = Partial<
  Pick<PlanHead, 'lastDoseOn' | 'calledOffOn' | 'restartUg' | 'notBecause' | 'owner'>
>

/** Moves a plan on by an event that its rules allow, with the line of history; refused when somebody was faster. */
export async function moveOn(
  desk: Desk,
  open: OpenProcedure,
  event: PlanEvent,
  happened: Happened,
  rest: Rest = {},
): Promise<Refused | undefined> {
  const move = afterEvent(standingOf(open.plan), event, desk.today)
  if (move.kind === 'refused') {
    return refused(409, { field: '', code: move.code, message: move.message })
  }
  return writeDown(desk, open, { ...move.standing, ...rest }, happened)
}

/** Writes a change of a plan and what happened, and works out anew which step is due. */
export async function writeDown(
  desk: Desk,
  open: OpenProcedure,
  change: Partial<PlanHead>,
  happened: Happened,
  decided: Pick<ProcedureVersion, 'version' | 'details' | 'recordedAt'> = open.newest,
): Promise<Refused | undefined> {
  const { tx, actor, now } = desk
  const at = new Date(now).toISOString()
  const isNew = decided.version !== open.newest.version
  const before = isNew ? [] : open.recorded
  const isRecorded = happened.step !== undefined && happened.details['how'] !== 'no-answer'
  const recorded = isRecorded && happened.step ? [...before, happened.step] : before
  const plan = { ...open.plan, ...change, version: open.nextVersion }
  const [due] = openSteps({
    state: plan.state,
    days: decided.details.chosen.days,
    decidedOn: londonDay(decided.recordedAt),
    recorded,
  })
  const done = await changeProcedurePlan(tx, { ...plan, stepDueOn: due?.dueOn ?? null }, at)
  if (!done) return changedMeanwhile('this plan')
  const { what, on, details, step = null } = happened
  await addProcedureEvent(tx, {
    id: desk.newId(),
    planId: plan.id,
    ofVersion: decided.version,
    what,
    step,
    onDate: on,
    details,
    by: actor.accountId,
    at,
  })
  return undefined
}
