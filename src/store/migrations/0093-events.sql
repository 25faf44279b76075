-- What happened to somebody in treatment and is told to the commissioner: bleeds by their class, clots, admissions, deaths, an INR above 8,
-- errors of dosing, and whoever was not managed as the specification says (S12, S28). Each has an analysis with a clock. What is
-- submitted stands in a table of its own that names no patient, with its number and its hash. All of it is append-only
-- (docs/decisions/0047).
create table significant_event (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  kind        text not null check (kind in ('bleed', 'thrombosis', 'admission', 'death', 'inr-above-8', 'dosing-error', 'not-managed')),
  criteria    text[] not null,
  severity    text check (severity in ('major', 'clinically-relevant', 'minor')),
  related     text not null check (related in ('yes', 'possibly', 'no', 'not-known')),
  occurred_on date not null,
  aware_on    date not null check (aware_on >= occurred_on),
  note        text not null check (note <> ''),
  source      text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, recorded_by) references staff (provider_id, account_id),
  check ((kind = 'bleed') = (severity is not null)),
  check (kind = 'bleed' or cardinality(criteria) = 0)
);
create index significant_event_of_patient on significant_event (provider_id, patient_id);
create index significant_event_by_day on significant_event (provider_id, aware_on);
comment on table significant_event is 'What happened to a patient and is to be analysed for the commissioner.';
comment on column significant_event.criteria is 'Of a bleed: the criteria of the ISTH that it meets; its severity follows from them.';
comment on column significant_event.aware_on is 'The day on which the provider came to know of it; the clock of its analysis starts then.';
comment on column significant_event.source is 'The fact of the record that suggested it, as the list of suggestions names it; null where somebody recorded it by themselves.';

create table event_withdrawal (
  provider_id uuid not null,
  event_id    uuid not null,
  reason      text not null check (reason <> ''),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, event_id),
  foreign key (provider_id, event_id) references significant_event (provider_id, id)
);
comment on table event_withdrawal is 'An event that was entered in error, with why; it stays on record and is no longer counted.';

create table event_declined (
  provider_id uuid not null,
  source      text not null,
  patient_id  uuid not null,
  kind        text not null,
  reason      text not null,
  note        text not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, source),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);
comment on table event_declined is 'A fact of the record that might have been an event and of which somebody said why it is none.';

create table event_analysis_draft (
  provider_id uuid not null,
  event_id    uuid not null,
  version     int not null check (version > 0),
  answers     jsonb not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, event_id, version),
  foreign key (provider_id, event_id) references significant_event (provider_id, id)
);
comment on table event_analysis_draft is 'What was written of an analysis before it was submitted, version by version.';

create table event_analysis (
  provider_id    uuid not null,
  event_id       uuid not null,
  year_from      int not null,
  nth            int not null check (nth > 0),
  kind           text not null,
  severity       text,
  related        text not null,
  month_on       date not null check (extract(day from month_on) = 1),
  aware_on       date not null,
  due_on         date not null check (due_on >= aware_on),
  answers        jsonb not null,
  hash           text not null check (hash ~ '^[0-9a-f]{64}$'),
  submitted_by   uuid not null,
  submitted_name text not null check (submitted_name <> ''),
  submitted_role text not null,
  submitted_at   timestamptz not null,
  primary key (provider_id, event_id),
  unique (provider_id, year_from, nth),
  foreign key (provider_id, event_id) references significant_event (provider_id, id)
);
comment on table event_analysis is 'The analysis of an event as it was submitted to the commissioner: it names no patient and no day of the event.';
comment on column event_analysis.year_from is 'The year in which the contract year of its number begins on 1 April.';
comment on column event_analysis.month_on is 'The first day of the month in which it happened.';

create table event_escalation (
  provider_id uuid not null,
  event_id    uuid not null,
  rung        int not null check (rung > 0),
  to_role     text not null,
  due_on      date not null,
  at          timestamptz not null,
  primary key (provider_id, event_id, rung),
  foreign key (provider_id, event_id) references significant_event (provider_id, id)
);
comment on table event_escalation is 'To whom the late analysis of an event was brought, and when.';

create table event_statement (
  provider_id uuid not null,
  contract_id uuid not null,
  month_on    date not null check (extract(day from month_on) = 1),
  version     int not null check (version > 0),
  events      jsonb not null,
  hash        text not null check (hash ~ '^[0-9a-f]{64}$'),
  signed_by   uuid not null,
  signed_name text not null check (signed_name <> ''),
  signed_role text not null,
  stated_at   timestamptz not null,
  primary key (provider_id, contract_id, month_on, version)
);
comment on table event_statement is 'What a provider stated to the commissioner of the events of a month: each, or that there was none.';
comment on column event_statement.events is 'The events that the provider came to know of in the month, by kind and class and the number of their analysis; empty: no event to report.';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['significant_event', 'event_withdrawal', 'event_declined', 'event_analysis_draft',
      'event_analysis', 'event_escalation', 'event_statement'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
create policy written_now on significant_event as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on event_withdrawal as restrictive for insert with check (is_written_now(at));
create policy written_now on event_declined as restrictive for insert with check (is_written_now(at));
create policy written_now on event_analysis_draft as restrictive for insert with check (is_written_now(at));
create policy written_now on event_analysis as restrictive for insert with check (is_written_now(submitted_at));
create policy written_now on event_escalation as restrictive for insert with check (is_written_now(at));
create policy written_now on event_statement as restrictive for insert with check (is_written_now(stated_at));

-- What the record knows that may be an event is looked for on each opening of the front page.
create index inr_result_from_8 on inr_result (provider_id, sampled_on) where tenths >= 80;
create index patient_deceased on patient (provider_id, died_on) where standing = 'deceased';
create index visit_with_bleeding on visit (provider_id, on_date) where answers ->> 'bleeding' in ('minor', 'clinically-relevant', 'major');
create index episode_version_suspended on episode_version (provider_id, recorded_at) where phase = 'suspended';
create index episode_ended_by_event on episode (provider_id, ended_on) where ended_reason = 'adverse-event';
