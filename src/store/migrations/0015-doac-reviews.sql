-- One review of a course: what was asked and measured, what the rules said to it, and what was decided. Append-only; the
-- whole input and the version of the rules are kept, so that each can be asked again.
create table doac_review (
  provider_id    uuid not null,
  id             uuid not null,
  patient_id     uuid not null,
  episode_id     uuid not null,
  sequence       int not null,
  plan_version   int not null,
  on_date        date not null,
  rules_id       text not null,
  rules_version  text not null,
  inputs         jsonb not null,
  answers        jsonb not null,
  verdict        jsonb not null,
  weight_id      uuid,
  creatinine_id  uuid,
  outcome        text not null check (outcome in ('matches', 'differs', 'differs-danger', 'prescriber-decides',
                   'contraindicated')),
  reason_code    text,
  reason_text    text,
  task_id        uuid,
  next_review_on date,
  bloods_due_on  date,
  told_how       text check (told_how in ('handed-over', 'read-back', 'message', 'letter')),
  told_whom      text,
  competence     jsonb not null,
  reviewed_by    uuid not null,
  reviewed_at    timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, episode_id, sequence),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, weight_id) references measurement (provider_id, id),
  foreign key (provider_id, creatinine_id) references measurement (provider_id, id),
  foreign key (provider_id, task_id) references task (provider_id, id),
  check (outcome = 'matches' or reason_code is not null or task_id is not null),
  check (outcome in ('matches', 'differs') or task_id is not null),
  check (outcome = 'contraindicated' or (weight_id is not null and creatinine_id is not null)),
  check ((told_how is null) = (told_whom is null)),
  check (next_review_on is not null or task_id is not null),
  check (next_review_on > on_date)
);
create index doac_review_of_day on doac_review (provider_id, on_date);
create index doac_review_untold on doac_review (provider_id, episode_id) where told_how is null;

-- That the patient knows what a review decided, when that was not at the review itself (H16).
create table doac_told (
  provider_id uuid not null,
  id          uuid not null,
  review_id   uuid not null,
  patient_id  uuid not null,
  how         text not null check (how in ('handed-over', 'read-back', 'message', 'letter')),
  to_whom     text not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, review_id) references doac_review (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);
create index doac_told_of_review on doac_told (provider_id, review_id);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['doac_review', 'doac_told'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
