import { BANK_HOLIDAY_YEARS, isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, type Day, day } from '#base/day.ts'
import { CATALOGUE } from '#contract/catalogue.ts'
import { columns } from './absence-columns.ts'
import { CLAIM_ABSENCE_ROWS } from './claim-absence-sql.ts'
import { EVENT_ABSENCE_ROWS } from './event-absence-sql.ts'

/** The clock of each specification's monthly return: the working days of its first and its next reminder, and that on which it is due. */
const CLOCKS = CATALOGUE.flatMap(({ document: { id, version, returns } }) =>
  returns.flatMap(({ every, due, reminders: [first, next] }) =>
    every === 'month' && due.kind === 'working-day-of-next-month'
      ? [`('${id}', ${version}, ${first ?? due.nth}, ${next ?? due.nth}, ${due.nth})`]
      : [],
  ),
).join(', ')

/** The same of what commissioners have issued here: each has one return, the monthly one, with two reminders. */
const ISSUED_CLOCKS = `select i.specification_id, i.specification_version, (i.document #>> '{returns,0,reminders,0}')::int,
         (i.document #>> '{returns,0,reminders,1}')::int, (i.document #>> '{returns,0,due,nth}')::int
    from commissioning.specification_issued i`

/** Every bank holiday that is known. */
function bankHolidays(): readonly Day[] {
  const known: Day[] = []
  const last = day(`${BANK_HOLIDAY_YEARS.last}-12-31`)
  for (let on = day(`${BANK_HOLIDAY_YEARS.first}-01-01`); on <= last; on = addDays(on, 1)) {
    if (isBankHoliday(on) === true) known.push(on)
  }
  return known
}

const isWorkingDay = (on: string): string =>
  `(extract(isodow from ${on}) < 6 and ${on}::date <> all ('{${bankHolidays().join(',')}}'::date[]))`

/** How many working days of this month have come, today among them; and how many before today. */
const WORKED = `select count(*)::int as by_today, (count(*) filter (where d < $2::date))::int as before_today
  from generate_series(date_trunc('month', $2::date::timestamp), $2::date::timestamp, interval '1 day') d
 where ${isWorkingDay('d')}`

/** The months of each contract that have ended and of which `done` has nothing, from the month before the contract was recorded here. */
const owedBut = (
  done: string,
): string => `select c.id, m::date as month_on, k.first_nth, k.next_nth, k.due_nth
  from (select distinct on (v.id) v.id, v.from_on, v.to_on, v.specification_id, v.specification_version,
               min(v.recorded_at) over (partition by v.id) as recorded_at
          from contract v where v.provider_id = $1 order by v.id, v.version desc) c
  join (values ${CLOCKS} union all ${ISSUED_CLOCKS}) k(specification, of_version, first_nth, next_nth, due_nth)
    on k.specification = c.specification_id and k.of_version = c.specification_version
  cross join lateral generate_series(
    greatest(date_trunc('month', c.from_on::timestamp),
             date_trunc('month', c.recorded_at at time zone 'Europe/London') - interval '1 month'),
    least(date_trunc('month', c.to_on::timestamp), date_trunc('month', $2::date::timestamp) - interval '1 month'),
    interval '1 month') m
 where ${done}`

const OWED = owedBut(`not exists (select from monthly_return r
  where r.provider_id = $1 and r.contract_id = c.id and r.month_on = m::date)`)

/** The events that count in a month, and those that its newest statement names. */
const COUNTED = `significant_event x
  where x.provider_id = $1 and x.aware_on >= m::date and x.aware_on < m + interval '1 month'
    and not exists (select from event_withdrawal w where w.provider_id = $1 and w.event_id = x.id)`
const STATED = `(select t.events from event_statement t
  where t.provider_id = $1 and t.contract_id = c.id and t.month_on = m::date
  order by t.version desc limit 1)`

/** That no statement of the month is there, or that the newest names other events than count. */
const UNSTATED = owedBut(`${STATED} is null
  or jsonb_array_length(${STATED}) <> (select count(*) from ${COUNTED})
  or exists (select from ${COUNTED}
    and not ${STATED} @> jsonb_build_array(jsonb_build_object('event', x.id)))`)

/** Whether the day on which it was due has passed. */
const IS_LATE = `(o.month_on < date_trunc('month', $2::date::timestamp) - interval '1 month' or w.before_today >= o.due_nth)`

/** The note says how far the clock is, as `whyHere` reads it. */
const dueMonths = (what: string, owed: string): string => `${columns({
  key: "(o.id || ' ' || to_char(o.month_on, 'YYYY-MM'))",
  subject: 'o.id',
  named: `('${what} ' || to_char(o.month_on, 'FMMonth YYYY'))`,
  sinceOn: "(o.month_on + interval '1 month')",
  note: `case when ${IS_LATE} then 'late' when w.by_today >= o.next_nth then 'again' else 'first' end`,
})} from (${owed}) o cross join (${WORKED}) w
   where ${IS_LATE} or w.by_today >= o.first_nth`

/** What is owed to the commissioner. */
export const RETURN_ABSENCE_ROWS = {
  ...CLAIM_ABSENCE_ROWS,
  'return-due': dueMonths('Return of', OWED),
  'events-not-stated': dueMonths('Events of', UNSTATED),
  ...EVENT_ABSENCE_ROWS,
} as const
