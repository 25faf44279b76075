import type { Answers } from '#assurance/analysis-form.ts'
import type { BleedClass, EventKind, Related } from '#assurance/event-kinds.ts'
import type { Day } from '#base/day.ts'
import { maybeOne, type Tx } from './tx.ts'

/** An analysis as it was submitted; nothing in it says whose event it was. */
export type SubmittedAnalysis = {
  readonly eventId: string
  /** The year in which its contract year begins, and its number in it. */
  readonly yearFrom: number
  readonly nth: number
  readonly kind: EventKind
  readonly severity: BleedClass | null
  readonly related: Related
  readonly monthOn: Day
  readonly awareOn: Day
  readonly dueOn: Day
  readonly answers: Answers
  readonly hash: string
  readonly submittedBy: string
  readonly submittedName: string
  readonly submittedRole: string
  readonly submittedAt: number
}

/** The number that the next analysis of a contract year has. The register must be locked. */
export async function nextAnalysisNumber(tx: Tx, yearFrom: number): Promise<number> {
  const row = await maybeOne<{ next: number }>(
    tx,
    `select coalesce(max(nth), 0) + 1 as next from event_analysis where provider_id = $1 and year_from = $2`,
    [tx.providerId, yearFrom],
  )
  return row?.next ?? 1
}

/** Writes an analysis down as it is submitted; answers false where it was submitted before. */
export async function addAnalysis(
  tx: Tx,
  analysis: Omit<SubmittedAnalysis, 'submittedAt'> & { readonly submittedAt: string },
): Promise<boolean> {
  const added = await tx.query(
    `insert into event_analysis (provider_id, event_id, year_from, nth, kind, severity, related, month_on, aware_on, due_on,
       answers, hash, submitted_by, submitted_name, submitted_role, submitted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict do nothing returning event_id`,
    [
      tx.providerId,
      analysis.eventId,
      analysis.yearFrom,
      analysis.nth,
      analysis.kind,
      analysis.severity,
      analysis.related,
      analysis.monthOn,
      analysis.awareOn,
      analysis.dueOn,
      JSON.stringify(analysis.answers),
      analysis.hash,
      analysis.submittedBy,
      analysis.submittedName,
      analysis.submittedRole,
      analysis.submittedAt,
    ],
  )
  return added.length === 1
}

/** What was submitted of an event. */
export const findAnalysis = (tx: Tx, eventId: string): Promise<SubmittedAnalysis | undefined> =>
  maybeOne<SubmittedAnalysis>(
    tx,
    `select event_id as "eventId", year_from as "yearFrom", nth, kind, severity, related, month_on as "monthOn",
            aware_on as "awareOn", due_on as "dueOn", answers, hash, submitted_by as "submittedBy",
            submitted_name as "submittedName", submitted_role as "submittedRole", submitted_at as "submittedAt"
       from event_analysis where provider_id = $1 and event_id = $2`,
    [tx.providerId, eventId],
  )
