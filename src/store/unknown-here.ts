import type { JournalEntry } from './journal.ts'
import { maybeOne, type Tx } from './tx.ts'

const UNCLEARED = `not exists (
  select from unknown_cleared c where c.provider_id = u.provider_id and c.unknown_id = u.id)`

/** Whether something of the list after a restore is still to be cleared, so that nobody is dosed. */
export async function isReconciling(tx: Tx): Promise<boolean> {
  const rows = await tx.query(
    `select 1 as one from unknown_here u where u.provider_id = $1 and ${UNCLEARED} limit 1`,
    [tx.providerId],
  )
  return rows.length > 0
}

/** @technical How far back in the audit a print is looked for. */
const RECENT_LINES = 2000

/**
 * Which of these entries of the journal the database does not know, leaving out those that are on the list already: an act by its request
 * key, a message by its attempts, a print by its line in the audit.
 */
export async function unknownAmong(
  tx: Tx,
  entries: readonly JournalEntry[],
): Promise<readonly JournalEntry[]> {
  const rows = await tx.query<{ reference: string }>(
    `with prints as (
       select (a.line::jsonb ->> 'at')::timestamptz as at, a.line::jsonb ->> 'patient' as patient,
              a.line::jsonb ->> 'looked' as looked
         from audit_line a
        where a.provider_id = $1
          and a.seq > (select h.seq - ${RECENT_LINES} from audit_head h where h.provider_id = $1))
     select e.reference
       from jsonb_to_recordset($2::jsonb) as e(kind text, reference text, at timestamptz, patient text)
      where not exists (select from unknown_here u where u.provider_id = $1 and u.reference = e.reference)
        and not case e.kind
          when 'act' then exists (select from request_key k where k.provider_id = $1 and k.key = e.reference)
          when 'message' then exists (select from outbox_message m
            where m.provider_id = $1 and m.id::text = e.reference and m.attempts > 0)
          else coalesce(e.at < (select min(p.at) from prints p), false)
            or exists (select from prints p where p.looked = 'print-dose' and p.patient = e.patient
                          and p.at between e.at - interval '1 minute' and e.at)
        end`,
    [tx.providerId, JSON.stringify(entries)],
  )
  const unknown = new Set(rows.map(({ reference }) => reference))
  return entries.filter(({ reference }) => unknown.has(reference))
}

export type NewUnknown = {
  readonly id: string
  readonly kind: JournalEntry['kind'] | 'restore'
  readonly reference: string
  readonly act: string | null
  readonly doneAt: string
  readonly doneBy: string | null
  readonly patientId: string | null
  readonly subject: string | null
  readonly foundAt: string
}

/** Puts lines on the list in one statement; of two applications that start at once one does. */
export async function addUnknown(tx: Tx, lines: readonly NewUnknown[]): Promise<void> {
  await tx.query(
    `insert into unknown_here (provider_id, id, kind, reference, act, done_at, done_by, patient_id, subject, found_at)
     select $1, n.id, n.kind, n.reference, n.act, n."doneAt", n."doneBy", n."patientId", n.subject, n."foundAt"
       from jsonb_to_recordset($2::jsonb) as n(id uuid, kind text, reference text, act text, "doneAt" timestamptz,
              "doneBy" uuid, "patientId" uuid, subject text, "foundAt" timestamptz)
     on conflict do nothing`,
    [tx.providerId, JSON.stringify(lines)],
  )
}

export type Outcome = 'entered-again' | 'to-enter' | 'not-needed'

export type UnknownHere = {
  readonly id: string
  readonly kind: NewUnknown['kind']
  readonly act: string | null
  readonly doneAt: number
  readonly byName: string | null
  /** The patient where the database has the record; null where it does not, or where it was nobody's. */
  readonly patientId: string | null
  readonly isOfPatient: boolean
  readonly familyName: string | null
  readonly givenName: string | null
  readonly outcome: Outcome | null
  readonly reason: string | null
  readonly clearedByName: string | null
  readonly clearedAt: number | null
}

const FOUND = `select u.id, u.kind, u.act, u.done_at as "doneAt", s.name as "byName", p.id as "patientId",
         u.patient_id is not null as "isOfPatient", p.family_name as "familyName",
         p.given_name as "givenName", c.outcome, c.reason, w.name as "clearedByName", c.at as "clearedAt"
    from unknown_here u
    left join staff s on s.provider_id = u.provider_id and s.account_id = u.done_by
    left join patient p on p.provider_id = u.provider_id and p.id = u.patient_id
    left join lateral (select x.* from unknown_cleared x
                        where x.provider_id = u.provider_id and x.unknown_id = u.id
                        order by (x.outcome = 'to-enter'), x.at desc limit 1) c on true
    left join staff w on w.provider_id = c.provider_id and w.account_id = c.by
   where u.provider_id = $1`

/** The whole list: what is to be cleared first, then what is to be entered now, each in the order in which it was done. */
export async function unknownHere(tx: Tx): Promise<readonly UnknownHere[]> {
  return tx.query<UnknownHere>(
    `${FOUND} order by (c.outcome is not null), (c.outcome is distinct from 'to-enter'), u.done_at, u.id`,
    [tx.providerId],
  )
}

export async function findUnknown(tx: Tx, id: string): Promise<UnknownHere | undefined> {
  return maybeOne<UnknownHere>(tx, `${FOUND} and u.id = $2`, [tx.providerId, id])
}

/** Clears a line with what became of it; answers false where somebody has before. */
export async function clearUnknown(
  tx: Tx,
  cleared: {
    readonly id: string
    readonly outcome: Outcome
    readonly reason: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into unknown_cleared (provider_id, unknown_id, outcome, reason, by, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning unknown_id`,
    [tx.providerId, cleared.id, cleared.outcome, cleared.reason, cleared.by, cleared.at],
  )
  return rows.length === 1
}
