import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Work that stays somebody's until it is closed. Its details are what was known when it was opened. */
export const TASK_KINDS = [
  'referral',
  'alarm',
  'alarm-unsaved',
  'sent-back',
  'test-failed',
  'result-corrected',
  'wrong-patient',
  'result-to-enter',
  'alarm-to-enter',
  'record-link',
  'target-changed',
  'target-check',
  'target-doubt',
  'venous-confirmation',
  'non-attendance',
  'review-decision',
  'doac-review',
  'medicine-change',
  'bridging',
  'pause-ended',
  'stop-date',
  'second-look',
  'text-not-answered',
  'text-withdrawn',
  'dose-not-told',
  'stop-notice',
  'look-back',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** The kinds that are an alarm until they are closed: on the list of alarms, and what a clinic is not closed over (H17). */
export const ALARM_KINDS = [
  'alarm',
  'alarm-unsaved',
  'alarm-to-enter',
  'venous-confirmation',
] as const satisfies readonly TaskKind[]

/** The same, to compare a column with. */
export const ALARM_KINDS_SQL = `(${ALARM_KINDS.map((kind) => `'${kind}'`).join(', ')})`

export type NewTask = {
  readonly id: string
  readonly kind: TaskKind
  readonly patientId: string
  readonly episodeId: string
  readonly visitId: string | null
  readonly title: string
  readonly details: unknown
  readonly forWhom: 'authoriser' | 'prescriber'
  readonly openedBy: string
  readonly openedAt: string
  readonly dueAt: string
  /** Whose it is from the start; null leaves it to whoever takes it. */
  readonly takenBy: string | null
}

export async function addTask(tx: Tx, task: NewTask): Promise<void> {
  await tx.query(
    `insert into task (provider_id, id, kind, patient_id, episode_id, visit_id, title, details, for_whom,
       opened_by, opened_at, due_at, state, taken_by, taken_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)`,
    [
      tx.providerId,
      task.id,
      task.kind,
      task.patientId,
      task.episodeId,
      task.visitId,
      task.title,
      JSON.stringify(task.details),
      task.forWhom,
      task.openedBy,
      task.openedAt,
      task.dueAt,
      task.takenBy === null ? 'open' : 'taken',
      task.takenBy,
      task.takenBy === null ? null : task.openedAt,
    ],
  )
  toSeal(tx, 'task', task.id)
}

export type TaskState = 'open' | 'taken' | 'closed'

export type FoundTask = {
  readonly id: string
  readonly kind: TaskKind
  readonly patientId: string
  readonly episodeId: string
  readonly visitId: string | null
  readonly title: string
  readonly details: unknown
  readonly forWhom: 'authoriser' | 'prescriber'
  readonly openedBy: string
  readonly openedByName: string
  readonly openedAt: number
  readonly dueAt: number
  readonly state: TaskState
  readonly takenBy: string | null
  readonly takenByName: string | null
  readonly escalatedAt: number | null
  readonly closingCode: string | null
  readonly version: number
}

const FOUND = `t.id, t.kind, t.patient_id as "patientId", t.episode_id as "episodeId", t.visit_id as "visitId",
  t.title, t.details, t.for_whom as "forWhom", t.opened_by as "openedBy", opened.name as "openedByName",
  t.opened_at as "openedAt", t.due_at as "dueAt", t.state, t.taken_by as "takenBy",
  taken.name as "takenByName", t.escalated_at as "escalatedAt", t.closing_code as "closingCode", t.version`

const FROM = `task t
  join staff opened on opened.provider_id = t.provider_id and opened.account_id = t.opened_by
  left join staff taken on taken.provider_id = t.provider_id and taken.account_id = t.taken_by`

export async function findTask(tx: Tx, id: string): Promise<FoundTask | undefined> {
  return maybeOne<FoundTask>(
    tx,
    `select ${FOUND} from ${FROM} where t.provider_id = $1 and t.id = $2`,
    [tx.providerId, id],
  )
}

/** What is still to be done for one course, soonest due first. */
export async function openTasksOf(tx: Tx, episodeId: string): Promise<readonly FoundTask[]> {
  return tx.query<FoundTask>(
    `select ${FOUND} from ${FROM}
      where t.provider_id = $1 and t.episode_id = $2 and t.state <> 'closed'
      order by t.due_at, t.id`,
    [tx.providerId, episodeId],
  )
}

/** What a message that was sent still asks of a record, on whichever course. */
export async function openTasksAbout(tx: Tx, patientId: string, sentId: string) {
  return tx.query<FoundTask>(
    `select ${FOUND} from ${FROM}
      where t.provider_id = $1 and t.state <> 'closed' and t.details ->> 'sentId' = $3
        and t.episode_id in (select id from episode where provider_id = $1 and patient_id = $2)
      order by t.due_at, t.id`,
    [tx.providerId, patientId, sentId],
  )
}

/** What two records that may be of one person still have open because of it. */
export async function openTasksOfLink(tx: Tx, linkId: string): Promise<readonly FoundTask[]> {
  return tx.query<FoundTask>(
    `select ${FOUND} from ${FROM}
      where t.provider_id = $1 and t.kind = 'record-link' and t.details ->> 'linkId' = $2 and t.state <> 'closed'
      order by t.id`,
    [tx.providerId, linkId],
  )
}

/** Gives a task to a person, if it is still as it was seen; answers whether it did. */
export async function takeTaskRow(
  tx: Tx,
  taking: {
    readonly id: string
    readonly version: number
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const taken = await tx.query(
    `update task set state = 'taken', taken_by = $4, taken_at = $5, version = version + 1
      where provider_id = $1 and id = $2 and version = $3 and state <> 'closed' returning id`,
    [tx.providerId, taking.id, taking.version, taking.by, taking.at],
  )
  return taken.length === 1
}

export type Closing = {
  readonly id: string
  readonly version: number
  readonly code: string
  readonly note: string
  /** Null where the product closes it by itself. */
  readonly by: string | null
  readonly at: string
}

/** Closes a task with what was done, if it is still as it was seen; answers whether it did. */
export async function closeTaskRow(tx: Tx, closing: Closing): Promise<boolean> {
  const closed = await tx.query(
    `update task set state = 'closed', closed_by = $4, closed_at = $5, closing_code = $6, closing_note = $7,
        version = version + 1
      where provider_id = $1 and id = $2 and version = $3 and state <> 'closed' returning id`,
    [
      tx.providerId,
      closing.id,
      closing.version,
      closing.by,
      closing.at,
      closing.code,
      closing.note,
    ],
  )
  return closed.length === 1
}

export async function addTaskEvent(
  tx: Tx,
  event: {
    readonly id: string
    readonly taskId: string
    readonly what: string
    readonly note: string | null
    readonly by: string | null
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into task_event (provider_id, id, task_id, what, note, by, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.providerId, event.id, event.taskId, event.what, event.note, event.by, event.at],
  )
  toSeal(tx, 'task_event', event.id)
}

export type TaskEvent = {
  readonly what: string
  readonly note: string | null
  readonly byName: string | null
  readonly at: number
  /** Of an escalation: which rung of the ladder, and whom it calls. */
  readonly rung: number | null
  readonly toRole: string | null
}

/** What has happened to a task, first to last. */
export async function taskEvents(tx: Tx, taskId: string) {
  return tx.query<TaskEvent>(
    `select e.what, e.note, s.name as "byName", e.at, e.rung, e.to_role as "toRole"
       from task_event e
       left join staff s on s.provider_id = e.provider_id and s.account_id = e.by
      where e.provider_id = $1 and e.task_id = $2
      order by e.at, e.id`,
    [tx.providerId, taskId],
  )
}
