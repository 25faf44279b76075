import type { EventKind } from '#assurance/event-kinds.ts'
import type { Day } from '#base/day.ts'
import { SUSPEND_REASON_WORDS } from '#register/suspension.ts'
import { STANDS } from './packed-inr.ts'
import type { Tx } from './tx.ts'

/** A fact of the record that may be an event, and of which nobody has said so or otherwise. */
export type Suggestion = {
  /** What it is by: the kind of fact and its id. */
  readonly source: string
  readonly patientId: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: Day
  readonly kind: EventKind
  readonly onDate: Day
  /** When it was entered here. */
  readonly knownOn: Day
  readonly fact: string
}

const LONDON = "at time zone 'Europe/London'"

/**
 * How many days before or after an event another fact of the same kind is taken for the same event. Source: a choice of this service.
 * Status: local setting.
 */
const SAME_EVENT_DAYS = 7

/** A pause for one of these, in the words that the act of pausing writes. */
const pausedFor = (reason: keyof typeof SUSPEND_REASON_WORDS): string =>
  `v.reason ~ '^Suspended until [^.]*\\. ${SUSPEND_REASON_WORDS[reason]}'`

/**
 * The first day of which events are looked for: that of the month before the first contract was recorded here; nothing without a
 * contract. What happened before was told elsewhere.
 */
const LOOKED_FROM = `(select (date_trunc('month', min(c.recorded_at) ${LONDON}) - interval '1 month')::date
  from contract c where c.provider_id = $1)`
const LOOKED_SINCE = `(${LOOKED_FROM}::timestamp ${LONDON})`

/** Each arm reads by an index of its own. */
const FACTS = `
  select 'result ' || r.id as source, r.patient_id, 'inr-above-8' as kind, r.sampled_on as on_date,
         (r.entered_at ${LONDON})::date as known_on, 'INR ' || case r.comparator when '=' then '' else r.comparator end
         || (r.tenths / 10) || '.' || (r.tenths % 10) as fact
    from inr_result r
   where r.provider_id = $1 and r.sampled_on >= ${LOOKED_FROM} and r.import_batch_id is null
     and r.tenths >= 80 and (r.tenths > 80 or r.comparator = '>') and ${STANDS}
  union all
  select 'death ' || p.id, p.id, 'death', p.died_on, (p.recorded_at ${LONDON})::date, 'Death is on record'
    from patient p
   where p.provider_id = $1 and p.standing = 'deceased' and p.died_on >= ${LOOKED_FROM}
     and exists (select from episode e where e.provider_id = $1 and e.patient_id = p.id)
  union all
  select 'visit ' || t.id, t.patient_id, 'bleed', t.on_date, (t.recorded_at ${LONDON})::date,
         'Asked at the visit: bleeding, ' || replace(t.answers ->> 'bleeding', '-', ' ')
    from visit t
   where t.provider_id = $1 and t.on_date >= ${LOOKED_FROM}
     and t.answers ->> 'bleeding' in ('minor', 'clinically-relevant', 'major')
     and not result_is_void($1, t.result_id)
  union all
  select 'pause ' || v.episode_id || ' ' || v.version, e.patient_id,
         case when ${pausedFor('bleeding')} then 'bleed' else 'admission' end,
         (v.recorded_at ${LONDON})::date, (v.recorded_at ${LONDON})::date,
         case when ${pausedFor('bleeding')} then 'Treatment was paused for bleeding' else 'Treatment was paused: in hospital' end
    from episode_version v
    join episode e on e.provider_id = v.provider_id and e.id = v.episode_id
   where v.provider_id = $1 and v.recorded_at >= ${LOOKED_SINCE} and v.phase = 'suspended'
     and (${pausedFor('bleeding')} or ${pausedFor('admission')})
  union all
  select 'ended ' || e.id, e.patient_id, 'bleed', e.ended_on, (e.recorded_at ${LONDON})::date,
         'Treatment ended: bleed or other adverse event'
    from episode e
   where e.provider_id = $1 and e.ended_reason = 'adverse-event' and e.ended_on >= ${LOOKED_FROM}
     and e.import_batch_id is null
  union all
  select 'misfiled ' || m.id, m.patient_id, 'dosing-error', (m.at ${LONDON})::date, (m.at ${LONDON})::date,
         'A dose was decided on a result of another patient'
    from misfiled_result m
   where m.provider_id = $1 and m.at >= ${LOOKED_SINCE} and m.decision_id is not null`

/** Those of which nobody has said anything. */
export const UNANSWERED_FACTS = `select f.*, p.family_name, p.given_name, p.date_of_birth
    from (${FACTS}) f
    join patient p on p.provider_id = $1 and p.id = f.patient_id and p.standing <> 'withdrawn'
   where not exists (select from event_declined d where d.provider_id = $1 and d.source = f.source)
     and not exists (
       select from significant_event x
        where x.provider_id = $1 and x.patient_id = f.patient_id
          and (x.source = f.source
               or (x.kind = f.kind and abs(x.occurred_on - f.on_date) <= ${SAME_EVENT_DAYS}))
          and not exists (select from event_withdrawal w where w.provider_id = $1 and w.event_id = x.id))`

/** Everything on record that may be an event and that nobody has answered, the oldest first; of everybody, or of one person. */
export async function suggestedEvents(
  tx: Tx,
  patientId: string | null,
): Promise<readonly Suggestion[]> {
  return tx.query<Suggestion>(
    `select f.source, f.patient_id as "patientId", f.family_name as "familyName", f.given_name as "givenName",
            f.date_of_birth as "dateOfBirth", f.kind, f.on_date as "onDate", f.known_on as "knownOn", f.fact
       from (${UNANSWERED_FACTS}) f
      where $2::uuid is null or f.patient_id = $2
      order by f.on_date, f.source`,
    [tx.providerId, patientId],
  )
}

/** Writes down why a fact is no event; answers false where that was said before. */
export async function addDeclined(
  tx: Tx,
  declined: {
    readonly source: string
    readonly patientId: string
    readonly kind: string
    readonly reason: string
    readonly note: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into event_declined (provider_id, source, patient_id, kind, reason, note, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning source`,
    [
      tx.providerId,
      declined.source,
      declined.patientId,
      declined.kind,
      declined.reason,
      declined.note,
      declined.by,
      declined.at,
    ],
  )
  return added.length === 1
}
