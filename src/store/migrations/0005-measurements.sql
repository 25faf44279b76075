-- What is measured of a person besides the INR: weight, creatinine and other blood tests, blood pressure. One table for
-- every reader (reviews, medicines that are dosed by kidney function, scores), append-only: a slip is taken back by a
-- row that names it. Units are those of clinical/measurement.ts: weight in grams, potassium in tenths of mmol/L, all
-- others in the unit that is typed.
create table measurement (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  kind        text not null check (kind in ('weight', 'creatinine', 'egfr', 'sodium', 'potassium', 'haemoglobin',
                'platelets', 'alt', 'bilirubin', 'systolic-bp')),
  comparator  text not null check (comparator in ('=', '>', '<')),
  value       int not null check (value > 0),
  measured_on date not null,
  source      text not null check (source in ('measured-here', 'laboratory', 'gp-record', 'patient-reported')),
  status      text not null check (status in ('final', 'void')),
  replaces    uuid,
  reason      text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, replaces) references measurement (provider_id, id),
  check (comparator = '=' or kind in ('egfr', 'alt', 'bilirubin')),
  check ((replaces is null) = (reason is null)),
  check (status <> 'void' or replaces is not null)
);
create unique index measurement_replaced_once on measurement (provider_id, replaces) where replaces is not null;
create index measurement_of_patient on measurement (provider_id, patient_id, kind, measured_on);

alter table measurement enable row level security;
alter table measurement force row level security;
create policy own_provider on measurement
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on measurement to evenkeel_app;
