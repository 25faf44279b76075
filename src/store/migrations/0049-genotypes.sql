-- A laboratory's report of the genes that say how much warfarin a person may need, as it stood on paper. Append-only: a slip
-- is taken back by a row that names it. A gene that a report does not speak of is not known by it.
create table genotype_report (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  cyp2c9      text not null check (cyp2c9 in ('not-known', '*1/*1', '*1/*2', '*1/*3', '*2/*2', '*2/*3', '*3/*3')),
  vkorc1      text not null check (vkorc1 in ('not-known', 'GG', 'GA', 'AA')),
  reported_on date not null,
  laboratory  text not null check (laboratory <> ''),
  status      text not null check (status in ('final', 'void')),
  replaces    uuid,
  reason      text check (reason <> ''),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, replaces) references genotype_report (provider_id, id),
  check (cyp2c9 <> 'not-known' or vkorc1 <> 'not-known'),
  check ((replaces is null) = (reason is null)),
  check ((status = 'void') = (replaces is not null))
);
create unique index genotype_report_taken_back_once on genotype_report (provider_id, replaces) where replaces is not null;
create index genotype_report_of_patient on genotype_report (provider_id, patient_id, reported_on);

alter table genotype_report enable row level security;
alter table genotype_report force row level security;
create policy own_provider on genotype_report
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on genotype_report to evenkeel_app;
