-- Alerts that nearly everybody goes past are as good as none (H33). What stands in the place of a dose was already on
-- record with its answer; the questions before a dose were not: one row when a page asks one, one when a dose is saved
-- through it. Append-only.
create table dose_question (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  episode_id  uuid not null,
  kind        text not null check (kind in ('confirm', 'second-clinician')),
  code        text not null,
  what        text not null check (what in ('asked', 'confirmed')),
  decision_id uuid,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, decision_id) references dose_decision (provider_id, id),
  check ((what = 'confirmed') = (decision_id is not null))
);
create index dose_question_by_time on dose_question (provider_id, at);
create index dose_question_of_decision on dose_question (provider_id, decision_id) where decision_id is not null;

-- An alert that was gone past too often over some days, until the clinical safety officer closes it with what is to be
-- done. It names no patient. Its figures are those of the day on which it was opened and are never changed.
create table alert_review (
  provider_id  uuid not null references provider (provider_id),
  id           uuid not null,
  kind         text not null,
  code         text not null,
  from_on      date not null,
  until_on     date not null,
  asked        int not null,
  gone_past    int not null check (gone_past > 0),
  acted_on     int not null check (acted_on >= 0),
  opened_at    timestamptz not null,
  due_on       date not null,
  state        text not null check (state in ('open', 'closed')),
  escalated_at timestamptz,
  outcome      text,
  note         text,
  closed_by    uuid,
  closed_at    timestamptz,
  version      int not null,
  primary key (provider_id, id),
  check (from_on <= until_on),
  check (gone_past + acted_on <= asked),
  check ((state = 'closed') = (outcome is not null and note is not null and closed_by is not null
           and closed_at is not null))
);
create unique index alert_review_one_open on alert_review (provider_id, kind, code) where state = 'open';
create index alert_review_of_alert on alert_review (provider_id, kind, code, opened_at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['dose_question', 'alert_review'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (state, escalated_at, outcome, note, closed_by, closed_at, version) on alert_review to evenkeel_app;
