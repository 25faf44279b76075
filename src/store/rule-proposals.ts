import { maybeOne, type Tx } from './tx.ts'

export type ProposalState = 'open' | 'activated' | 'declined' | 'withdrawn'

export type FoundProposal = {
  readonly id: string
  readonly number: number
  readonly base: object
  readonly baseHash: string
  readonly proposed: object
  readonly proposedHash: string
  readonly reason: string
  readonly expectedEffect: string
  readonly state: ProposalState
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedAt: number
  readonly settledByName: string | null
  readonly settledAt: number | null
  readonly settledReason: string | null
  readonly shadowRunId: string | null
}

export async function addProposal(
  tx: Tx,
  proposal: Pick<
    FoundProposal,
    | 'id'
    | 'number'
    | 'base'
    | 'baseHash'
    | 'proposed'
    | 'proposedHash'
    | 'reason'
    | 'expectedEffect'
    | 'proposedBy'
  > & { readonly proposedAt: string },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into rule_proposal (provider_id, id, number, base, base_hash, proposed, proposed_hash, reason,
       expected_effect, state, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11) on conflict do nothing returning id`,
    [
      tx.providerId,
      proposal.id,
      proposal.number,
      JSON.stringify(proposal.base),
      proposal.baseHash,
      JSON.stringify(proposal.proposed),
      proposal.proposedHash,
      proposal.reason,
      proposal.expectedEffect,
      proposal.proposedBy,
      proposal.proposedAt,
    ],
  )
  return rows.length === 1
}

const FOUND = `select p.id, p.number, p.base, p.base_hash as "baseHash", p.proposed, p.proposed_hash as "proposedHash",
    p.reason, p.expected_effect as "expectedEffect", p.state, p.proposed_by as "proposedBy",
    proposed.name as "proposedByName", p.proposed_at as "proposedAt", settled.name as "settledByName",
    p.settled_at as "settledAt", p.settled_reason as "settledReason", p.shadow_run_id as "shadowRunId"
  from rule_proposal p
  join staff proposed on proposed.provider_id = p.provider_id and proposed.account_id = p.proposed_by
  left join staff settled on settled.provider_id = p.provider_id and settled.account_id = p.settled_by
 where p.provider_id = $1`

export async function findProposal(tx: Tx, id: string): Promise<FoundProposal | undefined> {
  return maybeOne<FoundProposal>(tx, `${FOUND} and p.id = $2`, [tx.providerId, id])
}

/** Every proposal ever made here, newest first. */
export async function allProposals(tx: Tx): Promise<readonly FoundProposal[]> {
  return tx.query<FoundProposal>(`${FOUND} order by p.number desc`, [tx.providerId])
}

/** The number that the next proposal has; two at once cannot both have it. */
export async function nextProposalNumber(tx: Tx): Promise<number> {
  const row = await maybeOne<{ next: number }>(
    tx,
    'select coalesce(max(number), 0) + 1 as next from rule_proposal where provider_id = $1',
    [tx.providerId],
  )
  return row?.next ?? 1
}

/** Settles a proposal that is still open; answers whether it was. */
export async function settleProposal(
  tx: Tx,
  settled: {
    readonly id: string
    readonly state: Exclude<ProposalState, 'open'>
    readonly reason: string | null
    readonly shadowRunId: string | null
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update rule_proposal set state = $3, settled_reason = $4, shadow_run_id = $5, settled_by = $6, settled_at = $7
      where provider_id = $1 and id = $2 and state = 'open' returning id`,
    [
      tx.providerId,
      settled.id,
      settled.state,
      settled.reason,
      settled.shadowRunId,
      settled.by,
      settled.at,
    ],
  )
  return rows.length === 1
}
