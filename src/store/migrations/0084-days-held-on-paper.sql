-- Whether the clinic of a day was held on paper, whose sheets of it are asked for, and for whom somebody recorded why there was no visit
-- (H29, docs/decisions/0036). Append-only; of a day the newest line counts. `on_date` is the day of the sheets, the times are of the writing.
create table paper_day (
  provider_id uuid not null references provider (provider_id),
  on_date     date not null,
  version     int not null check (version > 0),
  what        text not null check (what in ('held', 'single-sheets')),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, on_date, version),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);
create table paper_sheet (
  provider_id uuid not null,
  on_date     date not null,
  patient_id  uuid not null,
  at_minute   int,
  at          timestamptz not null,
  primary key (provider_id, on_date, patient_id),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);
create table paper_no_visit (
  provider_id uuid not null,
  on_date     date not null,
  patient_id  uuid not null,
  reason      text not null check (reason in ('not-asked-to-come', 'did-not-come', 'moved', 'seen-elsewhere', 'on-record-otherwise')),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, on_date, patient_id),
  foreign key (provider_id, on_date, patient_id) references paper_sheet (provider_id, on_date, patient_id),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['paper_day', 'paper_sheet', 'paper_no_visit'] loop
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
comment on table paper_day is 'Whether the clinic of a day was held on paper, or only single sheets were written.';
comment on table paper_sheet is 'Whose sheet of a clinic held on paper is asked for, as found when somebody said that it was.';
comment on table paper_no_visit is 'Why there was no visit of somebody whose sheet of a clinic held on paper is asked for.';
