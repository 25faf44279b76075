import { FOLLOWED, type Following, OVERRIDDEN, WHAT_FOLLOWED } from './decision-sql.ts'
import type { Span } from './suggestion-records.ts'
import type { Tx } from './tx.ts'

/** Decisions on a suggested dose that are alike in all of this. */
export type OverrideRow = {
  /** `2026-11`, as people here count months. */
  readonly month: string
  readonly protocol: string
  readonly overridden: boolean
  /** Only of an override. */
  readonly reasonCode: string | null
  readonly following: Following
  readonly count: number
}

/** Decisions of a period on which a dose was suggested, counted by what may be asked of them. */
export async function overrideCounts(tx: Tx, { since, before }: Span) {
  return tx.query<OverrideRow>(
    `select month, protocol, overridden, case when overridden then reason_code end as "reasonCode", following,
            count(*) as count
       from (select to_char(d.decided_at at time zone 'Europe/London', 'YYYY-MM') as month,
                    d.advised_protocol as protocol, ${OVERRIDDEN} as overridden, d.reason_code,
                    ${WHAT_FOLLOWED} as following
               from dose_decision d
               ${FOLLOWED}
              where d.provider_id = $1 and d.decided_at >= $2 and d.decided_at < $3 and d.advised = 'dose') alike
      group by 1, 2, 3, 4, 5
      order by 1, 2, 3, 4, 5`,
    [tx.providerId, new Date(since).toISOString(), new Date(before).toISOString()],
  )
}
