import type { MonitoringTable } from '#clinical/doac/monitoring.ts'
import { maybeOne, type Tx } from './tx.ts'

export type MonitoringState = 'open' | 'activated' | 'declined' | 'withdrawn'

/** A table of monitoring as somebody proposed it, and what became of that. */
export type FoundMonitoringChoice = {
  readonly id: string
  readonly number: number
  readonly body: MonitoringTable
  readonly fromOn: string
  readonly reason: string
  readonly state: MonitoringState
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedAt: number
  readonly settledByName: string | null
  readonly settledAt: number | null
  readonly settledReason: string | null
  /** Null unless it was activated. */
  readonly inForceFrom: string | null
}

/** Adds what is proposed; answers false when another waits, or somebody else has just proposed. */
export async function addMonitoringChoice(
  tx: Tx,
  choice: Pick<
    FoundMonitoringChoice,
    'id' | 'number' | 'body' | 'fromOn' | 'reason' | 'proposedBy'
  > & { readonly proposedAt: string },
): Promise<boolean> {
  const added = await tx.query(
    `insert into monitoring_choice (provider_id, id, number, body, from_on, reason, state, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, 'open', $7, $8) on conflict do nothing returning id`,
    [
      tx.providerId,
      choice.id,
      choice.number,
      JSON.stringify(choice.body),
      choice.fromOn,
      choice.reason,
      choice.proposedBy,
      choice.proposedAt,
    ],
  )
  return added.length === 1
}

/** Every choice that was ever proposed here, newest first. */
export async function allMonitoringChoices(tx: Tx): Promise<readonly FoundMonitoringChoice[]> {
  return tx.query<FoundMonitoringChoice>(
    `select c.id, c.number, c.body, c.from_on as "fromOn", c.reason, c.state, c.proposed_by as "proposedBy",
            proposed.name as "proposedByName", c.proposed_at as "proposedAt", settled.name as "settledByName",
            c.settled_at as "settledAt", c.settled_reason as "settledReason", c.in_force_from as "inForceFrom"
       from monitoring_choice c
       join staff proposed on proposed.provider_id = c.provider_id and proposed.account_id = c.proposed_by
       left join staff settled on settled.provider_id = c.provider_id and settled.account_id = c.settled_by
      where c.provider_id = $1 order by c.number desc`,
    [tx.providerId],
  )
}

export type ActivatedMonitoring = {
  readonly id: string
  readonly body: MonitoringTable
  readonly from: string
  /** The newest check of this table here, null before there is one; it counts for the version that was compared. */
  readonly checkFound: 'agrees' | 'differs' | 'withdrawn' | null
  readonly checkedVersion: string | null
}

/** The choices that were activated, in the order in which they were, each with the newest check of its table. */
export async function activatedMonitoring(tx: Tx): Promise<readonly ActivatedMonitoring[]> {
  return tx.query<ActivatedMonitoring>(
    `select c.id, c.body, c.in_force_from as "from", k.found as "checkFound", k.protocol_version as "checkedVersion"
       from monitoring_choice c
       left join lateral (
         select found, protocol_version from protocol_check p
          where p.provider_id = c.provider_id and p.protocol = c.body ->> 'id'
          order by p.sequence desc limit 1) k on true
      where c.provider_id = $1 and c.state = 'activated' order by c.settled_at, c.number`,
    [tx.providerId],
  )
}

/** Settles a choice that is still open; answers whether it was. */
export async function settleMonitoringChoice(
  tx: Tx,
  settled: {
    readonly id: string
    readonly state: Exclude<MonitoringState, 'open'>
    readonly reason: string | null
    readonly inForceFrom: string | null
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update monitoring_choice
        set state = $3, settled_reason = $4, in_force_from = $5, settled_by = $6, settled_at = $7
      where provider_id = $1 and id = $2 and state = 'open' returning id`,
    [
      tx.providerId,
      settled.id,
      settled.state,
      settled.reason,
      settled.inForceFrom,
      settled.by,
      settled.at,
    ],
  )
  return rows.length === 1
}

/** How many running courses of a direct oral anticoagulant there are. */
export async function doacCourses(tx: Tx, medicines: readonly string[]): Promise<number> {
  const row = await maybeOne<{ n: number }>(
    tx,
    `select count(*)::int as n from episode
      where provider_id = $1 and phase in ('initiating', 'maintaining', 'suspended') and medicine = any ($2)`,
    [tx.providerId, medicines],
  )
  return row?.n ?? 0
}
