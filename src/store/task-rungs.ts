import { toSeal } from './seals.ts'
import type { TaskKind } from './tasks.ts'
import type { Tx } from './tx.ts'

/** An open task with the rungs of its ladder that are recorded. */
export type ClimbingTask = {
  readonly id: string
  readonly kind: TaskKind
  readonly openedAt: number
  readonly dueAt: number
  readonly recorded: readonly number[]
}

/** Open tasks that have not been escalated `most` times. */
export async function climbingTasks(tx: Tx, most: number): Promise<readonly ClimbingTask[]> {
  return tx.query<ClimbingTask>(
    `select t.id, t.kind, t.opened_at as "openedAt", t.due_at as "dueAt",
            array_remove(array_agg(e.rung::int order by e.rung), null) as recorded
       from task t
       left join task_event e on e.provider_id = t.provider_id and e.task_id = t.id and e.rung is not null
      where t.provider_id = $1 and t.state <> 'closed'
      group by t.provider_id, t.id having count(e.rung) < $2
      order by t.due_at, t.id`,
    [tx.providerId, most],
  )
}

/**
 * Records a rung of an open task, once: answers false when it is recorded or the task is closed. The task itself stays at
 * the version that somebody may be deciding on.
 */
export async function addRung(
  tx: Tx,
  reached: {
    readonly id: string
    readonly taskId: string
    readonly rung: number
    readonly toRole: string
    readonly at: string
  },
): Promise<boolean> {
  const marked = await tx.query(
    `update task set escalated_at = coalesce(escalated_at, $3)
      where provider_id = $1 and id = $2 and state <> 'closed' returning id`,
    [tx.providerId, reached.taskId, reached.at],
  )
  if (marked.length === 0) return false
  const added = await tx.query(
    `insert into task_event (provider_id, id, task_id, what, note, by, at, rung, to_role)
     values ($1, $2, $3, 'escalated', null, null, $4, $5, $6) on conflict do nothing returning id`,
    [tx.providerId, reached.id, reached.taskId, reached.at, reached.rung, reached.toRole],
  )
  if (added.length === 0) return false
  toSeal(tx, 'task_event', reached.id)
  return true
}

/** Open tasks that have been brought to people of this role. */
export async function escalatedTo(tx: Tx, role: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(distinct t.id)::int as count
       from task t join task_event e on e.provider_id = t.provider_id and e.task_id = t.id and e.to_role = $2
      where t.provider_id = $1 and t.state <> 'closed' and t.escalated_at is not null`,
    [tx.providerId, role],
  )
  return rows[0]?.count ?? 0
}
