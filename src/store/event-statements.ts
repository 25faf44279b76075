import type { BleedClass, EventKind } from '#assurance/event-kinds.ts'
import type { Day } from '#base/day.ts'
import { type CalendarMonth, firstDay, monthOf } from '#contract/calendar-month.ts'
import type { Tx } from './tx.ts'

/** An event as a statement names it: nothing says whose it was. */
export type StatedEvent = {
  readonly event: string
  readonly kind: EventKind
  readonly severity: BleedClass | null
  readonly awareOn: Day
  /** The number of its analysis; null where that was not submitted when the statement was signed. */
  readonly analysis: string | null
}

/** What was stated to the commissioner of the events of a month. */
export type EventStatement = {
  readonly contractId: string
  readonly month: CalendarMonth
  readonly version: number
  /** None: there was no event to report. */
  readonly events: readonly StatedEvent[]
  readonly hash: string
  readonly signedBy: string
  readonly signedName: string
  readonly signedRole: string
  readonly statedAt: number
}

/** Every version of every statement of this provider, the oldest first. */
export async function eventStatements(tx: Tx): Promise<readonly EventStatement[]> {
  const rows = await tx.query<Omit<EventStatement, 'month'> & { readonly monthOn: Day }>(
    `select contract_id as "contractId", month_on as "monthOn", version, events, hash, signed_by as "signedBy",
            signed_name as "signedName", signed_role as "signedRole", stated_at as "statedAt"
       from event_statement where provider_id = $1 order by month_on, version`,
    [tx.providerId],
  )
  return rows.map(({ monthOn, ...row }) => ({ ...row, month: monthOf(monthOn) }))
}

/** Writes a statement down; answers false where somebody else has written its version. */
export async function addEventStatement(
  tx: Tx,
  statement: Omit<EventStatement, 'statedAt'> & { readonly statedAt: string },
): Promise<boolean> {
  const added = await tx.query(
    `insert into event_statement (provider_id, contract_id, month_on, version, events, hash, signed_by, signed_name,
       signed_role, stated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict do nothing returning version`,
    [
      tx.providerId,
      statement.contractId,
      firstDay(statement.month),
      statement.version,
      JSON.stringify(statement.events),
      statement.hash,
      statement.signedBy,
      statement.signedName,
      statement.signedRole,
      statement.statedAt,
    ],
  )
  return added.length === 1
}
