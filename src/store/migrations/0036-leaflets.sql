-- Leaflets for patients (H15): those that a site adds to the published ones, those that it withdraws, and what was given to
-- whom. Append-only. What was given keeps the leaflet as it was then.
create table site_leaflet (
  provider_id uuid not null,
  id          uuid not null,
  title       text not null check (title <> ''),
  publisher   text not null check (publisher <> ''),
  medicines   text[] not null check (cardinality(medicines) > 0),
  indications text[] check (cardinality(indications) > 0),
  language    text not null,
  version     text not null check (version <> ''),
  address     text not null,
  added_by    uuid not null,
  added_at    timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, added_by) references staff (provider_id, account_id)
);

create table leaflet_withdrawal (
  provider_id  uuid not null,
  leaflet_id   text not null,
  reason       text not null check (reason <> ''),
  withdrawn_by uuid not null,
  withdrawn_at timestamptz not null,
  primary key (provider_id, leaflet_id),
  foreign key (provider_id, withdrawn_by) references staff (provider_id, account_id)
);

create table leaflet_given (
  provider_id  uuid not null,
  education_id uuid not null,
  leaflet_id   text not null,
  patient_id   uuid not null,
  medicine     text not null,
  indication   text,
  leaflet      jsonb not null,
  primary key (provider_id, education_id, leaflet_id, medicine),
  foreign key (provider_id, education_id) references education (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id)
);
create index leaflet_given_to_patient on leaflet_given (provider_id, patient_id);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['site_leaflet', 'leaflet_withdrawal', 'leaflet_given'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
