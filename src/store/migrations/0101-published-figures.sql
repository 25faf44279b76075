-- The figures of a provider for a month as they are published to whoever commissions it: already suppressed and rounded, so that no role and
-- no backup of this table holds a small count. Worked out once, in a night after the month has ended; what is corrected later
-- changes nothing that was published (docs/decisions/0051).
create table published_figures (
  provider_id   uuid not null references provider (provider_id),
  month_on      date not null check (extract(day from month_on) = 1),
  figures       jsonb not null,
  worked_out_at timestamptz not null,
  primary key (provider_id, month_on)
);
alter table published_figures enable row level security;
alter table published_figures force row level security;
create policy own_provider on published_figures
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on published_figures as restrictive for insert with check (is_written_now(worked_out_at));
grant select, insert on published_figures to evenkeel_app;
comment on table published_figures is 'The figures of each month as they are published to whoever commissions it: suppressed and rounded.';
comment on column published_figures.month_on is 'The first day of the month.';
comment on column published_figures.figures is 'As they are shown: a star for a count of 1 to 7 and for what would give one away, every other count rounded to 5.';

-- Of the months of its contracts with this commissioner.
create view commissioned.published_figures with (security_barrier) as
select f.provider_id, p.name as provider_name, p.ods_code, p.kind as provider_kind, f.month_on, f.figures
  from (select distinct k.provider_id, k.month_on
          from commissioned.mine m
          join public.contract c on c.provider_id = m.provider_id and c.id = m.contract_id
          join public.published_figures k on k.provider_id = c.provider_id
                                         and k.month_on between date_trunc('month', c.from_on::timestamp)::date and c.to_on) mine
  join public.published_figures f on f.provider_id = mine.provider_id and f.month_on = mine.month_on
  join public.provider p on p.provider_id = f.provider_id;

-- What was claimed for a quarter under all contracts of a provider with this commissioner, by the newest version of each claim.
create view commissioned.claimed_of_quarter with (security_barrier) as
select q.provider_id, q.quarter_on, sum(q.total_pence)::text as total_pence
  from commissioned.mine m
  join public.quarterly_claim q on q.provider_id = m.provider_id and q.contract_id = m.contract_id
 where not exists (select from public.quarterly_claim n
                    where n.provider_id = q.provider_id and n.contract_id = q.contract_id and n.quarter_on = q.quarter_on
                      and n.version > q.version)
 group by q.provider_id, q.quarter_on;

-- A share of nearly all told that fewer lie outside it than a star promises: a share is hidden where 1 to 7 are not in it, too.
create or replace view shared_figures.results_by_quarter with (security_barrier) as
with counted as (
  select r.provider_id, date_trunc('quarter', r.sampled_on)::date as quarter, count(*) as results,
         count(distinct r.patient_id) as people,
         count(*) filter (where r.comparator = '=' and r.tenths between e.low_tenths and e.high_tenths) as in_range,
         count(*) filter (where r.tenths > 80 or r.tenths = 80 and r.comparator = '>') as above_8
    from public.inr_result r
    join public.episode e on e.provider_id = r.provider_id and e.id = r.episode_id
   where r.status in ('final', 'corrected')
     and not exists (select from public.inr_result n where n.provider_id = r.provider_id and n.replaces = r.id)
     and r.sampled_on < date_trunc('quarter', (now() at time zone 'Europe/London'))::date
   group by 1, 2)
select p.ods_code, c.quarter,
       case when c.people between 1 and 7 then '*' else shared_figures.shown(c.people) end as people,
       case when c.people between 1 and 7 then '*' else shared_figures.shown(c.results) end as results,
       case when c.people between 1 and 7 then '*' else shared_figures.shown(c.above_8) end as above_8,
       case when c.people between 1 and 7 or c.results - c.in_range between 1 and 7 then '*'
            else shared_figures.share(c.in_range, c.results) end as in_range_percent
  from counted c
  join public.provider p on p.provider_id = c.provider_id;
select shared_figures.give_to_readers();
