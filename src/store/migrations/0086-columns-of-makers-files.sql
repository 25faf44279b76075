-- What a maker's software calls the columns of a meter's file, as somebody here has named them (H03): by the hash of the header, each naming
-- a version, append-only. A file whose header nobody has named yet waits as it was sent, until its columns are named or it is laid aside.
create table meter_file_columns (
  provider_id uuid not null,
  header_hash text not null check (header_hash ~ '^[0-9a-f]{64}$'),
  version     int not null check (version > 0),
  headings    jsonb not null,
  columns     jsonb not null,
  day_first   boolean not null,
  named_by    uuid not null,
  named_at    timestamptz not null,
  primary key (provider_id, header_hash, version),
  foreign key (provider_id, named_by) references staff (provider_id, account_id)
);
comment on table meter_file_columns is 'Which column of a maker''s file is which of ours, by the hash of its header; the newest version is what files are read through.';
comment on column meter_file_columns.columns is 'The place of each of our columns in the header, from 0; one that the file has not is not there.';
comment on column meter_file_columns.day_first is 'Whether the file writes its dates as day/month/year; a date with the year first is read in either case.';

create table meter_file_waiting (
  provider_id  uuid not null,
  id           uuid not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  content      text not null,
  brought_by   uuid not null,
  brought_at   timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, content_hash),
  foreign key (provider_id, brought_by) references staff (provider_id, account_id)
);
comment on table meter_file_waiting is 'Files of meters whose columns nobody has named yet, as they were sent; a row goes when the file is read or laid aside.';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['meter_file_columns', 'meter_file_waiting'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant delete on meter_file_waiting to evenkeel_app;
create policy written_now on meter_file_columns as restrictive for insert with check (is_written_now(named_at));
create policy written_now on meter_file_waiting as restrictive for insert with check (is_written_now(brought_at));
