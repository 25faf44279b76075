-- Scores of a person (CHA2DS2-VASc, ORBIT, HAS-BLED, SAMe-TT2R2) as they were recorded: every answer, "not known"
-- included, and the scores with their versions. Append-only: whoever knows more records them anew.
create table score_record (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  facts       jsonb not null,
  scores      jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);
create index score_record_of_patient on score_record (provider_id, patient_id, recorded_at);

alter table score_record enable row level security;
alter table score_record force row level security;
create policy own_provider on score_record
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on score_record to evenkeel_app;
