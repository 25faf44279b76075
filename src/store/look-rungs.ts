import type { Tx } from './tx.ts'

/** A look in an emergency that nobody has reviewed, with the rungs of its ladder that are recorded. */
export type WaitingLook = {
  readonly id: string
  readonly openedAt: number
  readonly recorded: readonly number[]
}

const NOT_REVIEWED = `not exists (
  select from emergency_review r where r.provider_id = l.provider_id and r.look_id = l.id)`

/** Looks that nobody has reviewed and that have not been escalated `most` times. */
export async function waitingLooks(tx: Tx, most: number): Promise<readonly WaitingLook[]> {
  return tx.query<WaitingLook>(
    `select l.id, l.opened_at as "openedAt", array_remove(array_agg(e.rung::int order by e.rung), null) as recorded
       from emergency_look l
       left join emergency_escalation e on e.provider_id = l.provider_id and e.look_id = l.id
      where l.provider_id = $1 and ${NOT_REVIEWED}
      group by l.provider_id, l.id having count(e.rung) < $2
      order by l.opened_at, l.id`,
    [tx.providerId, most],
  )
}

/** Records a rung of a look, once: answers false when it is recorded. */
export async function addLookRung(
  tx: Tx,
  reached: {
    readonly lookId: string
    readonly rung: number
    readonly toRole: string
    readonly dueOn: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into emergency_escalation (provider_id, look_id, rung, to_role, due_on, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning look_id`,
    [tx.providerId, reached.lookId, reached.rung, reached.toRole, reached.dueOn, reached.at],
  )
  return added.length === 1
}

/** Looks whose late review has been brought to people of this role. */
export async function lateLooksFor(tx: Tx, role: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from emergency_look l
      where l.provider_id = $1 and ${NOT_REVIEWED} and exists (
        select from emergency_escalation e where e.provider_id = l.provider_id and e.look_id = l.id and e.to_role = $2)`,
    [tx.providerId, role],
  )
  return rows[0]?.count ?? 0
}
