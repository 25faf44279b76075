import type { AlertKind } from '#clinical/alerts/alert-answers.ts'
import type { AlertFigures } from '#clinical/alerts/alert-figures.ts'
import { maybeOne, type Tx } from './tx.ts'

export type NewAlertReview = Pick<
  AlertFigures,
  'kind' | 'code' | 'asked' | 'gonePast' | 'actedOn'
> & {
  readonly id: string
  readonly fromOn: string
  readonly untilOn: string
  readonly openedAt: string
  readonly dueOn: string
}

/** Brings an alert to the safety officer; answers false when it is open there already. */
export async function openAlertReview(tx: Tx, review: NewAlertReview): Promise<boolean> {
  const opened = await tx.query(
    `insert into alert_review (provider_id, id, kind, code, from_on, until_on, asked, gone_past, acted_on, opened_at,
       due_on, state, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', 1)
     on conflict (provider_id, kind, code) where state = 'open' do nothing returning id`,
    [
      tx.providerId,
      review.id,
      review.kind,
      review.code,
      review.fromOn,
      review.untilOn,
      review.asked,
      review.gonePast,
      review.actedOn,
      review.openedAt,
      review.dueOn,
    ],
  )
  return opened.length === 1
}

export type FoundAlertReview = Omit<NewAlertReview, 'openedAt'> & {
  readonly openedAt: number
  readonly state: 'open' | 'closed'
  readonly escalatedAt: number | null
  readonly outcome: string | null
  readonly note: string | null
  readonly closedByName: string | null
  readonly closedAt: number | null
  readonly version: number
}

const FOUND = `r.id, r.kind, r.code, r.from_on as "fromOn", r.until_on as "untilOn", r.asked, r.gone_past as "gonePast",
  r.acted_on as "actedOn", r.opened_at as "openedAt", r.due_on as "dueOn", r.state, r.escalated_at as "escalatedAt",
  r.outcome, r.note, s.name as "closedByName", r.closed_at as "closedAt", r.version`

const FROM = `alert_review r
  left join staff s on s.provider_id = r.provider_id and s.account_id = r.closed_by`

export async function findAlertReview(tx: Tx, id: string): Promise<FoundAlertReview | undefined> {
  return maybeOne<FoundAlertReview>(
    tx,
    `select ${FOUND} from ${FROM} where r.provider_id = $1 and r.id = $2`,
    [tx.providerId, id],
  )
}

/** Every alert that was ever brought to the safety officer, the open ones first, then the newest. */
export async function allAlertReviews(tx: Tx): Promise<readonly FoundAlertReview[]> {
  return tx.query<FoundAlertReview>(
    `select ${FOUND} from ${FROM} where r.provider_id = $1
      order by (r.state = 'open') desc, r.opened_at desc, r.kind, r.code`,
    [tx.providerId],
  )
}

/** The newest review of each alert that ever had one. */
export async function lastAlertReviews(tx: Tx) {
  return tx.query<{
    readonly kind: AlertKind
    readonly code: string
    readonly state: 'open' | 'closed'
    readonly closedAt: number | null
  }>(
    `select distinct on (kind, code) kind, code, state, closed_at as "closedAt"
       from alert_review where provider_id = $1
      order by kind, code, opened_at desc, id desc`,
    [tx.providerId],
  )
}

export type AlertClosing = {
  readonly id: string
  readonly version: number
  readonly outcome: string
  readonly note: string
  readonly by: string
  readonly at: string
}

/** Closes a review with what is to be done, if it is still as it was seen; answers whether it did. */
export async function closeAlertReviewRow(tx: Tx, closing: AlertClosing): Promise<boolean> {
  const closed = await tx.query(
    `update alert_review set state = 'closed', outcome = $4, note = $5, closed_by = $6, closed_at = $7,
        version = version + 1
      where provider_id = $1 and id = $2 and version = $3 and state = 'open' returning id`,
    [
      tx.providerId,
      closing.id,
      closing.version,
      closing.outcome,
      closing.note,
      closing.by,
      closing.at,
    ],
  )
  return closed.length === 1
}

/** Marks the reviews that nobody closed in time; answers them, once each. */
export async function escalateAlertReviews(tx: Tx, today: string, at: string) {
  return tx.query<{ readonly id: string }>(
    `update alert_review set escalated_at = $3, version = version + 1
      where provider_id = $1 and due_on < $2 and escalated_at is null and state = 'open' returning id`,
    [tx.providerId, today, at],
  )
}
