-- What people are taught about their anticoagulant (S18), and whether they may test at home: technique, rules, and the
-- own meter compared at least once a year (S17, H35). Never changed: a later row takes the place of an earlier one.
create table education (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  taught_on   date not null,
  taught      text not null check (taught in ('patient', 'carer', 'support-staff')),
  taught_name text not null,
  taught_by   text not null,
  topics      text[] not null check (cardinality(topics) > 0),
  booklet     text not null check (booklet in ('given', 'has-one', 'not-given')),
  understood  text not null check (understood in ('yes', 'partly', 'no')),
  note        text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  check (taught = 'patient' or taught_name <> '')
);
create index education_of_patient on education (provider_id, patient_id, recorded_at);

create table self_test_check (
  provider_id     uuid not null,
  id              uuid not null,
  patient_id      uuid not null,
  details         jsonb not null,
  checked_on      date not null,
  competent_until date,
  recorded_by     uuid not null,
  recorded_at     timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  check (competent_until > checked_on)
);
create index self_test_check_of_patient on self_test_check (provider_id, patient_id, recorded_at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['education', 'self_test_check'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;

-- The present state, read with the patient: null is not known.
alter table patient add column education text check (education in ('complete', 'incomplete'));
alter table patient add column self_test_until date;
grant update (education, self_test_until) on patient to evenkeel_app;
