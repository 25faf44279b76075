-- The clinic: who works here, who is looked after, what was measured, decided, told and booked.
--
-- Rules R1-R16 of docs/decisions/0003-schema-rules.md hold in every table: the provider leads each key of a
-- tenant table, row-level security is forced, ids and times come from the application, there are no
-- triggers and no serials. Clinical history is append-only because the application has no right to
-- UPDATE or DELETE it: a correction is a new row that names the one it replaces.

create extension if not exists pg_trgm;

-- ── Outside any provider: who may sign in ────────────────────────────────────────────────────────

create table installation (
  id         smallint primary key check (id = 1),
  kind       text not null check (kind in ('demonstration', 'trial', 'live')),
  secret     bytea not null,
  created_at timestamptz not null
);

create table account (
  id            uuid primary key,
  username      text not null unique check (username = lower(username) and length(username) between 3 and 64),
  password_hash text not null,
  failed_tries  int not null default 0,
  locked_until  timestamptz,
  disabled_at   timestamptz,
  created_at    timestamptz not null
);

-- Which providers an account may enter. What it may do there is the provider's own (staff).
create table account_provider (
  account_id    uuid not null references account (id),
  provider_id   uuid not null,
  provider_name text not null,
  primary key (account_id, provider_id)
);

create table session (
  token_hash   bytea primary key,
  account_id   uuid not null references account (id),
  provider_id  uuid not null,
  csrf_token   text not null,
  started_at   timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at     timestamptz
);
create index session_of_account on session (account_id, started_at);

-- ── The provider and its people ──────────────────────────────────────────────────────────────────

create table provider (
  provider_id uuid primary key,
  name        text not null,
  ods_code    text not null,
  kind        text not null check (kind in ('gp-practice', 'community-pharmacy', 'hospital-clinic')),
  telephone   text not null,
  created_at  timestamptz not null
);

create table staff (
  provider_id      uuid not null references provider (provider_id),
  account_id       uuid not null references account (id),
  name             text not null,
  role             text not null,
  level            smallint check (level in (3, 4, 5)),
  dosing           text not null check (dosing in ('none', 'accept', 'change', 'authorise')),
  competence_until date,
  active           boolean not null,
  version          int not null,
  changed_at       timestamptz not null,
  changed_by       uuid,
  primary key (provider_id, account_id)
);

-- Site settings and the rule set they make. A row is never changed: the newest one counts.
create table site_setting (
  provider_id uuid not null references provider (provider_id),
  version     int not null,
  settings    jsonb not null,
  set_by      uuid not null,
  set_at      timestamptz not null,
  primary key (provider_id, version)
);

create table rule_set (
  provider_id  uuid not null references provider (provider_id),
  hash         text not null,
  body         jsonb not null,
  activated_by uuid not null,
  activated_at timestamptz not null,
  primary key (provider_id, hash)
);

-- ── Proof: what was asked once, and who did or saw what ──────────────────────────────────────────

create table request_key (
  provider_id uuid not null references provider (provider_id),
  key         text not null,
  act         text not null,
  body_hash   text not null,
  account_id  uuid not null,
  outcome     jsonb,
  at          timestamptz not null,
  primary key (provider_id, key)
);

create table audit_head (
  provider_id uuid primary key references provider (provider_id),
  seq         bigint not null,
  hash        bytea not null
);

create table audit_line (
  provider_id uuid not null references provider (provider_id),
  seq         bigint not null,
  line        text not null,
  hash        bytea not null,
  primary key (provider_id, seq)
);

-- ── The register ─────────────────────────────────────────────────────────────────────────────────

create table import_batch (
  provider_id  uuid not null references provider (provider_id),
  id           uuid not null,
  state        text not null check (state in ('staged', 'committed', 'reversed', 'abandoned')),
  options      jsonb not null,
  summary      jsonb not null,
  staged_by    uuid not null,
  staged_at    timestamptz not null,
  committed_by uuid,
  committed_at timestamptz,
  reversed_by  uuid,
  reversed_at  timestamptz,
  version      int not null,
  primary key (provider_id, id)
);

create table import_file (
  provider_id uuid not null,
  batch_id    uuid not null,
  kind        text not null check (kind in ('patients', 'episodes', 'results')),
  label       text not null,
  sha256      text not null,
  content     text not null,
  taken       boolean not null,
  primary key (provider_id, batch_id, kind),
  foreign key (provider_id, batch_id) references import_batch (provider_id, id)
);
create unique index import_file_taken_once on import_file (provider_id, kind, sha256) where taken;

-- Rows of a file that could not be taken: an owned queue, nothing is lost.
create table import_held_row (
  provider_id uuid not null,
  id          uuid not null,
  batch_id    uuid not null,
  kind        text not null,
  line        int not null,
  row         jsonb not null,
  findings    jsonb not null,
  state       text not null check (state in ('held', 'settled')),
  settled_by  uuid,
  settled_at  timestamptz,
  settled_how text,
  primary key (provider_id, id),
  foreign key (provider_id, batch_id) references import_batch (provider_id, id)
);

-- What the other product called an indication, and the concept a person here chose for it.
create table indication_mapping (
  provider_id uuid not null references provider (provider_id),
  source_text text not null,
  version     int not null,
  indication  text not null,
  mapped_by   uuid not null,
  mapped_at   timestamptz not null,
  primary key (provider_id, source_text, version)
);

create table patient (
  provider_id       uuid not null references provider (provider_id),
  id                uuid not null,
  version           int not null,
  standing          text not null check (standing in ('live', 'left', 'deceased', 'withdrawn')),
  family_name       text not null,
  given_name        text not null,
  date_of_birth     date not null,
  sex               text not null,
  nhs_number        text check (nhs_number ~ '^[0-9]{10}$'),
  nhs_absent_reason text,
  search_name       text not null,
  housebound        boolean not null,
  details           jsonb not null,
  died_on           date,
  import_batch_id   uuid,
  recorded_by       uuid not null,
  recorded_at       timestamptz not null,
  primary key (provider_id, id),
  check ((nhs_number is null) <> (nhs_absent_reason is null)),
  foreign key (provider_id, import_batch_id) references import_batch (provider_id, id)
);
create unique index patient_nhs_number on patient (provider_id, nhs_number)
  where nhs_number is not null and standing <> 'withdrawn';
create index patient_by_birth on patient (provider_id, date_of_birth);
create index patient_by_batch on patient (provider_id, import_batch_id) where import_batch_id is not null;

create table patient_version (
  provider_id uuid not null,
  patient_id  uuid not null,
  version     int not null,
  standing    text not null,
  details     jsonb not null,
  reason      text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, patient_id, version),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);

create table episode (
  provider_id      uuid not null,
  id               uuid not null,
  patient_id       uuid not null,
  version          int not null,
  phase            text not null check (phase in ('referred', 'accepted', 'initiating', 'maintaining', 'suspended', 'ended')),
  standing         text not null check (standing in ('unverified', 'confirmed')),
  bridging         boolean not null default false,
  medicine         text not null,
  indication       text,
  target_tenths    int,
  low_tenths       int,
  high_tenths      int,
  started_on       date,
  method           text,
  plan             jsonb not null,
  suspended_from   date,
  suspended_until  date,
  ended_on         date,
  ended_reason     text,
  stop_on          date,
  review_on        date,
  next_test_on     date,
  last_tested_on   date,
  last_decision_id uuid,
  last_told_id     uuid,
  risk             smallint not null,
  import_batch_id  uuid,
  recorded_by      uuid not null,
  recorded_at      timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, import_batch_id) references import_batch (provider_id, id),
  check (phase <> 'suspended' or (suspended_from is not null and suspended_until is not null)),
  check (phase <> 'ended' or (ended_on is not null and ended_reason is not null)),
  check (standing = 'unverified' or phase in ('referred', 'accepted', 'ended')
         or (indication is not null and target_tenths is not null and started_on is not null)),
  check (low_tenths <= target_tenths and target_tenths <= high_tenths)
);
-- Invariant 3: at most one active anticoagulant a patient, dated bridging excepted.
create unique index episode_one_active on episode (provider_id, patient_id)
  where phase in ('initiating', 'maintaining', 'suspended') and not bridging;
create index episode_of_patient on episode (provider_id, patient_id);
create index episode_due on episode (provider_id, next_test_on)
  where phase in ('initiating', 'maintaining', 'suspended');

create table episode_version (
  provider_id uuid not null,
  episode_id  uuid not null,
  version     int not null,
  phase       text not null,
  standing    text not null,
  plan        jsonb not null,
  reason      text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, episode_id, version),
  foreign key (provider_id, episode_id) references episode (provider_id, id)
);

-- ── Measured, asked, decided, told ───────────────────────────────────────────────────────────────

create table inr_result (
  provider_id     uuid not null,
  id              uuid not null,
  patient_id      uuid not null,
  episode_id      uuid not null,
  comparator      text not null check (comparator in ('=', '>', '<')),
  tenths          int not null check (tenths between 1 and 300),
  raw             text not null,
  sampled_on      date not null,
  sampled_at      timestamptz,
  method          text not null check (method in ('provider-meter', 'laboratory', 'own-meter')),
  device          jsonb,
  status          text not null check (status in ('preliminary', 'final', 'corrected', 'void')),
  replaces        uuid,
  reason          text,
  dose_before_ug  int check (dose_before_ug >= 0),
  omit_days       smallint check (omit_days >= 0),
  planned_next_on date,
  comment         text,
  import_batch_id uuid,
  entered_by      uuid not null,
  entered_at      timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, replaces) references inr_result (provider_id, id),
  check (replaces is null or reason is not null)
);
create unique index inr_result_replaced_once on inr_result (provider_id, replaces) where replaces is not null;
create index inr_result_of_episode on inr_result (provider_id, episode_id, sampled_on);

create table visit (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  episode_id  uuid not null,
  result_id   uuid not null,
  on_date     date not null,
  answers     jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, result_id) references inr_result (provider_id, id)
);
create index visit_of_episode on visit (provider_id, episode_id, on_date);
create index visit_of_day on visit (provider_id, on_date);
create unique index visit_of_result on visit (provider_id, result_id);

create table dose_decision (
  provider_id    uuid not null,
  id             uuid not null,
  patient_id     uuid not null,
  episode_id     uuid not null,
  visit_id       uuid not null,
  result_id      uuid not null,
  sequence       int not null,
  plan_version   int not null,
  rule_set_hash  text not null,
  kind           text not null check (kind in ('accepted', 'changed', 'authorised')),
  suggestion     jsonb not null,
  daily_ug       int not null check (daily_ug between 0 and 20000),
  weekly_ug      int not null check (weekly_ug between 0 and 140000),
  omit_days      smallint not null check (omit_days between 0 and 14),
  schedule       jsonb not null,
  from_on        date not null,
  until_on       date not null,
  next_test_on   date not null,
  reason_code    text,
  reason_text    text,
  instructions   text not null,
  competence     jsonb not null,
  decided_by     uuid not null,
  authorised_by  uuid,
  decided_at     timestamptz not null,
  replaces       uuid,
  primary key (provider_id, id),
  unique (provider_id, episode_id, sequence),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, visit_id) references visit (provider_id, id),
  foreign key (provider_id, result_id) references inr_result (provider_id, id),
  foreign key (provider_id, rule_set_hash) references rule_set (provider_id, hash),
  foreign key (provider_id, replaces) references dose_decision (provider_id, id),
  check (kind = 'accepted' or reason_code is not null),
  check (next_test_on > from_on and until_on >= next_test_on)
);
create index dose_decision_of_visit on dose_decision (provider_id, visit_id);

create table told (
  provider_id uuid not null,
  id          uuid not null,
  decision_id uuid not null,
  patient_id  uuid not null,
  how         text not null check (how in ('handed-over', 'read-back', 'message', 'letter')),
  to_whom     text not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, decision_id) references dose_decision (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);
create index told_of_decision on told (provider_id, decision_id);

-- ── Clinic days, appointments, recall ────────────────────────────────────────────────────────────

create table clinic_pattern (
  provider_id  uuid not null references provider (provider_id),
  id           uuid not null,
  name         text not null,
  weekday      smallint not null check (weekday between 1 and 7),
  start_minute smallint not null check (start_minute between 0 and 1439),
  end_minute   smallint not null check (end_minute between 1 and 1440),
  slot_minutes smallint not null check (slot_minutes between 1 and 240),
  from_on      date not null,
  until_on     date,
  housebound   boolean not null,
  version      int not null,
  changed_by   uuid not null,
  changed_at   timestamptz not null,
  primary key (provider_id, id),
  check (start_minute < end_minute)
);

create table clinic_closure (
  provider_id uuid not null references provider (provider_id),
  id          uuid not null,
  on_date     date not null,
  reason      text not null,
  made_by     uuid not null,
  made_at     timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, on_date)
);

create table appointment (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  episode_id  uuid not null,
  pattern_id  uuid not null,
  on_date     date not null,
  at_minute   smallint not null check (at_minute between 0 and 1439),
  status      text not null check (status in ('booked', 'arrived', 'attended', 'missed', 'cancelled')),
  version     int not null,
  made_by     uuid not null,
  made_at     timestamptz not null,
  changed_by  uuid not null,
  changed_at  timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, pattern_id) references clinic_pattern (provider_id, id)
);
create unique index appointment_slot_once on appointment (provider_id, pattern_id, on_date, at_minute)
  where status in ('booked', 'arrived', 'attended');
create index appointment_of_day on appointment (provider_id, on_date);
create index appointment_of_patient on appointment (provider_id, patient_id, on_date);

create table contact (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  episode_id  uuid not null,
  purpose     text not null check (purpose in ('missed-test', 'reminder', 'other')),
  step        smallint not null check (step between 0 and 3),
  how         text not null check (how in ('telephone', 'letter', 'text-message', 'email', 'in-person')),
  outcome     text not null check (outcome in ('reached', 'left-message', 'no-answer', 'sent')),
  due_on      date not null,
  note        text,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id)
);
create index contact_of_episode on contact (provider_id, episode_id, at);

-- Work that a person owns until an action code closes it. Escalates; never silently dropped.
create table task (
  provider_id  uuid not null,
  id           uuid not null,
  kind         text not null,
  patient_id   uuid not null,
  episode_id   uuid not null,
  visit_id     uuid,
  title        text not null,
  details      jsonb not null,
  for_whom     text not null check (for_whom in ('authoriser', 'prescriber')),
  opened_by    uuid not null,
  opened_at    timestamptz not null,
  due_at       timestamptz not null,
  state        text not null check (state in ('open', 'taken', 'closed')),
  taken_by     uuid,
  taken_at     timestamptz,
  escalated_at timestamptz,
  closed_by    uuid,
  closed_at    timestamptz,
  closing_code text,
  closing_note text,
  version      int not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, visit_id) references visit (provider_id, id),
  check (state <> 'closed' or (closed_by is not null and closing_code is not null))
);
create index task_open on task (provider_id, due_at) where state <> 'closed';
create index task_of_episode on task (provider_id, episode_id) where state <> 'closed';
create index task_of_visit on task (provider_id, visit_id);

create table task_event (
  provider_id uuid not null,
  id          uuid not null,
  task_id     uuid not null,
  what        text not null,
  note        text,
  by          uuid,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, task_id) references task (provider_id, id)
);
create index task_event_of_task on task_event (provider_id, task_id, at);

-- What was typed and not yet saved; the same person finds it again after signing in.
create table draft (
  provider_id uuid not null,
  account_id  uuid not null,
  patient_id  uuid not null,
  form        jsonb not null,
  saved_at    timestamptz not null,
  primary key (provider_id, account_id, patient_id),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);

create table clinic_pack (
  provider_id uuid not null references provider (provider_id),
  id          uuid not null,
  for_on      date not null,
  patients    int not null,
  pdf         bytea not null,
  made_at     timestamptz not null,
  primary key (provider_id, id)
);
create index clinic_pack_newest on clinic_pack (provider_id, made_at);

-- ── Who may do what in the database ──────────────────────────────────────────────────────────────

-- One policy for every tenant table: the row's provider is the one this transaction was opened for.
do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'provider', 'staff', 'site_setting', 'rule_set', 'request_key', 'audit_head', 'audit_line',
    'import_batch', 'import_file', 'import_held_row', 'indication_mapping', 'patient', 'patient_version',
    'episode', 'episode_version', 'inr_result', 'visit', 'dose_decision', 'told', 'clinic_pattern',
    'clinic_closure', 'appointment', 'contact', 'task', 'task_event', 'draft', 'clinic_pack'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;

-- History that nobody may change has no line below this one.
grant update (name, telephone) on provider to evenkeel_app;
grant update (name, role, level, dosing, competence_until, active, version, changed_at, changed_by) on staff to evenkeel_app;
grant update (outcome) on request_key to evenkeel_app;
grant update (seq, hash) on audit_head to evenkeel_app;
grant update (state, summary, options, committed_by, committed_at, reversed_by, reversed_at, version) on import_batch to evenkeel_app;
grant update (taken) on import_file to evenkeel_app;
grant update (state, settled_by, settled_at, settled_how) on import_held_row to evenkeel_app;
grant update (version, standing, family_name, given_name, date_of_birth, sex, nhs_number, nhs_absent_reason,
  search_name, housebound, details, died_on, recorded_by, recorded_at) on patient to evenkeel_app;
grant update (version, phase, standing, medicine, indication, target_tenths, low_tenths, high_tenths, started_on,
  method, plan, suspended_from, suspended_until, ended_on, ended_reason, stop_on, review_on, next_test_on,
  last_tested_on, last_decision_id, last_told_id, risk, recorded_by, recorded_at) on episode to evenkeel_app;
grant update (name, weekday, start_minute, end_minute, slot_minutes, from_on, until_on, housebound, version,
  changed_by, changed_at) on clinic_pattern to evenkeel_app;
grant delete on clinic_closure to evenkeel_app;
grant update (status, version, changed_by, changed_at) on appointment to evenkeel_app;
grant update (state, taken_by, taken_at, escalated_at, closed_by, closed_at, closing_code, closing_note, version,
  due_at, for_whom) on task to evenkeel_app;
grant update (form, saved_at), delete on draft to evenkeel_app;

grant select on installation to evenkeel_app;
grant insert on installation to evenkeel_app;
grant select, insert, update on account to evenkeel_app;
grant select, insert, delete on account_provider to evenkeel_app;
grant select, insert, update on session to evenkeel_app;
