-- An NHS number is changed by two people: one proposes it with a reason, another confirms it after looking at both
-- records (H02). The number that was, is kept: a letter or a message may still bear it.
create table nhs_number_change (
  provider_id   uuid not null,
  id            uuid not null,
  patient_id    uuid not null,
  old_number    text not null check (old_number ~ '^[0-9]{10}$'),
  new_number    text check (new_number ~ '^[0-9]{10}$'),
  absent_reason text,
  reason        text not null,
  note          text not null,
  state         text not null check (state in ('open', 'confirmed', 'declined')),
  proposed_by   uuid not null,
  proposed_at   timestamptz not null,
  settled_by    uuid,
  settled_at    timestamptz,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  check ((new_number is null) <> (absent_reason is null)),
  check (state = 'open' or settled_by is not null),
  check (state <> 'confirmed' or settled_by <> proposed_by)
);
create unique index nhs_number_change_one_open on nhs_number_change (provider_id, patient_id) where state = 'open';
create index nhs_number_change_old on nhs_number_change (provider_id, old_number) where state = 'confirmed';

alter table nhs_number_change enable row level security;
alter table nhs_number_change force row level security;
create policy own_provider on nhs_number_change
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on nhs_number_change to evenkeel_app;
grant update (state, settled_by, settled_at) on nhs_number_change to evenkeel_app;

-- The day a patient left this service; died_on is the day a patient died.
alter table patient add column left_on date;
grant update (left_on) on patient to evenkeel_app;
