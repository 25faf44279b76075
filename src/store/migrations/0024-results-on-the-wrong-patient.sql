-- A result that was recorded on the wrong patient (H01) is void in that record; here stands why it came there, and whose it
-- is once somebody has typed who that is. Append-only: what is found out later is a row of its own.
create table misfiled_result (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  episode_id  uuid not null,
  result_id   uuid not null,
  void_id     uuid not null,
  decision_id uuid,
  reason      text not null,
  note        text not null,
  task_id     uuid not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, result_id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, result_id) references inr_result (provider_id, id),
  foreign key (provider_id, void_id) references inr_result (provider_id, id),
  foreign key (provider_id, decision_id) references dose_decision (provider_id, id),
  foreign key (provider_id, task_id) references task (provider_id, id)
);
create index misfiled_result_by_time on misfiled_result (provider_id, at);

create table misfiled_result_owner (
  provider_id uuid not null,
  misfiled_id uuid not null,
  nth         smallint not null check (nth > 0),
  patient_id  uuid not null,
  task_id     uuid not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, misfiled_id, nth),
  foreign key (provider_id, misfiled_id) references misfiled_result (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, task_id) references task (provider_id, id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['misfiled_result', 'misfiled_result_owner'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I
         using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end
$$;
