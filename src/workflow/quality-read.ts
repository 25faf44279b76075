import { type QualityFigure, qualityOf, type ReportedEvent } from '#assurance/quality.ts'
import { londonDay } from '#base/day.ts'
import { agreedText } from '#contract/catalogue.ts'
import type { ServiceSpecification } from '#contract/specification.ts'
import type { Breach } from '#store/breaches.ts'
import { commissionedVersions } from '#store/commissioned.ts'
import type { EventStatement } from '#store/event-statements.ts'
import { type AnalysisReceived, analysesReceived, statementsReceived } from '#store/quality-seen.ts'
import { type CommissionedContract, contractsIn } from './board.ts'
import type { CommissionerDesk } from './commissioner-view.ts'

/** A contract with how each of its quality requirements stands. */
export type ContractQuality = {
  readonly versions: CommissionedContract
  readonly specification: ServiceSpecification | undefined
  readonly figures: readonly QualityFigure[]
}

/** The quality of every contract of a commissioner, by one rule for all of them. Asked as a commissioner. */
export async function qualityOfAll({
  tx,
  today,
}: Pick<CommissionerDesk, 'tx' | 'today'>): Promise<readonly ContractQuality[]> {
  const contracts = contractsIn(await commissionedVersions(tx))
  const analyses = await analysesReceived(tx)
  const statements = await statementsReceived(tx)
  return contracts.map((versions) => {
    const newest = versions.at(-1) ?? versions[0]
    const { contractId } = newest
    const specification = agreedText(newest)?.document
    const events = reportedBy(
      analyses.filter((each) => each.contractId === contractId),
      statements.filter((each) => each.contractId === contractId),
    )
    const figures = specification === undefined ? [] : qualityOf(specification, events, today)
    return { versions, specification, figures }
  })
}

type Analysis = Pick<
  AnalysisReceived,
  'eventId' | 'kind' | 'awareOn' | 'submittedAt' | 'isWithdrawn'
>

/** Every event that a commissioner was told of: by its analysis, or by the newest statement of its month. */
function reportedBy(
  analyses: readonly Analysis[],
  statements: readonly Pick<EventStatement, 'month' | 'events'>[],
): readonly ReportedEvent[] {
  const known = new Set(analyses.map(({ eventId }) => eventId))
  const newest = new Map(statements.map((each) => [each.month, each.events]))
  const stated = [...newest.values()].flat().filter(({ event }) => !known.has(event))
  return [
    ...analyses
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ eventId, kind, awareOn, submittedAt }) => ({
        event: eventId,
        kind,
        awareOn,
        submittedOn: londonDay(submittedAt),
      })),
    ...stated.map(({ event, kind, awareOn }) => ({ event, kind, awareOn, submittedOn: null })),
  ]
}

/** The late events of a figure that no decision has been made about yet. */
export function undecidedOf(
  { requirement, late }: QualityFigure,
  contractId: string,
  decided: readonly Pick<Breach, 'contractId' | 'requirementId' | 'figures'>[],
): readonly string[] {
  const before = decided.filter(
    (each) => each.contractId === contractId && each.requirementId === requirement.id,
  )
  return late.filter((event) => !before.some(({ figures }) => figures.late.includes(event)))
}
