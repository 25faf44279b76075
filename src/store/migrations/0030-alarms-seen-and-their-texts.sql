-- A site's own words beside the published action of an alarm (H17): written by one person, in force when another has
-- agreed; an empty text takes the one before out of force. Append-only.
create table alarm_text (
  provider_id uuid not null references provider (provider_id),
  code        text not null,
  version     int not null check (version > 0),
  says        text not null check (length(says) <= 1000),
  written_by  uuid not null,
  written_at  timestamptz not null,
  primary key (provider_id, code, version),
  unique (provider_id, code, version, written_by),
  foreign key (provider_id, written_by) references staff (provider_id, account_id)
);
create table alarm_text_agreed (
  provider_id uuid not null,
  code        text not null,
  version     int not null,
  written_by  uuid not null,
  agreed_by   uuid not null check (agreed_by <> written_by),
  agreed_at   timestamptz not null,
  primary key (provider_id, code, version),
  foreign key (provider_id, code, version, written_by) references alarm_text (provider_id, code, version, written_by),
  foreign key (provider_id, agreed_by) references staff (provider_id, account_id)
);

-- An alarm that a page showed for a result that was typed: where nothing is saved in the time of the alarm, it becomes a
-- task (H17). Settled is when the product has looked whether a visit was saved.
create table alarm_shown (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  episode_id  uuid not null,
  inr         text not null,
  title       text not null,
  for_whom    text not null check (for_whom in ('authoriser', 'prescriber')),
  by          uuid not null,
  at          timestamptz not null,
  due_at      timestamptz not null,
  settled_at  timestamptz,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id)
);
create index alarm_shown_unsettled on alarm_shown (provider_id, due_at) where settled_at is null;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['alarm_text', 'alarm_text_agreed', 'alarm_shown'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (settled_at) on alarm_shown to evenkeel_app;
