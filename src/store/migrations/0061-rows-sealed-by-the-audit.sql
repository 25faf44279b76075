-- The line of an act holds a seal over every result, dose and telling that it wrote: whoever changes such a row behind the audit,
-- takes one away or puts one in is found by `evenkeel verify` (H37). Columns that are empty are left out, so that a column which
-- the schema gets later changes no seal; one that may not be empty is left out by name, as those that are worked out are.
-- A migration that itself writes to one of the three calls seal_rows for each provider, which notes it as a line.

create function row_seal(content jsonb) returns bytea language sql immutable as $$
  select sha256(convert_to(jsonb_strip_nulls(content)::text, 'UTF8'))
$$;

create function rows_sealed(provider uuid, ids uuid[]) returns table (id uuid, seal bytea) language sql stable as $$
  select r.id, row_seal(to_jsonb(r)) from inr_result r where r.provider_id = provider and r.id = any(ids)
  union all
  select d.id, row_seal(to_jsonb(d) - '{advised,advised_protocol,advised_weekly_ug,advised_omit_days,low_tenths,high_tenths}'::text[])
    from dose_decision d where d.provider_id = provider and d.id = any(ids)
  union all
  select t.id, row_seal(to_jsonb(t)) from told t where t.provider_id = provider and t.id = any(ids)
$$;

-- The line with what was written: one seal over the rows in the order of their ids, then the ids.
create function sealed_line(provider uuid, line text, ids uuid[]) returns text language sql stable as $$
  select case when count(*) = 0 then line
              else left(line, -1) || ',"wrote":"' || left(encode(sha256(string_agg(seal, ''::bytea order by id)), 'hex'), 32)
                   || ' ' || string_agg(id::text, ' ' order by id) || '"}' end
    from rows_sealed(provider, ids)
$$;

-- The ids that the lines of a chain have sealed.
create function ids_sealed(provider uuid) returns setof uuid language sql stable as $$
  select unnest(string_to_array(substr(substring(l.line from '"wrote":"([0-9a-f -]+)"}$'), 34), ' ')::uuid[])
    from audit_line l where l.provider_id = provider and l.line like '%"wrote":"%'
$$;

-- Seals what no line has sealed yet: what stood before there were seals, or was brought back or written by the owner of the tables.
create function seal_rows(provider uuid) returns void language plpgsql as $$
declare
  said text := jsonb_build_object('act', 'seal-rows',
    'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text;
  ids uuid[];
begin
  perform set_config('app.provider_id', provider::text, true);
  for ids in
    select array_agg(s.id) from (
      select u.id, (row_number() over (order by u.id) - 1) / 500 as slice
        from (select r.id from inr_result r where r.provider_id = provider
              union all select d.id from dose_decision d where d.provider_id = provider
              union all select t.id from told t where t.provider_id = provider) u
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
