import { permission } from '#access/policy.ts'
import { type Day, londonDay } from '#base/day.ts'
import { type DueStep, openSteps } from '#clinical/procedure/open-steps.ts'
import { isOpen } from '#clinical/procedure/plan-state.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { procedureEvents } from '#store/procedure-events.ts'
import {
  type FoundProcedurePlan,
  type ProcedureVersion,
  procedurePlansOf,
  procedureVersions,
} from '#store/procedure-plans.ts'
import { allStaff } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import type { Desk } from './desk.ts'
import { type Finding, notHere } from './outcome.ts'
import { stepsRecorded } from './procedure-case.ts'
import { type ProcedureFacts, plannable, procedureFacts } from './procedure-facts.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { runningEpisode } from './visit-case.ts'

/** One plan with every decision of its dates and everything that happened. */
export type ShownPlan = {
  readonly plan: FoundProcedurePlan
  readonly newest: ProcedureVersion
  /** Decisions of dates that were replaced, the newest first. */
  readonly earlier: readonly ProcedureVersion[]
  readonly events: Awaited<ReturnType<typeof procedureEvents>>
  readonly due: readonly DueStep[]
}

/** The plans for procedures of a person, and what a new one would be made from. */
export type ProcedurePage = {
  readonly kind: 'procedure-page'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly episode: FoundEpisode
  readonly open: ShownPlan | null
  readonly closed: readonly ShownPlan[]
  /** What the record says now; null for a medicine that is not planned here. */
  readonly facts: ProcedureFacts | null
  /** Why no new plan can be made; empty when one can. */
  readonly against: readonly Finding[]
  /** Who may have the restart, by account. */
  readonly owners: readonly { readonly id: string; readonly name: string }[]
  readonly me: string
  readonly may: { readonly plan: boolean; readonly follow: boolean; readonly print: boolean }
}

const CLOSED_SHOWN = 5

export const procedurePage = view<{ readonly patientId: string }, ProcedurePage>(
  'see-patient',
  async (desk, asked) => {
    const { tx, today, actor } = desk
    const patient = await patientOnScreen(tx, idTyped(asked.patientId))
    if (patient === undefined) return notHere('patient')
    const episode = runningEpisode(await episodesOf(tx, patient.id))
    if (episode === undefined) return notHere('treatment plan')
    const medicine = await plannable(desk, patient, episode)
    const plans = await procedurePlansOf(tx, episode.id)
    const running = plans.find(isOpen)
    const taken = running?.medicine ?? (typeof medicine === 'string' ? medicine : null)
    const may = (act: Parameters<typeof permission>[0]) =>
      permission(act, actor, today).kind === 'allowed'
    return {
      kind: 'procedure-page',
      today,
      patient,
      episode,
      open: running === undefined ? null : await shownPlan(tx, running),
      closed: await Promise.all(
        plans
          .filter((plan) => !isOpen(plan))
          .slice(0, CLOSED_SHOWN)
          .map((plan) => shownPlan(tx, plan)),
      ),
      facts: taken === null ? null : await procedureFacts(desk, patient, episode, taken),
      against: typeof medicine === 'string' ? [] : medicine.findings,
      owners: await ownersOf(desk),
      me: actor.accountId,
      may: {
        plan: may('plan-procedure'),
        follow: may('follow-procedure'),
        print: may('print-dose'),
      },
    }
  },
  (_asked, { patient }) => patient.id,
)

/** A plan with its history, for other views of the same transaction. */
export async function shownPlan(tx: Tx, plan: FoundProcedurePlan): Promise<ShownPlan> {
  const [newest, ...earlier] = await procedureVersions(tx, plan.id)
  if (newest === undefined) throw new Error('a plan for a procedure has lost its dates')
  const events = await procedureEvents(tx, plan.id)
  const due = openSteps({
    state: plan.state,
    days: newest.details.chosen.days,
    decidedOn: londonDay(newest.recordedAt),
    recorded: stepsRecorded(events, newest.version),
  })
  return { plan, newest, earlier, events, due }
}

async function ownersOf({ tx, today }: Desk): Promise<ProcedurePage['owners']> {
  const staff = await allStaff(tx)
  return staff
    .filter((one) => one.active && permission('follow-procedure', one, today).kind === 'allowed')
    .map(({ accountId, name }) => ({ id: accountId, name }))
}
