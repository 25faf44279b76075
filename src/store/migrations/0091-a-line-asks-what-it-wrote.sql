-- A line seals the rows of the tables that its act wrote to, and asks those alone: asked for all fifteen, the seal was the dearest part of saving a
-- dose. It is the same seal, so that every line of before is found as it was.

create function rows_sealed(provider uuid, ids uuid[], written_to text[]) returns table (id uuid, seal bytea) language plpgsql stable
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set bytea_output = 'hex' set extra_float_digits = 1
as $$
#variable_conflict use_column
begin
  if written_to is null or 'inr_result' = any(written_to) then
    return query
    select r.id, row_seal(to_jsonb(r)) from inr_result r where r.provider_id = provider and r.id = any(ids);
  end if;
  if written_to is null or 'dose_decision' = any(written_to) then
    return query
    select d.id, row_seal(to_jsonb(d) - '{advised,advised_protocol,advised_weekly_ug,advised_omit_days,low_tenths,high_tenths}'::text[]) from dose_decision d where d.provider_id = provider and d.id = any(ids);
  end if;
  if written_to is null or 'told' = any(written_to) then
    return query
    select t.id, row_seal(to_jsonb(t)) from told t where t.provider_id = provider and t.id = any(ids);
  end if;
  if written_to is null or 'patient_version' = any(written_to) then
    return query
    select p.seal_id, row_seal(to_jsonb(p) - 'seal_id') from patient_version p where p.provider_id = provider and p.seal_id = any(ids);
  end if;
  if written_to is null or 'episode_version' = any(written_to) then
    return query
    select e.seal_id, row_seal(to_jsonb(e) - 'seal_id') from episode_version e where e.provider_id = provider and e.seal_id = any(ids);
  end if;
  if written_to is null or 'task_event' = any(written_to) then
    return query
    select s.id, row_seal(to_jsonb(s)) from task_event s where s.provider_id = provider and s.id = any(ids);
  end if;
  if written_to is null or 'visit' = any(written_to) then
    return query
    select v.id, row_seal(to_jsonb(v)) from visit v where v.provider_id = provider and v.id = any(ids);
  end if;
  if written_to is null or 'contact' = any(written_to) then
    return query
    select c.id, row_seal(to_jsonb(c)) from contact c where c.provider_id = provider and c.id = any(ids);
  end if;
  if written_to is null or 'annual_review' = any(written_to) then
    return query
    select a.id, row_seal(to_jsonb(a)) from annual_review a where a.provider_id = provider and a.id = any(ids);
  end if;
  if written_to is null or 'doac_review' = any(written_to) then
    return query
    select w.id, row_seal(to_jsonb(w)) from doac_review w where w.provider_id = provider and w.id = any(ids);
  end if;
  if written_to is null or 'doac_told' = any(written_to) then
    return query
    select x.id, row_seal(to_jsonb(x)) from doac_told x where x.provider_id = provider and x.id = any(ids);
  end if;
  if written_to is null or 'reassessment_event' = any(written_to) then
    return query
    select y.id, row_seal(to_jsonb(y)) from reassessment_event y where y.provider_id = provider and y.id = any(ids);
  end if;
  if written_to is null or 'paper_entry' = any(written_to) then
    return query
    select q.id, row_seal(to_jsonb(q)) from paper_entry q where q.provider_id = provider and q.id = any(ids);
  end if;
  if written_to is null or 'paper_check' = any(written_to) then
    return query
    select k.seal_id, row_seal(to_jsonb(k) - 'seal_id') from paper_check k where k.provider_id = provider and k.seal_id = any(ids);
  end if;
  if written_to is null or 'task' = any(written_to) then
    return query
    select o.id, row_seal(to_jsonb(o) - '{for_whom,due_at,state,taken_by,taken_at,escalated_at,closed_by,closed_at,closing_code,closing_note,version}'::text[]) from task o where o.provider_id = provider and o.id = any(ids);
  end if;
end $$;
comment on function rows_sealed(uuid, uuid[], text[]) is 'The seals of these rows, asked of the tables named; of every one that is sealed where none is named.';

-- Whoever does not know which tables the rows are in, as who looks at a chain, asks every one.
create or replace function rows_sealed(provider uuid, ids uuid[]) returns table (id uuid, seal bytea) language sql stable as $$
  select id, seal from rows_sealed(provider, ids, null)
$$;

create function sealed_line(provider uuid, line text, ids uuid[], written_to text[]) returns text language sql stable as $$
  select case when count(*) = 0 then line
              else left(line, -1) || ',"wrote":"' || left(encode(sha256(string_agg(seal, ''::bytea order by id)), 'hex'), 32)
                   || ' ' || string_agg(id::text, ' ' order by id) || '"}' end
    from rows_sealed(provider, ids, written_to)
$$;
