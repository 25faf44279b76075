-- The kind of browser of a session in two words ("Edge on Windows"), by which a person recognises it (H34).
alter table session add column browser text check (length(browser) between 1 and 60);

-- A turn: one sign-in of an account was used within a minute of another. Append-only.
create table sign_in_turn (
  provider_id     uuid not null,
  id              uuid not null,
  account_id      uuid not null,
  at              timestamptz not null,
  seconds         int not null check (seconds >= 0),
  left_started_at timestamptz not null,
  left_browser    text,
  used_started_at timestamptz not null,
  used_browser    text,
  primary key (provider_id, id),
  foreign key (provider_id, account_id) references staff (provider_id, account_id)
);
create index sign_in_turn_of_account on sign_in_turn (provider_id, account_id, at);

-- An account that looked as if several people used it: one open at a time, numbered for each account; and how it was settled.
-- Append-only both.
create table shared_sign_in (
  provider_id uuid not null,
  id          uuid not null,
  account_id  uuid not null,
  number      int not null check (number > 0),
  found_at    timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, account_id, number),
  foreign key (provider_id, account_id) references staff (provider_id, account_id)
);
create table shared_sign_in_settled (
  provider_id uuid not null,
  shared_id   uuid not null,
  outcome     text not null,
  note        text not null check (length(note) between 1 and 500),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, shared_id),
  foreign key (provider_id, shared_id) references shared_sign_in (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['sign_in_turn', 'shared_sign_in', 'shared_sign_in_settled'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
