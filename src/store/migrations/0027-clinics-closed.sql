-- A clinic is closed by a person at its end, and opened again by another line (H17): append-only, the newest line of a
-- day counts. Days before this came are not asked about.
create table clinic_ending (
  provider_id uuid not null references provider (provider_id),
  on_date     date not null,
  version     int not null check (version > 0),
  what        text not null check (what in ('closed', 'opened-again')),
  handed_to   uuid,
  reason      text,
  left_over   jsonb not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, on_date, version),
  check ((handed_to is null) = (reason is null)),
  check (what = 'closed' or handed_to is null)
);
alter table clinic_ending enable row level security;
alter table clinic_ending force row level security;
create policy own_provider on clinic_ending using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on clinic_ending to evenkeel_app;

alter table provider add column clinics_closed_from date;
alter table provider no force row level security;
update provider set clinics_closed_from = (now() at time zone 'Europe/London')::date;
alter table provider force row level security;
