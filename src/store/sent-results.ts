import type { SentEntry } from '#interchange/result-bundle.ts'
import { maybeOne, type Tx } from './tx.ts'

/** What has become of a result that was sent. */
export type SentStep =
  | 'held'
  | 'waits'
  | 'earlier'
  | 'on-record'
  | 'corrected'
  | 'voided'
  | 'settled'

export type NewStep = {
  readonly step: SentStep
  readonly code: string
  readonly says: string
  readonly patientId: string | null
  readonly resultId: string | null
}

/** A result as it was sent, with the last step; null while it was not yet looked at. */
export type FoundSent = {
  readonly id: string
  readonly system: string
  readonly identifier: string
  readonly entry: SentEntry
  readonly receivedAt: number
  readonly receivedByName: string
  readonly nth: number
  readonly step: SentStep | null
  readonly code: string | null
  readonly says: string | null
  readonly patientId: string | null
  readonly resultId: string | null
}

const FOUND = `select s.id, s.system, s.identifier, s.entry, s.received_at as "receivedAt",
    staff.name as "receivedByName", coalesce(p.nth, 0) as nth, p.step, p.code, p.says,
    p.patient_id as "patientId", p.result_id as "resultId"
  from sent_result s
  join staff on staff.provider_id = s.provider_id and staff.account_id = s.received_by
  left join lateral (select * from sent_result_step x
                      where x.provider_id = s.provider_id and x.sent_id = s.id
                      order by x.nth desc limit 1) p on true
 where s.provider_id = $1`

/**
 * Keeps a result as it was sent; the same from the same sender is kept once. Answers its id, whether it is new, and whether
 * anything has become of it.
 */
export async function keepSent(
  tx: Tx,
  sent: {
    readonly id: string
    readonly entry: SentEntry
    readonly hash: string
    readonly by: string
    readonly at: string
  },
): Promise<{ readonly id: string; readonly isNew: boolean; readonly isLookedAt: boolean }> {
  const { id, entry, hash, by, at } = sent
  const { system = '', value = '' } = entry.identifier ?? {}
  const added = await tx.query(
    `insert into sent_result (provider_id, id, system, identifier, content_hash, entry, received_by, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
    [tx.providerId, id, system, value, hash, JSON.stringify(entry), by, at],
  )
  if (added.length === 1) return { id, isNew: true, isLookedAt: false }
  const kept = await maybeOne<{ id: string; isLookedAt: boolean }>(
    tx,
    `select id, exists (select from sent_result_step p
                         where p.provider_id = s.provider_id and p.sent_id = s.id) as "isLookedAt"
       from sent_result s
      where provider_id = $1 and system = $2 and identifier = $3 and content_hash = $4`,
    [tx.providerId, system, value, hash],
  )
  return { id: kept?.id ?? id, isNew: false, isLookedAt: kept?.isLookedAt ?? false }
}

export async function findSent(tx: Tx, id: string): Promise<FoundSent | undefined> {
  return maybeOne<FoundSent>(tx, `${FOUND} and s.id = $2`, [tx.providerId, id])
}

/** What is held or was not yet looked at, the oldest first. */
export async function sentInHand(tx: Tx): Promise<readonly FoundSent[]> {
  return tx.query<FoundSent>(`${FOUND} and s.in_hand order by s.received_at, s.id`, [tx.providerId])
}

const LATER_STEP = `select from sent_result_step later
  where later.provider_id = $1 and later.sent_id = x.sent_id and later.nth > x.nth`

/** What was taken or settled last, newest first: from the newest steps on, until there are enough. */
export async function sentLately(tx: Tx, limit: number): Promise<readonly FoundSent[]> {
  return tx.query<FoundSent>(
    `with newest as materialized (
       select x.sent_id from sent_result_step x
        where x.provider_id = $1 and x.step <> 'held' and not exists (${LATER_STEP})
        order by x.at desc, x.sent_id limit $2)
     ${FOUND} and s.id in (select sent_id from newest) order by p.at desc, s.id`,
    [tx.providerId, limit],
  )
}

/** The newest result that is on record of what a sender names so, from another message than this one. */
export async function resultOfSent(
  tx: Tx,
  { id, system, identifier }: Pick<FoundSent, 'id' | 'system' | 'identifier'>,
) {
  return maybeOne<{ patientId: string; resultId: string }>(
    tx,
    `select x.patient_id as "patientId", x.result_id as "resultId"
       from sent_result s
       join sent_result_step x on x.provider_id = s.provider_id and x.sent_id = s.id
      where s.provider_id = $1 and s.system = $2 and s.identifier = $3 and s.id <> $4
        and x.result_id is not null
      order by x.at desc, x.nth desc limit 1`,
    [tx.providerId, system, identifier, id],
  )
}

/** What else a sender has sent under the name of this message, as far as it could be read. */
export async function sentUnderItsName(
  tx: Tx,
  { system, identifier, id }: Pick<FoundSent, 'system' | 'identifier' | 'id'>,
): Promise<readonly FoundSent[]> {
  return tx.query<FoundSent>(
    `${FOUND} and s.system = $2 and s.identifier = $3 and s.id <> $4
        and s.entry #>> '{sent,status}' is not null
      order by s.received_at, s.id`,
    [tx.providerId, system, identifier, id],
  )
}

/** Whether another message of the same name was kept, whatever it says. */
export async function isSentOtherwise(
  tx: Tx,
  { system, identifier, id }: Pick<FoundSent, 'system' | 'identifier' | 'id'>,
): Promise<boolean> {
  const others = await tx.query(
    `select from sent_result s
      where s.provider_id = $1 and s.system = $2 and s.identifier = $3 and s.id <> $4 limit 1`,
    [tx.providerId, system, identifier, id],
  )
  return others.length > 0
}

/** Whether a control of a meter, of an instant or before, is in hand: nobody knows yet whether it passed. */
export async function hasControlInHand(tx: Tx, serial: string, by: number): Promise<boolean> {
  const inHand = await tx.query(
    `select from sent_result s
      where s.provider_id = $1 and s.in_hand and device_key(s.entry #>> '{control,serial}') = device_key($2)
        and coalesce((s.entry #>> '{control,doneAt}')::bigint <= $3, true) limit 1`,
    [tx.providerId, serial, by],
  )
  return inHand.length > 0
}

/** What was said when this message was called no result of this patient; undefined when nobody has. */
export async function saidNotOf(
  tx: Tx,
  id: string,
  patientId: string,
): Promise<string | undefined> {
  const row = await maybeOne<{ says: string }>(
    tx,
    `select says from sent_result_step
      where provider_id = $1 and sent_id = $2 and code = 'not-this-patient'
        and coalesce(patient_id, $3) = $3
      order by nth desc limit 1`,
    [tx.providerId, id, patientId],
  )
  return row?.says
}

/** Writes what has become of it, and whether it is in hand; answers false when somebody else has meanwhile. */
export async function addSentStep(
  tx: Tx,
  sent: Pick<FoundSent, 'id' | 'nth'>,
  next: NewStep & { readonly by: string; readonly at: string },
): Promise<boolean> {
  const added = await tx.query(
    `with added as (
       insert into sent_result_step (provider_id, sent_id, nth, step, code, says, patient_id, result_id, by, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning sent_id, step),
     moved as (
       update sent_result s set in_hand = added.step = 'held' from added
        where s.provider_id = $1 and s.id = added.sent_id and s.in_hand <> (added.step = 'held'))
     select sent_id from added`,
    [
      tx.providerId,
      sent.id,
      sent.nth + 1,
      next.step,
      next.code,
      next.says,
      next.patientId,
      next.resultId,
      next.by,
      next.at,
    ],
  )
  return added.length === 1
}

/** The result that stands in the place of this one now: the last of its corrections, or itself. */
export async function standingResult(tx: Tx, id: string): Promise<string> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `with recursive later as (
       select r.id, 0 as depth from inr_result r where r.provider_id = $1 and r.id = $2
       union all
       select r.id, later.depth + 1 from inr_result r join later on r.provider_id = $1 and r.replaces = later.id)
     select id from later order by depth desc limit 1`,
    [tx.providerId, id],
  )
  return row?.id ?? id
}

/** The message by which a waiting result came, whichever it was. */
export async function sentOfResult(tx: Tx, resultId: string): Promise<FoundSent | undefined> {
  return maybeOne<FoundSent>(
    tx,
    `${FOUND} and p.result_id = $2
      and s.id in (select x.sent_id from sent_result_step x where x.provider_id = $1 and x.result_id = $2) limit 1`,
    [tx.providerId, resultId],
  )
}
