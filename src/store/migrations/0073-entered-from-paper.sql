-- What was done on paper while Evenkeel was away (H29): the result is one of the past on record, the dose is what a clinician decided on paper and
-- the patient was told, beside what the rules propose for it as of then and as of the entry. Nobody computed it, no suggestion made it, and it is
-- no dose_decision. It counts as taken when a second person has found that it stands. Both are append-only. `sampled_at` is what
-- the paper says; `entered_at` and `at` are when it was written here.
create table paper_entry (
  provider_id  uuid not null,
  id           uuid not null,
  patient_id   uuid not null,
  episode_id   uuid not null,
  result_id    uuid not null,
  sheet        text not null check (length(sheet) between 1 and 40),
  sampled_at   timestamptz not null,
  daily_ug     int not null check (daily_ug between 0 and 30000),
  omit_days    int not null check (omit_days between 0 and 14),
  runs         jsonb,
  from_on      date not null,
  next_test_on date not null check (next_test_on > from_on),
  decided_by   uuid not null,
  told_how     text not null check (told_how in ('handed-over', 'read-back', 'telephone', 'not-told')),
  answers      jsonb not null,
  proposed     jsonb not null,
  proposed_now jsonb not null,
  doubts       text[] not null,
  entered_by   uuid not null,
  entered_at   timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, result_id) references inr_result (provider_id, id),
  foreign key (provider_id, decided_by) references staff (provider_id, account_id),
  foreign key (provider_id, entered_by) references staff (provider_id, account_id)
);
create index paper_entry_of_course on paper_entry (provider_id, episode_id, sampled_at);
create index paper_entry_newest on paper_entry (provider_id, entered_at);
create table paper_check (
  provider_id uuid not null,
  entry_id    uuid not null,
  outcome     text not null check (outcome in ('stands', 'does-not-stand')),
  reason      text not null check (length(reason) between 1 and 500),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, entry_id),
  foreign key (provider_id, entry_id) references paper_entry (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['paper_entry', 'paper_check'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
create policy written_now on paper_entry as restrictive for insert with check (is_written_now(entered_at));
create policy written_now on paper_check as restrictive for insert with check (is_written_now(at));
