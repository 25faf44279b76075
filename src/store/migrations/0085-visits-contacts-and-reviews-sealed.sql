-- The line of an act seals the visits, contacts, reviews, steps of reassessments, tasks as they were opened and entries from paper that it
-- wrote, too; and a version of a patient or of a course says when somebody died, was paused or ended, so that the head is held to it (H37).

-- Empty in versions of before: these were sealed without them, and the head is held to them from its next version on.
alter table patient_version add column died_on date;
alter table episode_version
  add column suspended_from date,
  add column suspended_until date,
  add column ended_on date,
  add column ended_reason text;
comment on column patient_version.died_on is 'The day of death as this version says it.';
comment on column episode_version.suspended_until is 'Until when the course is paused, as this version says it.';

-- What a line names the check of an entry from paper by: it has no id of its own.
alter table paper_check
  add column seal_id uuid not null generated always as (md5(entry_id::text || ':check')::uuid) stored;
create unique index paper_check_sealed on paper_check (provider_id, seal_id);
comment on column paper_check.seal_id is 'What a line of the audit names this check by.';

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
  union all
  select v.id, row_seal(to_jsonb(v)) from visit v where v.provider_id = provider and v.id = any(ids)
  union all
  select c.id, row_seal(to_jsonb(c)) from contact c where c.provider_id = provider and c.id = any(ids)
  union all
  select a.id, row_seal(to_jsonb(a)) from annual_review a where a.provider_id = provider and a.id = any(ids)
  union all
  select w.id, row_seal(to_jsonb(w)) from doac_review w where w.provider_id = provider and w.id = any(ids)
  union all
  select x.id, row_seal(to_jsonb(x)) from doac_told x where x.provider_id = provider and x.id = any(ids)
  union all
  select y.id, row_seal(to_jsonb(y)) from reassessment_event y where y.provider_id = provider and y.id = any(ids)
  union all
  select q.id, row_seal(to_jsonb(q)) from paper_entry q where q.provider_id = provider and q.id = any(ids)
  union all
  select k.seal_id, row_seal(to_jsonb(k) - 'seal_id') from paper_check k where k.provider_id = provider and k.seal_id = any(ids)
  union all
  select o.id, row_seal(to_jsonb(o) - '{for_whom,due_at,state,taken_by,taken_at,escalated_at,closed_by,closed_at,closing_code,closing_note,version}'::text[])
    from task o where o.provider_id = provider and o.id = any(ids)
$$;

create or replace function ids_to_seal(provider uuid) returns setof uuid language sql stable as $$
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
  union all
  select id from visit where provider_id = provider
  union all
  select id from contact where provider_id = provider
  union all
  select id from annual_review where provider_id = provider
  union all
  select id from doac_review where provider_id = provider
  union all
  select id from doac_told where provider_id = provider
  union all
  select id from reassessment_event where provider_id = provider
  union all
  select id from paper_entry where provider_id = provider
  union all
  select seal_id from paper_check where provider_id = provider
  union all
  select id from task where provider_id = provider
$$;

select seal_rows(provider_id) from (select distinct provider_id from account_provider) p;
