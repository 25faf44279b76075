-- The start of a course of warfarin by an initiation protocol: which one, in which version, from which day, and the
-- checklist as it was answered. A row is never changed; planned anew before the first dose, the newest one counts.
create table initiation (
  provider_id      uuid not null,
  id               uuid not null,
  patient_id       uuid not null,
  episode_id       uuid not null,
  protocol         text not null,
  protocol_version smallint not null,
  first_on         date not null,
  sex              text not null check (sex in ('female', 'male', 'not-known')),
  age              smallint not null check (age between 18 and 120),
  checklist        jsonb not null,
  competence       jsonb not null,
  started_by       uuid not null,
  started_at       timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id)
);
create index initiation_of_episode on initiation (provider_id, episode_id, started_at);

alter table initiation enable row level security;
alter table initiation force row level security;
create policy own_provider on initiation
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on initiation to evenkeel_app;
