import { permission } from '#access/policy.ts'
import { type BreachStanding, breachStanding } from '#assurance/action-plan.ts'
import type { QualityFigure } from '#assurance/quality.ts'
import type { Day } from '#base/day.ts'
import { type AnalysisComment, commentsMade } from '#store/analysis-comments.ts'
import { type Breach, breachesDecided, breachSteps } from '#store/breaches.ts'
import { type CommissionedVersion, thisCommissioner } from '#store/commissioned.ts'
import {
  type ActionPlan,
  type ActionUpdate,
  type AnalysisReceived,
  analysesReceived,
  plansReceived,
  type StatementReceived,
  type StepOfBreach,
  statementsReceived,
  updatesReceived,
} from '#store/quality-seen.ts'
import { forCommissioner } from './commissioner-view.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused } from './outcome.ts'
import { type ContractQuality, qualityOfAll, undecidedOf } from './quality-read.ts'
import { view } from './view.ts'

/** A decision with all that followed it. */
export type DecidedBreach = Breach & {
  readonly ofProviderId: string
  readonly providerName: string
  readonly requirementName: string
  readonly plans: readonly ActionPlan[]
  readonly updates: readonly ActionUpdate[]
  readonly steps: readonly StepOfBreach[]
  /** Nothing where the provider was not notified. */
  readonly standing: BreachStanding | undefined
}

/** A requirement that is not met, with late events about which nobody has decided. */
export type ToDecide = {
  readonly contract: CommissionedVersion
  readonly figure: QualityFigure
  readonly undecided: readonly string[]
}

export type CommissionerQuality = {
  readonly kind: 'commissioner-quality'
  readonly today: Day
  readonly mayDecide: boolean
  readonly toDecide: readonly ToDecide[]
  readonly decided: readonly DecidedBreach[]
  readonly analyses: readonly AnalysisReceived[]
  readonly statements: readonly StatementReceived[]
  readonly comments: readonly AnalysisComment[]
  readonly contracts: readonly ContractQuality[]
}

/** What providers told of their events, how each requirement stands, and every decision with its reason (S28, S29, C3). */
export const commissionerQuality = view<object, CommissionerQuality>('see-quality', readQuality)

/** The same within an act: what is of providers is read as a commissioner, what is of this organisation as its own. */
export async function readQuality(desk: Desk): Promise<CommissionerQuality | Refused> {
  const { tx, today, actor } = desk
  if ((await thisCommissioner(tx)) === undefined) return notHere('commissioner')
  const decisions = await breachesDecided(tx)
  const steps = await breachSteps(tx)
  const comments = await commentsMade(tx)
  const seen = await forCommissioner(desk, async (reader) => ({
    kind: 'seen' as const,
    contracts: await qualityOfAll(reader),
    analyses: await analysesReceived(reader.tx),
    statements: await statementsReceived(reader.tx),
    plans: await plansReceived(reader.tx),
    updates: await updatesReceived(reader.tx),
  }))
  if (seen.kind === 'refused') return seen
  const { contracts, analyses, statements } = seen
  const decided = decisions.map((breach) => withAll(breach, { ...seen, steps }, today))
  return {
    kind: 'commissioner-quality',
    today,
    mayDecide: permission('decide-breach', actor, today).kind === 'allowed',
    toDecide: contracts.flatMap((each) => toDecideOf(each, decisions)),
    ...{ decided, analyses, statements, comments, contracts },
  }
}

function toDecideOf(
  { versions, figures }: ContractQuality,
  decisions: readonly Breach[],
): readonly ToDecide[] {
  const contract = versions.at(-1) ?? versions[0]
  return figures
    .filter(({ standing }) => standing === 'not-met')
    .map((figure) => ({
      contract,
      figure,
      undecided: undecidedOf(figure, contract.contractId, decisions),
    }))
    .filter(({ undecided }) => undecided.length > 0)
}

type Seen = {
  readonly contracts: readonly ContractQuality[]
  readonly plans: readonly ActionPlan[]
  readonly updates: readonly ActionUpdate[]
  readonly steps: readonly StepOfBreach[]
}

function withAll(
  breach: Breach & { readonly ofProviderId: string },
  seen: Seen,
  today: Day,
): DecidedBreach {
  const ofBreach = ({ breachId }: { readonly breachId: string }) => breachId === breach.id
  const of = seen.contracts.find(
    ({ versions: [{ contractId }] }) => contractId === breach.contractId,
  )
  const [plans, steps] = [seen.plans.filter(ofBreach), seen.steps.filter(ofBreach)]
  const { planDueOn, requirementId } = breach
  return {
    ...breach,
    providerName: of?.versions[0].providerName ?? 'A provider whose contract is another’s now',
    requirementName:
      of?.specification?.quality.find(({ id }) => id === requirementId)?.name ?? requirementId,
    ...{ plans, steps, updates: seen.updates.filter(ofBreach) },
    standing: planDueOn === null ? undefined : breachStanding(planDueOn, plans, steps, today),
  }
}
