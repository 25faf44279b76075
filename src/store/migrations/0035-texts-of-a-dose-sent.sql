-- That a person has sent the text of a dose, and to which number (H16). It says nothing of whether it arrived: the dose counts
-- as told once somebody records that it was acknowledged. Append-only.
create table text_sent (
  provider_id uuid not null,
  id          uuid not null,
  decision_id uuid not null,
  patient_id  uuid not null,
  number      text not null check (length(number) between 1 and 200),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, decision_id) references dose_decision (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);
create index text_sent_of_decision on text_sent (provider_id, decision_id, at);
alter table text_sent enable row level security;
alter table text_sent force row level security;
create policy own_provider on text_sent using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on text_sent to evenkeel_app;

-- The product itself closes a task to telephone once its dose is not to be given any more; no person is named for that.
alter table task drop constraint task_check;
alter table task add constraint task_closed_by_somebody
  check (state <> 'closed' or (closing_code is not null and (closed_by is not null or kind = 'text-not-answered')));
