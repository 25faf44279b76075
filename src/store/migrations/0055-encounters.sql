-- That somebody who is signed in has said, by initials and year of birth, whose record they are in (H01). Append-only; a session
-- is known by the hash of its token.
create table encounter (
  provider_id  uuid not null,
  session_hash bytea not null,
  patient_id   uuid not null,
  said_at      timestamptz not null,
  said_by      uuid not null,
  primary key (provider_id, session_hash, patient_id, said_at),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, said_by) references staff (provider_id, account_id)
);

alter table encounter enable row level security;
alter table encounter force row level security;
create policy own_provider on encounter using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on encounter as restrictive for insert with check (is_written_now(said_at));
grant select, insert on encounter to evenkeel_app;
