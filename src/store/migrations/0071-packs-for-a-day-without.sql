-- A day without Evenkeel (H29): the sealed clinic pack. Its passphrase is made from the secret of the installation and the id of the newest row
-- of pack_passphrase, so that it is kept nowhere. Each copy that was written, or could not be, leaves a row. Append-only both.
create table pack_passphrase (
  provider_id uuid not null,
  id          uuid not null,
  made_by     uuid not null,
  made_at     timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, made_by) references staff (provider_id, account_id)
);
create index pack_passphrase_newest on pack_passphrase (provider_id, made_at);
create table pack_copy (
  provider_id uuid not null,
  id          uuid not null,
  outcome     text not null check (outcome in ('written', 'failed')),
  people      int not null check (people >= 0),
  through_on  date not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id) references provider (provider_id)
);
create index pack_copy_newest on pack_copy (provider_id, outcome, at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['pack_passphrase', 'pack_copy'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
create policy written_now on pack_passphrase as restrictive for insert with check (is_written_now(made_at));
create policy written_now on pack_copy as restrictive for insert with check (is_written_now(at));
