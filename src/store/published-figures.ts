import type { PublishedMonth } from '#assurance/published-figures.ts'
import type { Day } from '#base/day.ts'
import { type CalendarMonth, firstDay, monthOf } from '#contract/calendar-month.ts'
import type { Quarter } from '#contract/quarter.ts'
import type { ReturnLine } from '#contract/specification.ts'
import type { ProviderKind } from './providers.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Months of contracts with a commissioner here that ended between two days and are not published, the newest first. */
export async function monthsToPublish(
  tx: Tx,
  earliest: CalendarMonth,
  latest: CalendarMonth,
): Promise<readonly CalendarMonth[]> {
  const rows = await tx.query<{ readonly on: Day }>(
    `select m::date as on
       from generate_series($2::date::timestamp, $3::date::timestamp, interval '1 month') m
      where exists (select from contract c
                     where c.provider_id = $1 and c.commissioner_id is not null and m + interval '1 month' > c.from_on and m <= c.to_on
                       and not exists (select from contract n where n.provider_id = $1 and n.id = c.id and n.version > c.version))
        and not exists (select from published_figures f where f.provider_id = $1 and f.month_on = m::date)
      order by m desc`,
    [tx.providerId, firstDay(earliest), firstDay(latest)],
  )
  return rows.map(({ on }) => monthOf(on))
}

/** Writes down what is published of a month; what was published stays. */
export async function addPublished(
  tx: Tx,
  month: CalendarMonth,
  figures: PublishedMonth,
  at: string,
): Promise<void> {
  await tx.query(
    `insert into published_figures (provider_id, month_on, figures, worked_out_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [tx.providerId, firstDay(month), JSON.stringify(figures), at],
  )
}

/** What is published of this provider, the newest month first. */
export async function ownPublished(tx: Tx) {
  const rows = await tx.query<{ readonly monthOn: Day; readonly figures: PublishedMonth }>(
    `select month_on as "monthOn", figures from published_figures where provider_id = $1 order by month_on desc`,
    [tx.providerId],
  )
  return rows.map(({ monthOn, figures }) => ({ month: monthOf(monthOn), figures }))
}

/** The figures of one provider for a month, as its commissioner has them. */
export type ProviderFigures = {
  readonly providerId: string
  readonly providerName: string
  readonly odsCode: string
  readonly providerKind: ProviderKind
  readonly figures: PublishedMonth
}

// What a commissioner asks; each is shown on its page as it stands here.

/** Of `$1`, the first day of a month. */
export const FIGURES_QUERY = `select provider_id as "providerId", provider_name as "providerName", ods_code as "odsCode",
       provider_kind as "providerKind", figures
  from commissioned.published_figures
 where month_on = $1
 order by provider_name, provider_id`

/** The newest version of each return of the month. */
export const ACTIVITY_QUERY = `select distinct on (provider_id, contract_id) provider_id as "providerId", figures
  from commissioned.monthly_return
 where month_on = $1
 order by provider_id, contract_id, version desc`

/** Of `$1`, the first day of a quarter. */
export const COST_QUERY = `select provider_id as "providerId", total_pence as "totalPence"
  from commissioned.claimed_of_quarter
 where quarter_on = $1`

/** The newest month of which figures are published to this commissioner. Asked as a commissioner. */
export async function newestPublished(tx: Tx): Promise<CalendarMonth | undefined> {
  const found = await maybeOne<{ readonly on: Day | null }>(
    tx,
    'select max(month_on) as on from commissioned.published_figures',
    [],
  )
  return found?.on ? monthOf(found.on) : undefined
}

/** The published figures of a month. Asked as a commissioner. */
export const figuresOf = (tx: Tx, month: CalendarMonth): Promise<readonly ProviderFigures[]> =>
  tx.query<ProviderFigures>(FIGURES_QUERY, [firstDay(month)])

type Returned = {
  readonly providerId: string
  readonly figures: Readonly<Record<ReturnLine, number>>
}

/** What each contract returned for a month. Asked as a commissioner. */
export const returnedOf = (tx: Tx, month: CalendarMonth): Promise<readonly Returned[]> =>
  tx.query<Returned>(ACTIVITY_QUERY, [firstDay(month)])

/** What each provider claimed for a quarter, in pence. Asked as a commissioner. */
export async function claimedOf(tx: Tx, quarter: Quarter): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ readonly providerId: string; readonly totalPence: string }>(
    COST_QUERY,
    [firstDay(quarter)],
  )
  return new Map(rows.map(({ providerId, totalPence }) => [providerId, Number(totalPence)]))
}
