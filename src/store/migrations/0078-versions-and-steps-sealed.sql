-- The line of an act seals the versions of patients and of plans, and the steps of tasks, that it wrote, too: whoever changes a target, an
-- allergy or the closing of a task behind the audit is found, in the version and, because the head is held to it, in the head (H37).

-- What a line names a version by: those have no id of their own.
alter table patient_version
  add column seal_id uuid not null generated always as (md5(patient_id::text || ':' || version::text)::uuid) stored;
alter table episode_version
  add column seal_id uuid not null generated always as (md5(episode_id::text || ':' || version::text)::uuid) stored;
create unique index patient_version_sealed on patient_version (provider_id, seal_id);
create unique index episode_version_sealed on episode_version (provider_id, seal_id);
comment on column patient_version.seal_id is 'What a line of the audit names this version by.';
comment on column episode_version.seal_id is 'What a line of the audit names this version by.';

-- A task that was closed with a visit had no step that says so. What an earlier version packed is given them as well.
create function add_closing_steps(provider uuid) returns void language sql as $$
insert into task_event (provider_id, id, task_id, what, note, by, at)
select t.provider_id, gen_random_uuid(), t.id, t.closing_code, nullif(t.closing_note, ''), t.closed_by, t.closed_at
  from task t
 where t.provider_id = provider and t.state = 'closed' and not exists (
   select from task_event e
    where e.provider_id = t.provider_id and e.task_id = t.id and e.at = t.closed_at and e.what in (t.closing_code, 'closed'))
$$;
select add_closing_steps(provider_id) from (select distinct provider_id from account_provider) p;

create or replace function rows_sealed(provider uuid, ids uuid[]) returns table (id uuid, seal bytea) language sql stable
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set bytea_output = 'hex' set extra_float_digits = 1
as $$
  select r.id, row_seal(to_jsonb(r)) from inr_result r where r.provider_id = provider and r.id = any(ids)
  union all
  select d.id, row_seal(to_jsonb(d) - '{advised,advised_protocol,advised_weekly_ug,advised_omit_days,low_tenths,high_tenths}'::text[])
    from dose_decision d where d.provider_id = provider and d.id = any(ids)
  union all
  select t.id, row_seal(to_jsonb(t)) from told t where t.provider_id = provider and t.id = any(ids)
  union all
  select p.seal_id, row_seal(to_jsonb(p) - 'seal_id') from patient_version p where p.provider_id = provider and p.seal_id = any(ids)
  union all
  select e.seal_id, row_seal(to_jsonb(e) - 'seal_id') from episode_version e where e.provider_id = provider and e.seal_id = any(ids)
  union all
  select s.id, row_seal(to_jsonb(s)) from task_event s where s.provider_id = provider and s.id = any(ids)
$$;

-- Every row of a provider that a line is to name.
create function ids_to_seal(provider uuid) returns setof uuid language sql stable as $$
  select id from inr_result where provider_id = provider
  union all
  select id from dose_decision where provider_id = provider
  union all
  select id from told where provider_id = provider
  union all
  select seal_id from patient_version where provider_id = provider
  union all
  select seal_id from episode_version where provider_id = provider
  union all
  select id from task_event where provider_id = provider
$$;

create or replace function seal_rows(provider uuid) returns void language plpgsql as $$
declare
  said text := jsonb_build_object('act', 'seal-rows',
    'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
  ids uuid[];
begin
  perform set_config('app.provider_id', provider::text, true);
  for ids in
    select array_agg(s.id) from (
      select u.id, (row_number() over (order by u.id) - 1) / 500 as slice
        from ids_to_seal(provider) u (id)
       where u.id not in (select ids_sealed(provider))) s
     group by s.slice order by s.slice
  loop
    with sealed as (
      select sealed_line(provider, said, ids) as line),
    head as (
      update audit_head h
         set seq = h.seq + 1, hash = sha256('\x01'::bytea || h.hash || int8send(h.seq + 1) || convert_to(sealed.line, 'UTF8'))
        from sealed where h.provider_id = provider
      returning h.seq, h.hash, sealed.line)
    insert into audit_line (provider_id, seq, line, hash) select provider, head.seq, head.line, head.hash from head;
  end loop;
end $$;

select seal_rows(provider_id) from (select distinct provider_id from account_provider) p;
