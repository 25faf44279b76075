-- A protocol whose status is unverified doses nobody until the site has recorded its check against the source (H10).
-- The newest line of a protocol counts: agrees lets it dose, differs and withdrawn do not.
create table protocol_check (
  provider_id      uuid not null references provider (provider_id),
  protocol         text not null,
  sequence         int not null,
  protocol_version text not null,
  found            text not null check (found in ('agrees', 'differs', 'withdrawn')),
  compared_with    text not null,
  checked_on       date not null,
  says             text not null check (says <> ''),
  recorded_by      uuid not null,
  recorded_at      timestamptz not null,
  primary key (provider_id, protocol, sequence),
  foreign key (provider_id, recorded_by) references staff (provider_id, account_id),
  check (found = 'withdrawn' or compared_with <> '')
);

alter table protocol_check enable row level security;
alter table protocol_check force row level security;
create policy own_provider on protocol_check
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on protocol_check to evenkeel_app;
