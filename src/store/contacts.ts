import type { ContactOutcome, ContactPurpose, ContactWay } from '#recall/contact-words.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

export type NewContact = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly purpose: ContactPurpose
  /** 1 to 3 of the contacts about one missed test; 0 for any other contact. */
  readonly step: number
  readonly how: ContactWay
  readonly outcome: ContactOutcome
  /** When the next step is due if the person has not come by then. */
  readonly dueOn: string
  readonly note: string | null
  readonly by: string
  readonly at: string
}

export async function addContact(tx: Tx, contact: NewContact): Promise<void> {
  await tx.query(
    `insert into contact (provider_id, id, patient_id, episode_id, purpose, step, how, outcome, due_on, note, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.providerId,
      contact.id,
      contact.patientId,
      contact.episodeId,
      contact.purpose,
      contact.step,
      contact.how,
      contact.outcome,
      contact.dueOn,
      contact.note,
      contact.by,
      contact.at,
    ],
  )
  toSeal(tx, 'contact', contact.id)
}

export type FoundContact = Omit<NewContact, 'patientId' | 'at' | 'by'> & {
  readonly at: number
  readonly byName: string
}

/** Every contact with a person, newest first. */
export async function contactsOf(tx: Tx, patientId: string): Promise<readonly FoundContact[]> {
  return tx.query<FoundContact>(
    `select k.id, k.episode_id as "episodeId", k.purpose, k.step, k.how, k.outcome, k.due_on as "dueOn", k.note,
            s.name as "byName", k.at
       from contact k
       join staff s on s.provider_id = k.provider_id and s.account_id = k.by
      where k.provider_id = $1 and k.patient_id = $2
      order by k.at desc, k.id desc`,
    [tx.providerId, patientId],
  )
}

export type NonAttendance = {
  /** The newest appointment missed since the last test; null when none was. */
  readonly missedOn: string | null
  /** A booked appointment from today on. */
  readonly bookedOn: string | null
  /** Contacts about the missed test since the last test and the last decision. */
  readonly contacts: number
  readonly nextDueOn: string | null
  /** The task of the prescriber's decision, while it is open. */
  readonly taskId: string | null
  readonly taskVersion: number | null
}

/** How far one course has come on the ladder from a missed test to a prescriber's decision. */
export async function nonAttendanceOf(
  tx: Tx,
  episodeId: string,
  today: string,
): Promise<NonAttendance> {
  const found = await maybeOne<NonAttendance>(
    tx,
    `with course as (
       select e.id, e.patient_id, coalesce(e.last_tested_on, '1900-01-01'::date) as tested_on,
              coalesce((select max(t.closed_at) from task t
                         where t.provider_id = $1 and t.episode_id = e.id and t.kind = 'non-attendance'
                           and t.state = 'closed'), '-infinity') as decided_at
         from episode e where e.provider_id = $1 and e.id = $2)
     select missed.on_date as "missedOn", booked.on_date as "bookedOn", k.contacts, k.due_on as "nextDueOn",
            t.id as "taskId", t.version as "taskVersion"
       from course c
       cross join lateral (
         select max(a.on_date) as on_date from appointment a
          where a.provider_id = $1 and a.patient_id = c.patient_id and a.episode_id = c.id
            and a.status = 'missed' and a.on_date > c.tested_on and a.changed_at > c.decided_at) missed
       cross join lateral (
         select min(a.on_date) as on_date from appointment a
          where a.provider_id = $1 and a.patient_id = c.patient_id and a.episode_id = c.id
            and a.status in ('booked', 'arrived') and a.on_date >= $3) booked
       cross join lateral (
         select count(*)::int as contacts, max(k.due_on) as due_on from contact k
          where k.provider_id = $1 and k.episode_id = c.id and k.purpose = 'missed-test'
            and k.at > c.decided_at and (k.at at time zone 'Europe/London')::date > c.tested_on) k
       left join task t on t.provider_id = $1 and t.episode_id = c.id and t.kind = 'non-attendance'
        and t.state <> 'closed'
      limit 1`,
    [tx.providerId, episodeId, today],
  )
  return found ?? NOTHING_MISSED
}

const NOTHING_MISSED: NonAttendance = {
  missedOn: null,
  bookedOn: null,
  contacts: 0,
  nextDueOn: null,
  taskId: null,
  taskVersion: null,
}
