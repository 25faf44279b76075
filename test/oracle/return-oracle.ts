import type { Pool } from 'pg'

/**
 * The figures of a monthly return by another way than the product's: day by day in plain SQL, each day of each course by the version
 * of the plan that was newest on its evening.
 */
const COUNTED = `
with span as (
  select greatest($2::date, $3::date) as first, least(($2::date + interval '1 month')::date - 1, $4::date) as last),
versions as materialized (
  select v.*, (v.recorded_at at time zone 'Europe/London')::date as on_day from episode_version v where v.provider_id = $1),
began as (
  select distinct on (episode_id) episode_id, on_day, plan ->> 'howStarted' as how
    from versions where phase in ('initiating', 'maintaining', 'suspended') order by episode_id, version),
course as materialized (
  select e.id, e.patient_id, e.indication,
         case when b.how = 'transferred-in' then b.on_day else coalesce(e.started_on, b.on_day) end as from_on,
         least(case e.phase when 'ended' then e.ended_on end, p.died_on, 'infinity'::date) as to_on
    from episode e
    join began b on b.episode_id = e.id
    join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
   where e.provider_id = $1 and e.medicine = 'warfarin' and p.standing <> 'withdrawn'
     and coalesce(e.ended_reason, '') <> 'entered-in-error'),
day_of as materialized (
  select c.id, d::date as on_day,
         (select v.phase from versions v where v.episode_id = c.id and v.on_day <= d::date order by v.version desc limit 1) as phase
    from course c, span s, generate_series(greatest(c.from_on, s.first), least(c.to_on, s.last), interval '1 day') d),
counted as (
  select distinct on (c.patient_id) c.patient_id, coalesce(
           (select v.plan ->> 'method' from versions v
             where v.episode_id = c.id and v.on_day <= s.last and v.plan ->> 'method' is not null order by v.version desc limit 1),
           (select v.plan ->> 'method' from versions v
             where v.episode_id = c.id and v.plan ->> 'method' is not null order by v.version limit 1)) as method
    from course c, span s
   where s.first <= s.last and c.from_on <= s.last and c.to_on >= s.last
     and exists (select from day_of d where d.id = c.id and d.phase is distinct from 'suspended')
   order by c.patient_id, c.from_on desc),
started as (
  select c.patient_id, min(d.from_on) as on_day
    from course c
    join initiation i on i.provider_id = $1 and i.episode_id = c.id
    join dose_decision d on d.provider_id = $1 and d.episode_id = c.id and d.decided_at >= i.started_at
   where c.indication in ('atrial-fibrillation', 'paroxysmal-af', 'persistent-af', 'permanent-af', 'atrial-flutter')
   group by 1),
home as (
  select v.on_date,
         row_number() over (
           partition by c.patient_id,
             ((extract(year from v.on_date) - extract(year from $3::date)) * 12
              + extract(month from v.on_date) - extract(month from $3::date))::int / 12
           order by v.on_date, v.recorded_at, v.id) as nth
    from visit v
    join course c on c.id = v.episode_id
   where v.provider_id = $1 and v.place = 'home' and v.on_date between $3::date and $4::date
     and (select case w.plan ->> 'method' when 'provider-meter' then 4 else 3 end
            from versions w
           where w.episode_id = c.id and w.plan ->> 'method' is not null
           order by w.on_day <= v.on_date desc, case when w.on_day <= v.on_date then -w.version else w.version end limit 1) = any($5::int[])
     and not exists (select from inr_result r where r.provider_id = $1 and r.episode_id = v.episode_id and r.status = 'void'
                                                and result_seen_at_visit($1, r.id) = v.result_id)),
figures as (
select (select count(*) from counted where method in ('laboratory', 'own-meter') and 3 = any($5::int[]))::int as "active-level-3",
       (select count(*) from counted where method = 'provider-meter' and 4 = any($5::int[]))::int as "active-level-4",
       (select count(*) from started, span where on_day between first and last and 5 = any($5::int[]))::int as "initiated-level-5",
       (select count(*) from home, span where on_date between first and last)::int as "home-visits",
       (select count(*) from home, span where on_date between first and last and nth <= 12)::int as "paid-visits")`

const RETURN_SQL = `${COUNTED}
select "active-level-3", "active-level-4", "initiated-level-5", "home-visits" from figures`

/** What the month is worth at the prices that the specification of Sheffield prints (S27), written out here once more. */
const WORTH_SQL = `${COUNTED}
select "active-level-3" * 1325 + "active-level-4" * 1775 + "initiated-level-5" * 5000 + "paid-visits" * 600 as pence from figures`

type UnderContract = {
  readonly from: string
  readonly to: string
  readonly levels: readonly number[]
}

/** What a month counts by the other way, under a contract of these days and levels. */
export async function returnByDays(
  pool: Pool,
  providerId: string,
  month: string,
  { from, to, levels }: UnderContract,
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query(RETURN_SQL, [providerId, `${month}-01`, from, to, [...levels]])
  return rows[0]
}

/** What some months are worth by the other way, in pence. */
export async function worthByDays(
  pool: Pool,
  providerId: string,
  months: readonly string[],
  { from, to, levels }: UnderContract,
): Promise<number> {
  let pence = 0
  for (const month of months) {
    const asked = [providerId, `${month}-01`, from, to, [...levels]]
    const { rows } = await pool.query<{ pence: number }>(WORTH_SQL, asked)
    pence += rows[0]?.pence ?? 0
  }
  return pence
}
