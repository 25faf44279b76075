import type { Answers } from '#assurance/analysis-form.ts'
import type { BleedClass, EventKind, Related } from '#assurance/event-kinds.ts'
import type { TypedEvent } from '#assurance/event-typed.ts'
import type { Day } from '#base/day.ts'
import { maybeOne, type Tx } from './tx.ts'

/** An event as it stands: with its analysis, or taken back. */
export type FoundEvent = {
  readonly id: string
  readonly patientId: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: Day
  readonly kind: EventKind
  readonly criteria: readonly string[]
  readonly severity: BleedClass | null
  readonly related: Related
  readonly occurredOn: Day
  readonly awareOn: Day
  readonly note: string
  readonly source: string | null
  readonly recordedByName: string
  readonly recordedAt: number
  readonly withdrawnReason: string | null
  readonly draftVersion: number
  /** What is submitted; nothing yet where the first of these is null. */
  readonly nth: number | null
  readonly yearFrom: number | null
  readonly submittedAt: number | null
}

const FOUND = `select e.id, e.patient_id as "patientId", p.family_name as "familyName", p.given_name as "givenName",
       p.date_of_birth as "dateOfBirth", e.kind, e.criteria, e.severity, e.related, e.occurred_on as "occurredOn",
       e.aware_on as "awareOn", e.note, e.source, s.name as "recordedByName", e.recorded_at as "recordedAt",
       w.reason as "withdrawnReason", a.nth, a.year_from as "yearFrom", a.submitted_at as "submittedAt",
       coalesce((select max(d.version) from event_analysis_draft d
                  where d.provider_id = e.provider_id and d.event_id = e.id), 0) as "draftVersion"
  from significant_event e
  join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
  join staff s on s.provider_id = e.provider_id and s.account_id = e.recorded_by
  left join event_withdrawal w on w.provider_id = e.provider_id and w.event_id = e.id
  left join event_analysis a on a.provider_id = e.provider_id and a.event_id = e.id
 where e.provider_id = $1`

/** Every event that this provider came to know of from one day to another, the newest first. */
export const eventsBetween = (tx: Tx, from: Day, to: Day): Promise<readonly FoundEvent[]> =>
  tx.query<FoundEvent>(
    `${FOUND} and e.aware_on between $2 and $3 order by e.aware_on desc, e.recorded_at desc, e.id`,
    [tx.providerId, from, to],
  )

/** Every event of one person, the newest first. */
export const eventsOf = (tx: Tx, patientId: string): Promise<readonly FoundEvent[]> =>
  tx.query<FoundEvent>(
    `${FOUND} and e.patient_id = $2 order by e.aware_on desc, e.recorded_at desc, e.id`,
    [tx.providerId, patientId],
  )

/** One event, whatever has become of it. */
export const findEvent = (tx: Tx, id: string): Promise<FoundEvent | undefined> =>
  maybeOne<FoundEvent>(tx, `${FOUND} and e.id = $2`, [tx.providerId, id])

/** Every event whose analysis is not submitted, the oldest first. */
export const openEvents = (tx: Tx): Promise<readonly FoundEvent[]> =>
  tx.query<FoundEvent>(
    `${FOUND} and a.event_id is null and w.event_id is null order by e.aware_on, e.recorded_at, e.id`,
    [tx.providerId],
  )

export async function addEvent(
  tx: Tx,
  event: TypedEvent & {
    readonly id: string
    readonly patientId: string
    readonly source: string | null
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into significant_event (provider_id, id, patient_id, kind, criteria, severity, related, occurred_on, aware_on,
       note, source, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.providerId,
      event.id,
      event.patientId,
      event.kind,
      [...event.criteria],
      event.severity,
      event.related,
      event.occurredOn,
      event.awareOn,
      event.note,
      event.source,
      event.by,
      event.at,
    ],
  )
}

type Written = { readonly by: string; readonly at: string }

/** Takes an event back; answers false where that was done before. */
export async function withdrawEventOf(
  tx: Tx,
  eventId: string,
  reason: string,
  { by, at }: Written,
): Promise<boolean> {
  const added = await tx.query(
    `insert into event_withdrawal (provider_id, event_id, reason, by, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning event_id`,
    [tx.providerId, eventId, reason, by, at],
  )
  return added.length === 1
}

/** Keeps what is written of an analysis so far; answers false where somebody else has written since. */
export async function addDraftOf(
  tx: Tx,
  eventId: string,
  version: number,
  answers: Answers,
  { by, at }: Written,
): Promise<boolean> {
  const added = await tx.query(
    `insert into event_analysis_draft (provider_id, event_id, version, answers, by, at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning event_id`,
    [tx.providerId, eventId, version, JSON.stringify(answers), by, at],
  )
  return added.length === 1
}

export type AnalysisDraft = {
  readonly version: number
  readonly answers: Answers
  readonly byName: string
  readonly at: number
}

/** The newest draft of an analysis. */
export const newestDraft = (tx: Tx, eventId: string): Promise<AnalysisDraft | undefined> =>
  maybeOne<AnalysisDraft>(
    tx,
    `select d.version, d.answers, s.name as "byName", d.at
       from event_analysis_draft d
       join staff s on s.provider_id = d.provider_id and s.account_id = d.by
      where d.provider_id = $1 and d.event_id = $2
      order by d.version desc limit 1`,
    [tx.providerId, eventId],
  )
