-- A target that the sources do not give for the indication stands only when a second clinician has agreed to it (H07). One row
-- for each time one was asked for: what was typed waits in it, and nothing of it is in force until somebody else agrees.
create table target_check (
  provider_id  uuid not null,
  id           uuid not null,
  patient_id   uuid not null,
  episode_id   uuid not null,
  plan_version int not null,
  indication   text not null,
  target_tenths int not null,
  low_tenths   int not null,
  high_tenths  int not null,
  -- What is done to the course when it is agreed to; an empty object where the plan is written and only waits.
  step         jsonb not null,
  warnings     jsonb not null,
  reason_code  text not null,
  reason_note  text not null,
  words        text not null,
  task_id      uuid not null,
  state        text not null check (state in ('open', 'agreed', 'declined', 'withdrawn')),
  proposed_by  uuid not null,
  proposed_at  timestamptz not null,
  settled_by   uuid,
  settled_at   timestamptz,
  settled_note text,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, task_id) references task (provider_id, id),
  check ((state = 'open') = (settled_by is null)),
  check ((settled_by is null) = (settled_at is null)),
  check (state not in ('agreed', 'declined') or settled_by <> proposed_by),
  check (low_tenths <= target_tenths and target_tenths <= high_tenths)
);
create unique index target_check_one_open on target_check (provider_id, episode_id) where state = 'open';
create index target_check_of_episode on target_check (provider_id, episode_id, state);

alter table target_check enable row level security;
alter table target_check force row level security;
create policy own_provider on target_check
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on target_check to evenkeel_app;
grant update (state, settled_by, settled_at, settled_note) on target_check to evenkeel_app;
