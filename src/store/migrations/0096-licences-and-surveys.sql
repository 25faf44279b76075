-- Licences that a level of the service needs (S15): of the decision support, of testing near the patient, the subscription to external
-- quality assessment. Append-only: what holds is the newest version of each.
create table licence_record (
  provider_id uuid not null references provider (provider_id),
  id          uuid not null,
  version     int not null check (version > 0),
  kind        text not null check (kind in ('decision-support', 'near-patient-testing', 'external-quality', 'training', 'other')),
  name        text not null check (name <> ''),
  reference   text not null,
  levels      int[] not null check (levels <@ array[3, 4, 5]),
  from_on     date not null,
  until_on    date not null check (until_on >= from_on),
  standing    text not null check (standing in ('held', 'given-up')),
  reason      text not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id, version)
);
comment on table licence_record is 'Licences, subscriptions and certificates that the service needs, version by version.';
comment on column licence_record.levels is 'The levels that are not provided without it.';
comment on column licence_record.until_on is 'The last day on which it holds.';

-- External quality assessment of a meter (S20): a survey with its samples, each as the meter measured it and as the centres did on the
-- whole; and what was done about one that was not satisfactory. Append-only.
create table eqa_survey (
  provider_id uuid not null,
  id          uuid not null,
  meter_key   text not null,
  meter_version int not null,
  scheme      text not null check (scheme <> ''),
  survey      text not null check (survey <> ''),
  done_on     date not null,
  samples     jsonb not null,
  outcome     text not null check (outcome in ('satisfactory', 'unsatisfactory', 'not-returned')),
  note        text not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, meter_key, scheme, survey),
  foreign key (provider_id, meter_key, meter_version) references meter_record (provider_id, meter_key, version)
);
comment on table eqa_survey is 'A survey of external quality assessment of one meter, and how it was.';
comment on column eqa_survey.samples is 'INR of each sample in tenths: what the meter measured, and the median of the centres.';

create table eqa_action (
  provider_id uuid not null,
  survey_id   uuid not null,
  what        text not null check (what <> ''),
  done_on     date not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, survey_id),
  foreign key (provider_id, survey_id) references eqa_survey (provider_id, id)
);
comment on table eqa_action is 'What was done about a survey that was not satisfactory or not returned.';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['licence_record', 'eqa_survey', 'eqa_action'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('create policy written_now on %I as restrictive for insert with check (is_written_now(at))', tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
