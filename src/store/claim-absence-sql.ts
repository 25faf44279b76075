import { columns } from './absence-columns.ts'

/** The first month of each contract whose return is made here: that before it was recorded, or else its own first. */
const CONTRACTS = `select distinct on (v.id) v.id, v.to_on,
       greatest(date_trunc('month', v.from_on::timestamp),
                date_trunc('month', min(v.recorded_at) over (partition by v.id) at time zone 'Europe/London') - interval '1 month')
         as first_on
  from contract v where v.provider_id = $1 order by v.id, v.version desc`

const CAME_BACK = (claim: string): string =>
  `exists (select from commissioning.claim_step s
            where s.claim_id = ${claim}.id and s.kind = 'decided' and s.outcome in ('query', 'reject'))`

/** The quarters of each contract that have ended and that nobody has claimed, or whose claim came back. */
const OWED = `select c.id, q::date as quarter_on,
       exists (select from quarterly_claim x
                where x.provider_id = $1 and x.contract_id = c.id and x.quarter_on = q::date) as is_back,
       exists (select from generate_series(greatest(q, c.first_on), least(q + interval '2 months', c.to_on::timestamp), interval '1 month') m
                where not exists (select from monthly_return r
                                   where r.provider_id = $1 and r.contract_id = c.id and r.month_on = m::date)) as is_missing
  from (${CONTRACTS}) c
  cross join lateral generate_series(date_trunc('quarter', c.first_on), date_trunc('quarter', c.to_on::timestamp), interval '3 months') q
 where least(q + interval '3 months' - interval '1 day', c.to_on::timestamp) < $2::date::timestamp
   and not exists (select from quarterly_claim x
                    where x.provider_id = $1 and x.contract_id = c.id and x.quarter_on = q::date and not ${CAME_BACK('x')}
                      and not exists (select from quarterly_claim n
                                       where n.provider_id = $1 and n.contract_id = x.contract_id
                                         and n.quarter_on = x.quarter_on and n.version > x.version))`

/** The note says what it waits for, as `whyHere` reads it. */
export const CLAIM_ABSENCE_ROWS = {
  'claim-due': `${columns({
    key: "(o.id || ' ' || to_char(o.quarter_on, 'YYYY-MM'))",
    subject: 'o.id',
    named:
      "('Claim of ' || to_char(o.quarter_on, 'FMMonth') || to_char(o.quarter_on + interval '2 months', ' \"to\" FMMonth YYYY'))",
    sinceOn: "(o.quarter_on + interval '3 months')",
    note: "case when o.is_back then 'back' when o.is_missing then 'missing' else 'ready' end",
  })} from (${OWED}) o`,
} as const
