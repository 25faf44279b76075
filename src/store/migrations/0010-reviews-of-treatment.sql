-- The health review of treatment, at its start and at least once a year (S8). Never changed: a later review takes the
-- place of an earlier one. `figures` is what was known on the day: control of the year and the newest measurements.
create table annual_review (
  provider_id    uuid not null,
  id             uuid not null,
  patient_id     uuid not null,
  episode_id     uuid not null,
  plan_version   int not null,
  reviewed_on    date not null,
  answers        jsonb not null,
  figures        jsonb not null,
  decision       text not null check (decision in ('continue', 'change', 'stop', 'refer')),
  decision_note  text not null,
  next_review_on date,
  task_id        uuid,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, task_id) references task (provider_id, id),
  check ((decision = 'continue') = (task_id is null)),
  check (decision = 'continue' or decision_note <> ''),
  check (next_review_on > reviewed_on)
);
create index annual_review_of_patient on annual_review (provider_id, patient_id, recorded_at);

alter table annual_review enable row level security;
alter table annual_review force row level security;
create policy own_provider on annual_review
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on annual_review to evenkeel_app;

-- The day of the newest review of a course; null while there was none.
alter table episode add column reviewed_on date;
grant update (reviewed_on) on episode to evenkeel_app;
