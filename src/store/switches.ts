import type { OverlapRule } from '#register/overlap.ts'
import type { SwitchState, SwitchStep, SwitchWay } from '#register/switch-plan.ts'
import { maybeOne, type Tx } from './tx.ts'

/** What a change was planned by, kept as it was: the rule of the overlap and the dose that the old medicine had before. */
export type SwitchDetails = {
  readonly rule: OverlapRule | null
  /** Micrograms at a time and times a day, where the dose is another one while both are taken. */
  readonly doseBefore: { readonly ug: number; readonly timesADay: 1 | 2 } | null
}

export type NewSwitch = {
  readonly id: string
  readonly patientId: string
  readonly way: SwitchWay
  readonly state: SwitchState
  readonly oldEpisodeId: string
  readonly newEpisodeId: string | null
  readonly oldMedicine: string
  readonly newMedicine: string
  readonly fromOn: string
  readonly untilOn: string
  readonly details: SwitchDetails
  readonly taskId: string
  readonly changedAt: string
}

/** Writes a change of medicine in its first state. */
export async function addSwitch(tx: Tx, entry: NewSwitch): Promise<void> {
  await tx.query(
    `insert into medicine_switch (provider_id, id, patient_id, way, state, old_episode_id, new_episode_id, old_medicine,
       new_medicine, from_on, until_on, details, task_id, version, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14)`,
    [
      tx.providerId,
      entry.id,
      entry.patientId,
      entry.way,
      entry.state,
      entry.oldEpisodeId,
      entry.newEpisodeId,
      entry.oldMedicine,
      entry.newMedicine,
      entry.fromOn,
      entry.untilOn,
      JSON.stringify(entry.details),
      entry.taskId,
      entry.changedAt,
    ],
  )
}

export type FoundSwitch = Omit<NewSwitch, 'changedAt'> & {
  readonly version: number
  readonly changedAt: number
}

const FOUND = `id, patient_id as "patientId", way, state, old_episode_id as "oldEpisodeId",
  new_episode_id as "newEpisodeId", old_medicine as "oldMedicine", new_medicine as "newMedicine", from_on as "fromOn",
  until_on as "untilOn", details, task_id as "taskId", version, changed_at as "changedAt"`

/** Every change of medicine of a person, the newest first. */
export async function switchesOf(tx: Tx, patientId: string): Promise<readonly FoundSwitch[]> {
  return tx.query<FoundSwitch>(
    `select ${FOUND} from medicine_switch where provider_id = $1 and patient_id = $2 order by id desc`,
    [tx.providerId, patientId],
  )
}

/** The change that is not yet at an end: there is at most one. */
export async function runningSwitch(tx: Tx, patientId: string): Promise<FoundSwitch | undefined> {
  return maybeOne<FoundSwitch>(
    tx,
    `select ${FOUND} from medicine_switch
      where provider_id = $1 and patient_id = $2 and state in ('waiting', 'planned', 'overlapping')`,
    [tx.providerId, patientId],
  )
}

/** Where a change stands after a step; `version` is the one that was seen. */
export type SwitchMove = Pick<
  FoundSwitch,
  'id' | 'version' | 'state' | 'newEpisodeId' | 'fromOn' | 'untilOn' | 'taskId'
> & { readonly changedAt: string }

/** Moves a change on, if it is still as it was seen; answers whether it did. */
export async function moveSwitch(tx: Tx, move: SwitchMove): Promise<boolean> {
  const moved = await tx.query(
    `update medicine_switch set state = $4, new_episode_id = $5, from_on = $6, until_on = $7, task_id = $8,
        changed_at = $9, version = version + 1
      where provider_id = $1 and id = $2 and version = $3 returning id`,
    [
      tx.providerId,
      move.id,
      move.version,
      move.state,
      move.newEpisodeId,
      move.fromOn,
      move.untilOn,
      move.taskId,
      move.changedAt,
    ],
  )
  return moved.length === 1
}

export type SwitchEvent = {
  readonly id: string
  readonly switchId: string
  /** The version of the change that this made. */
  readonly sequence: number
  readonly what: 'planned' | 'stopped' | SwitchStep
  readonly state: SwitchState
  readonly details: Readonly<Record<string, unknown>>
  readonly by: string
  readonly at: string
}

/** Writes down what happened to a change. */
export async function addSwitchEvent(tx: Tx, event: SwitchEvent): Promise<void> {
  await tx.query(
    `insert into medicine_switch_event (provider_id, id, switch_id, sequence, what, state, details, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.providerId,
      event.id,
      event.switchId,
      event.sequence,
      event.what,
      event.state,
      JSON.stringify(event.details),
      event.by,
      event.at,
    ],
  )
}

export type FoundSwitchEvent = Omit<SwitchEvent, 'at' | 'by'> & {
  readonly byName: string
  readonly at: number
}

/** What happened to the changes of a person, first to last. */
export async function switchEventsOf(
  tx: Tx,
  patientId: string,
): Promise<readonly FoundSwitchEvent[]> {
  return tx.query<FoundSwitchEvent>(
    `select v.id, v.switch_id as "switchId", v.sequence, v.what, v.state, v.details, s.name as "byName", v.at
       from medicine_switch_event v
       join medicine_switch m on m.provider_id = v.provider_id and m.id = v.switch_id
       join staff s on s.provider_id = v.provider_id and s.account_id = v.by
      where v.provider_id = $1 and m.patient_id = $2
      order by v.at, v.switch_id, v.sequence`,
    [tx.providerId, patientId],
  )
}
