import { LOOK_BACK_DAYS } from '#recall/absences.ts'
import type { LeftOver } from '#recall/clinic-closing.ts'
import { columns } from './absence-columns.ts'
import { type ALARM_KINDS, ALARM_KINDS_SQL } from './tasks.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Somebody of the clinic for whom something was left when it was closed. */
export type LeftPerson = { readonly patientId: string; readonly left: LeftOver }

export type ClinicEnding = {
  readonly version: number
  readonly what: 'closed' | 'opened-again'
  readonly handedTo: string | null
  readonly handedToName: string | null
  readonly reason: string | null
  readonly leftOver: readonly LeftPerson[]
  readonly byName: string
  readonly at: number
}

/** The newest line of a clinic day, or undefined while nobody has closed it. */
export async function newestEnding(tx: Tx, on: string): Promise<ClinicEnding | undefined> {
  return maybeOne<ClinicEnding>(
    tx,
    `select c.version, c.what, c.handed_to as "handedTo", h.name as "handedToName", c.reason,
            c.left_over as "leftOver", s.name as "byName", c.at
       from clinic_ending c
       join staff s on s.provider_id = c.provider_id and s.account_id = c.by
       left join staff h on h.provider_id = c.provider_id and h.account_id = c.handed_to
      where c.provider_id = $1 and c.on_date = $2
      order by c.version desc limit 1`,
    [tx.providerId, on],
  )
}

/** Adds the next line of a clinic day; answers false when somebody else has added it. */
export async function addEnding(
  tx: Tx,
  ending: {
    readonly on: string
    readonly version: number
    readonly what: ClinicEnding['what']
    readonly handedTo: string | null
    readonly reason: string | null
    readonly leftOver: readonly LeftPerson[]
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into clinic_ending (provider_id, on_date, version, what, handed_to, reason, left_over, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning version`,
    [
      tx.providerId,
      ending.on,
      ending.version,
      ending.what,
      ending.handedTo,
      ending.reason,
      JSON.stringify(ending.leftOver),
      ending.by,
      ending.at,
    ],
  )
  return added.length === 1
}

/** Which of these people have an alarm that nobody has closed, and who waits for a venous sample. */
export async function openAlarmsAmong(tx: Tx, patientIds: readonly string[]) {
  return tx.query<{
    patientId: string
    taskId: string
    kind: (typeof ALARM_KINDS)[number]
  }>(
    `select patient_id as "patientId", id as "taskId", kind from task
      where provider_id = $1 and state <> 'closed' and kind in ${ALARM_KINDS_SQL}
        and patient_id = any ($2::uuid[])
      order by opened_at`,
    [tx.providerId, patientIds],
  )
}

/** Days with a clinic that nobody closed, and those with somebody tested after the clinic was closed. */
export const CLINIC_NOT_CLOSED = `${columns({
  key: 'held.on_date',
  named: "'Clinic'",
  sinceOn: 'held.on_date',
})} from provider p,
    lateral (select d::date as on_date from generate_series(
      greatest(p.clinics_closed_from, $2::date - ${LOOK_BACK_DAYS})::timestamp, ($2::date - 1)::timestamp, interval '1 day') d) held
    left join lateral (
      select e.what, e.at from clinic_ending e where e.provider_id = $1 and e.on_date = held.on_date
       order by e.version desc limit 1) ended on true
   where p.provider_id = $1
     and (exists (select from visit v where v.provider_id = $1 and v.on_date = held.on_date
                     and (ended.at is null or ended.what <> 'closed' or v.recorded_at > ended.at))
          or ((ended.at is null or ended.what <> 'closed')
              and exists (select from appointment a where a.provider_id = $1 and a.on_date = held.on_date
                             and a.status <> 'cancelled')))`
