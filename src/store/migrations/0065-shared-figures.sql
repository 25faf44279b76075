-- What a commissioner and a local medical committee may read by SQL: figures of whole providers, and nothing else (H36). Two roles that
-- nobody signs in as; whoever reads is a member of one of them. They have no right on any table of this database: these views
-- alone, which count as their owner and show no count of 1 to 7. Every other count is rounded to the nearest 5, and a share is made of
-- the rounded counts (docs/decisions/0035).
create schema shared_figures;
revoke all on schema shared_figures from public;

create function shared_figures.shown(counted bigint) returns text
language sql immutable set search_path = pg_catalog as $$
  select case when counted between 1 and 7 then '*' else (5 * round(counted / 5.0))::int::text end
$$;

-- A share in percent of two counts as they are shown; nothing where either is not, or the whole is none.
create function shared_figures.share(part bigint, whole bigint) returns text
language sql immutable set search_path = pg_catalog as $$
  select case when part between 1 and 7 or whole between 1 and 7 or whole < 3 then '*'
              else round(100 * round(part / 5.0) / round(whole / 5.0))::int::text end
$$;

-- A provider with 1 to 7 people on treatment shows no other figure than that.
create view shared_figures.providers with (security_barrier) as
select p.ods_code, p.name, p.kind
  from public.provider p;

create view shared_figures.people_by_medicine with (security_barrier) as
with treated as (
  select e.provider_id, e.medicine, count(distinct e.patient_id) as people
    from public.episode e
   where e.phase in ('initiating', 'maintaining', 'suspended') and not e.bridging
   group by 1, 2),
whole as (select t.provider_id, sum(t.people) as people from treated t group by 1)
select p.ods_code, t.medicine,
       case when w.people between 1 and 7 then '*' else shared_figures.shown(t.people) end as people
  from treated t
  join whole w on w.provider_id = t.provider_id
  join public.provider p on p.provider_id = t.provider_id;

-- Of quarters that have ended, so that no figure moves with one person's test.
create view shared_figures.results_by_quarter with (security_barrier) as
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
       case when c.people between 1 and 7 then '*' else shared_figures.share(c.in_range, c.results) end as in_range_percent
  from counted c
  join public.provider p on p.provider_id = c.provider_id;

-- Gives the two roles what is theirs where they exist: asked at each migration, as a maintained server may make them later.
create function shared_figures.give_to_readers() returns void
language plpgsql security invoker set search_path = pg_catalog as $$
declare
  reader text;
begin
  foreach reader in array array['evenkeel_commissioner', 'evenkeel_lmc'] loop
    continue when not exists (select from pg_roles where rolname = reader);
    execute format('grant usage on schema shared_figures to %I', reader);
    execute format('grant select on shared_figures.providers to %I', reader);
    if reader = 'evenkeel_commissioner' then
      execute format('grant select on shared_figures.people_by_medicine, shared_figures.results_by_quarter to %I', reader);
    end if;
  end loop;
end $$;
revoke all on function shared_figures.give_to_readers() from public;

-- A migrator that may make roles makes them; another leaves them to whoever runs the server (docs/operations.md).
do $$
declare
  reader text;
begin
  foreach reader in array array['evenkeel_commissioner', 'evenkeel_lmc'] loop
    continue when exists (select from pg_roles where rolname = reader);
    begin
      execute format('create role %I nologin', reader);
    exception when insufficient_privilege then
      raise notice 'role % is not made: the migrator may not. See docs/operations.md', reader;
    end;
  end loop;
end $$;
select shared_figures.give_to_readers();
