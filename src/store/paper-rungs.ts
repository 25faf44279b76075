import type { Tx } from './tx.ts'

/** What was entered from paper and nobody has checked, with the rungs of its ladder that are recorded. */
export type WaitingPaper = {
  readonly id: string
  readonly enteredAt: number
  readonly recorded: readonly number[]
}

const NOT_CHECKED = `not exists (
  select from paper_check c where c.provider_id = p.provider_id and c.entry_id = p.id)`

/** Entries that nobody has checked and that have not been escalated `most` times. */
export async function waitingPaper(tx: Tx, most: number): Promise<readonly WaitingPaper[]> {
  return tx.query<WaitingPaper>(
    `select p.id, p.entered_at as "enteredAt", array_remove(array_agg(e.rung::int order by e.rung), null) as recorded
       from paper_entry p
       left join paper_escalation e on e.provider_id = p.provider_id and e.entry_id = p.id
      where p.provider_id = $1 and ${NOT_CHECKED}
      group by p.provider_id, p.id having count(e.rung) < $2
      order by p.entered_at, p.id`,
    [tx.providerId, most],
  )
}

/** Records a rung of an entry, once: answers false when it is recorded. */
export async function addPaperRung(
  tx: Tx,
  reached: {
    readonly entryId: string
    readonly rung: number
    readonly toRole: string
    readonly dueOn: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into paper_escalation (provider_id, entry_id, rung, to_role, due_on, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning entry_id`,
    [tx.providerId, reached.entryId, reached.rung, reached.toRole, reached.dueOn, reached.at],
  )
  return added.length === 1
}

/** Entries whose late check has been brought to people of this role. */
export async function latePaperFor(tx: Tx, role: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from paper_entry p
      where p.provider_id = $1 and ${NOT_CHECKED} and exists (
        select from paper_escalation e where e.provider_id = p.provider_id and e.entry_id = p.id and e.to_role = $2)`,
    [tx.providerId, role],
  )
  return rows[0]?.count ?? 0
}
