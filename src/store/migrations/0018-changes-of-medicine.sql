-- The change from one oral anticoagulant to another as a plan with dates (H18): warfarin is stopped and the new medicine
-- waits for the INR (a gap), or both are taken until the INR of warfarin is reached (an overlap). One row a change, its
-- present state; what happened is appended beside it.
create table medicine_switch (
  provider_id    uuid not null,
  id             uuid not null,
  patient_id     uuid not null,
  way            text not null check (way in ('gap', 'overlap')),
  state          text not null check (state in ('waiting', 'planned', 'overlapping', 'finished', 'done', 'abandoned')),
  old_episode_id uuid not null,
  new_episode_id uuid,
  old_medicine   text not null check (old_medicine in ('warfarin', 'apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban')),
  new_medicine   text not null check (new_medicine in ('warfarin', 'apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban')),
  -- Of a gap the day of the last dose and the day by which the new medicine starts; of an overlap its first and last day.
  from_on        date not null,
  until_on       date not null,
  details        jsonb not null,
  task_id        uuid not null,
  version        int not null,
  changed_at     timestamptz not null,
  -- True while both are taken: then the new medicine is the course that is treated, and the old one goes beside it.
  needs_new      boolean generated always as (case when state = 'overlapping' then true end) stored,
  primary key (provider_id, id),
  unique (provider_id, id, patient_id, old_episode_id, state),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, old_episode_id) references episode (provider_id, id),
  foreign key (provider_id, new_episode_id) references episode (provider_id, id),
  foreign key (provider_id, task_id) references task (provider_id, id),
  check (old_medicine <> new_medicine),
  check ((way = 'gap') = (old_medicine = 'warfarin')),
  check (way = 'gap' or new_medicine = 'warfarin'),
  check ((way = 'gap' and state not in ('planned', 'overlapping')) or (way = 'overlap' and state <> 'waiting')),
  check (new_episode_id is not null or state in ('waiting', 'abandoned')),
  -- No plan lasts longer than 28 days, however it is extended; of what is finished, the day by which it is removed.
  constraint medicine_switch_is_dated
    check (until_on >= from_on and (until_on <= from_on + 28 or state in ('finished', 'done')))
);
create unique index medicine_switch_one_running on medicine_switch (provider_id, patient_id)
  where state in ('waiting', 'planned', 'overlapping');
create index medicine_switch_of_patient on medicine_switch (provider_id, patient_id);
create index medicine_switch_not_done on medicine_switch (provider_id, until_on)
  where state in ('waiting', 'planned', 'overlapping', 'finished');

-- What happened to a change, who did it and when. Never changed.
create table medicine_switch_event (
  provider_id uuid not null,
  id          uuid not null,
  switch_id   uuid not null,
  sequence    int not null,
  what        text not null check (what in ('planned', 'stopped', 'begin', 'extend', 'finish', 'confirm', 'abandon')),
  state       text not null,
  details     jsonb not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, switch_id, sequence),
  foreign key (provider_id, switch_id) references medicine_switch (provider_id, id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['medicine_switch', 'medicine_switch_event'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (state, new_episode_id, from_on, until_on, task_id, version, changed_at) on medicine_switch to evenkeel_app;

-- Two active anticoagulants of one person need a plan with dates, whoever writes the rows. A course goes beside another
-- one (`bridging`) only as heparin with a stop date, or as the old medicine of a change that is overlapping now; and the
-- other one is then the new medicine of that same plan.
alter table episode add column switch_id uuid;
alter table episode add column is_main boolean
  generated always as (phase in ('initiating', 'maintaining', 'suspended') and not bridging) stored;
alter table episode add column beside_by text
  generated always as (case when bridging and medicine <> 'heparin' and phase in ('initiating', 'maintaining', 'suspended')
                       then 'overlapping' end) stored;
alter table episode add constraint episode_beside_by_a_plan
  check (not bridging or medicine = 'heparin' or phase not in ('initiating', 'maintaining', 'suspended')
         or switch_id is not null);
alter table episode add constraint episode_bridge_is_dated
  check (not bridging or medicine <> 'heparin' or phase not in ('initiating', 'maintaining', 'suspended')
         or stop_on is not null);
alter table episode add constraint episode_beside_in_its_overlap
  foreign key (provider_id, switch_id, patient_id, id, beside_by)
  references medicine_switch (provider_id, id, patient_id, old_episode_id, state);
create unique index episode_one_beside on episode (provider_id, patient_id)
  where phase in ('initiating', 'maintaining', 'suspended') and bridging;
create unique index episode_main on episode (provider_id, id, patient_id, is_main);
alter table medicine_switch add constraint medicine_switch_new_is_taken
  foreign key (provider_id, new_episode_id, patient_id, needs_new)
  references episode (provider_id, id, patient_id, is_main) deferrable initially deferred;
grant update (bridging, switch_id) on episode to evenkeel_app;
