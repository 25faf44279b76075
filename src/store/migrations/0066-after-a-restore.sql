-- After a restore (H28): what the outside knows and this database does not. Each line is an act that was acknowledged, a message that
-- was sent or a sheet that was printed, found in the journal outside the database; or that the database was restored at all. A person clears
-- each. Until then nobody is dosed at the provider. Append-only both; the patient may be one whom the database does not have.
create table unknown_here (
  provider_id uuid not null,
  id          uuid not null,
  kind        text not null check (kind in ('act', 'message', 'print', 'restore')),
  reference   text not null check (length(reference) between 1 and 200),
  act         text,
  done_at     timestamptz not null,
  done_by     uuid,
  patient_id  uuid,
  subject     text,
  found_at    timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, reference),
  foreign key (provider_id) references provider (provider_id)
);
create table unknown_cleared (
  provider_id uuid not null,
  unknown_id  uuid not null,
  outcome     text not null check (outcome in ('entered-again', 'to-enter', 'not-needed')),
  reason      text not null check (length(reason) between 1 and 500),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, unknown_id, outcome),
  foreign key (provider_id, unknown_id) references unknown_here (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['unknown_here', 'unknown_cleared'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
create policy written_now on unknown_here as restrictive for insert with check (is_written_now(found_at));
create policy written_now on unknown_cleared as restrictive for insert with check (is_written_now(at));

-- The acts refuse it in words; this refuses what came between.
create function dose_is_after_reconciling(d dose_decision) returns boolean
language plpgsql volatile security invoker set search_path = public, pg_temp as $$
begin
  if exists (select from unknown_here u
              where u.provider_id = d.provider_id
                and not exists (select from unknown_cleared c
                                 where c.provider_id = u.provider_id and c.unknown_id = u.id)) then
    raise exception 'dose refused: the list after a restore is not cleared' using errcode = '23514';
  end if;
  return true;
end $$;
alter policy decided_soundly on dose_decision with check (
  dose_is_decided_by_right(dose_decision) and dose_rests_on_its_result(dose_decision)
  and dose_is_of_a_sound_meter(dose_decision) and dose_is_after_reconciling(dose_decision));
