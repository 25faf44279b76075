-- The reassessment of poor control (S5). One row for each course that ever needed one, its present state: `due_on` is the
-- day from which it stands on the list (when it opened, or when a plan is to be looked at again), null when it was
-- answered. Detection writes it when a result is saved and at night, so that the front page reads one short index.
create table reassessment (
  provider_id uuid not null,
  episode_id  uuid not null,
  patient_id  uuid not null,
  state       text not null check (state in ('open', 'acting', 'answered')),
  flags       text[] not null check (cardinality(flags) > 0 and flags <@ array['twoAboveFive', 'oneAboveEight',
                'twoBelowOneAndAHalf', 'timeInRangeBelow65']),
  due_on      date,
  answered_at timestamptz,
  version     int not null,
  changed_at  timestamptz not null,
  primary key (provider_id, episode_id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  check ((due_on is null) = (state = 'answered')),
  check (state = 'open' or answered_at is not null)
);
create index reassessment_not_answered on reassessment (provider_id, due_on) where due_on is not null;

-- What happened: opened by the product for these flags, or an outcome recorded by a person. Never changed.
create table reassessment_event (
  provider_id uuid not null,
  id          uuid not null,
  episode_id  uuid not null,
  what        text not null check (what in ('opened', 'improve', 'change-to-doac', 'continue')),
  flags       text[] not null,
  details     jsonb not null,
  by          uuid,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, episode_id) references reassessment (provider_id, episode_id),
  check ((what = 'opened') = (by is null))
);
create index reassessment_event_of_episode on reassessment_event (provider_id, episode_id, at);

-- Which nightly work has been done for which day, so that it is done once.
create table nightly_run (
  provider_id uuid not null references provider (provider_id),
  job         text not null,
  on_date     date not null,
  at          timestamptz not null,
  primary key (provider_id, job, on_date)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['reassessment', 'reassessment_event', 'nightly_run'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (state, flags, due_on, answered_at, version, changed_at) on reassessment to evenkeel_app;
