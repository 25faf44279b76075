import type { Inr } from '#clinical/inr.ts'
import { insertRows } from './insert-rows.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

export type Method = 'provider-meter' | 'laboratory' | 'own-meter'

/** What measured it, as typed by the person who did, kept in parts. */
export type Device = {
  readonly meter: string
  readonly stripLot: string
  /** The model that the meter was listed with; null of one that was not, absent before models were listed. */
  readonly model?: string | null
  /** The day until which the strips may be used; null or absent when it is not known. */
  readonly stripExpiresOn?: string | null
}

export type NewResult = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly inr: Inr
  /** What was typed or sent, letter for letter. */
  readonly raw: string
  readonly sampledOn: string
  readonly sampledAt: string | null
  readonly method: Method
  readonly device: Device | null
  readonly status: 'preliminary' | 'final' | 'corrected' | 'void'
  readonly replaces: string | null
  readonly reason: string | null
  /** Facts that only an imported result carries: the dose then in force, days omitted, the next test set. */
  readonly doseBeforeUg: number | null
  readonly omitDays: number | null
  readonly plannedNextOn: string | null
  readonly comment: string | null
  readonly importBatchId: string | null
  readonly enteredBy: string
  readonly enteredAt: string
}

const COLUMNS = [
  'provider_id',
  'id',
  'patient_id',
  'episode_id',
  'comparator',
  'tenths',
  'raw',
  'sampled_on',
  'sampled_at',
  'method',
  'device',
  'status',
  'replaces',
  'reason',
  'dose_before_ug',
  'omit_days',
  'planned_next_on',
  'comment',
  'import_batch_id',
  'entered_by',
  'entered_at',
] as const

/** Writes results; a correction names the one it replaces. */
export async function addResults(tx: Tx, results: readonly NewResult[]): Promise<void> {
  const rows = results.map((result) => [
    tx.providerId,
    result.id,
    result.patientId,
    result.episodeId,
    result.inr.comparator,
    result.inr.tenths,
    result.raw,
    result.sampledOn,
    result.sampledAt,
    result.method,
    result.device === null ? null : JSON.stringify(result.device),
    result.status,
    result.replaces,
    result.reason,
    result.doseBeforeUg,
    result.omitDays,
    result.plannedNextOn,
    result.comment,
    result.importBatchId,
    result.enteredBy,
    result.enteredAt,
  ])
  toSeal(tx, 'inr_result', ...results.map(({ id }) => id))
  await insertRows(tx, 'inr_result', COLUMNS, rows)
}

export type HistoryResult = {
  readonly id: string
  readonly comparator: Inr['comparator']
  readonly tenths: number
  readonly sampledOn: string
  readonly method: Method
  readonly status: NewResult['status']
  readonly doseBeforeUg: number | null
  readonly omitDays: number | null
  readonly plannedNextOn: string | null
  readonly comment: string | null
  readonly imported: boolean
  readonly enteredByName: string | null
  readonly enteredAt: number
}

/** The results that stand (final, not replaced) of an episode since a day, oldest first. */
export async function resultsSince(tx: Tx, episodeId: string, since: string) {
  return tx.query<HistoryResult>(
    `select r.id, r.comparator, r.tenths, r.sampled_on as "sampledOn", r.method, r.status,
            r.dose_before_ug as "doseBeforeUg", r.omit_days as "omitDays",
            r.planned_next_on as "plannedNextOn", r.comment,
            r.import_batch_id is not null as imported, s.name as "enteredByName", r.entered_at as "enteredAt"
       from inr_result r
       left join staff s on s.provider_id = r.provider_id and s.account_id = r.entered_by
      where r.provider_id = $1 and r.episode_id = $2 and r.sampled_on >= $3
        and r.status in ('final', 'corrected')
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on, r.entered_at, r.id`,
    [tx.providerId, episodeId, since],
  )
}

/** One result by its id, whatever its status; says whether a later row has replaced it. */
export async function findResult(tx: Tx, id: string) {
  return maybeOne<{
    id: string
    patientId: string
    episodeId: string
    comparator: Inr['comparator']
    tenths: number
    sampledOn: string
    sampledAt: number | null
    method: Method
    device: Device | null
    status: NewResult['status']
    doseBeforeUg: number | null
    omitDays: number | null
    plannedNextOn: string | null
    replaced: boolean
  }>(
    tx,
    `select r.id, r.patient_id as "patientId", r.episode_id as "episodeId", r.comparator, r.tenths,
            r.sampled_on as "sampledOn", r.sampled_at as "sampledAt", r.method, r.device, r.status,
            r.dose_before_ug as "doseBeforeUg", r.omit_days as "omitDays",
            r.planned_next_on as "plannedNextOn",
            exists (select 1 from inr_result later
                     where later.provider_id = r.provider_id and later.replaces = r.id) as replaced
       from inr_result r where r.provider_id = $1 and r.id = $2`,
    [tx.providerId, id],
  )
}

/** A result with every one that it replaces, back to the first: a correction of a correction included. */
export async function correctedFrom(tx: Tx, id: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive chain as (
       select r.id, r.replaces from inr_result r where r.provider_id = $1 and r.id = $2
       union all
       select r.id, r.replaces from inr_result r join chain c on r.provider_id = $1 and r.id = c.replaces)
     select id from chain`,
    [tx.providerId, id],
  )
  return rows.map((row) => row.id)
}

/** Of a result `row`, the row of its corrections that was entered at a visit: itself, unless it replaces another. */
export const seenAtVisit = (row: string): string =>
  `(case when ${row}.replaces is null then ${row}.id else result_seen_at_visit(${row}.provider_id, ${row}.id) end)`

/** Whether what has replaced this result in the end is void: nothing decided on it is given any more. */
export async function isVoided(tx: Tx, id: string): Promise<boolean> {
  const row = await maybeOne<{ isVoid: boolean }>(tx, 'select result_is_void($1, $2) as "isVoid"', [
    tx.providerId,
    id,
  ])
  return row?.isVoid === true
}
