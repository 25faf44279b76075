-- A plan around a procedure (H24): one row for each, its present state. It stays open, with an owner and the day by which
-- treatment is taken again, until the restart is recorded or somebody has decided against it; the checks hold both ends.
create table procedure_plan (
  provider_id    uuid not null,
  id             uuid not null,
  patient_id     uuid not null,
  episode_id     uuid not null,
  medicine       text not null check (medicine in ('warfarin', 'apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban')),
  state          text not null check (state in ('planned', 'done', 'called-off', 'restarted', 'not-restarting')),
  procedure_on   date not null,
  last_dose_on   date,
  restart_due_on date not null,
  step_due_on    date,
  called_off_on  date,
  restarted_on   date,
  restart_ug     int check (restart_ug > 0),
  not_because    text,
  review_on      date,
  owner          uuid not null,
  escalations    int not null default 0,
  escalated_on   date,
  version        int not null,
  changed_at     timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, owner) references staff (provider_id, account_id),
  check (last_dose_on < procedure_on),
  check (called_off_on is not null or restart_due_on >= procedure_on),
  check (called_off_on is not null or restarted_on >= procedure_on),
  check ((state = 'restarted') = (restarted_on is not null)),
  check ((state = 'not-restarting') = (not_because is not null)),
  check (state <> 'not-restarting' or review_on is not null or not_because = 'course-ended'),
  check (step_due_on is null or state = 'planned')
);
create unique index procedure_plan_open on procedure_plan (provider_id, episode_id)
  where state in ('planned', 'done', 'called-off');
create index procedure_plan_of_episode on procedure_plan (provider_id, episode_id, changed_at);

-- What was planned and decided, each time dates were decided; an earlier version is never changed.
create table procedure_version (
  provider_id uuid not null,
  plan_id     uuid not null,
  version     int not null,
  details     jsonb not null,
  competence  jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, plan_id, version),
  foreign key (provider_id, plan_id) references procedure_plan (provider_id, id)
);

-- What happened: steps marked, the procedure done or called off, the restart, each day on which a restart was overdue.
create table procedure_event (
  provider_id uuid not null,
  id          uuid not null,
  plan_id     uuid not null,
  of_version  int not null,
  what        text not null check (what in ('confirmed', 'moved', 'step', 'inr', 'procedure-done', 'called-off',
                'postponed', 'assigned', 'restarted', 'decided-not', 'course-ended', 'escalated')),
  step        text,
  on_date     date not null,
  details     jsonb not null,
  by          uuid,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, plan_id) references procedure_plan (provider_id, id),
  check ((what = 'escalated') = (by is null)),
  check ((what = 'step') = (step is not null))
);
create index procedure_event_of_plan on procedure_event (provider_id, plan_id, at);
create unique index procedure_event_escalated on procedure_event (provider_id, plan_id, on_date)
  where what = 'escalated';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['procedure_plan', 'procedure_version', 'procedure_event'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (state, procedure_on, last_dose_on, restart_due_on, step_due_on, called_off_on, restarted_on, restart_ug,
  not_because, review_on, owner, escalations, escalated_on, version, changed_at) on procedure_plan to evenkeel_app;
