-- What a provider has agreed to with its commissioner: a specification of the catalogue in one version, for some levels, between two days.
-- A variation is another version with the day from which it holds. Append-only: what was agreed stays (docs/decisions/0043).
create table contract (
  provider_id           uuid not null references provider (provider_id),
  id                    uuid not null,
  version               int not null check (version > 0),
  specification_id      text not null,
  specification_version int not null,
  specification_hash    text not null check (specification_hash ~ '^[0-9a-f]{64}$'),
  reference             text not null check (reference <> ''),
  from_on               date not null,
  to_on                 date not null check (to_on >= from_on),
  levels                int[] not null check (cardinality(levels) > 0 and levels <@ array[3, 4, 5]),
  effective_on          date not null,
  agreed_with           text not null check (agreed_with <> ''),
  agreed_on             date not null,
  period_confirmed_by   text,
  recorded_by           uuid not null,
  recorded_at           timestamptz not null,
  primary key (provider_id, id, version)
);
alter table contract enable row level security;
alter table contract force row level security;
create policy own_provider on contract
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on contract as restrictive for insert with check (is_written_now(recorded_at));
grant select, insert on contract to evenkeel_app;
comment on table contract is 'What a provider has agreed to with its commissioner, version by version.';
comment on column contract.effective_on is 'From which day this version holds; the first from the first day of the contract.';
comment on column contract.agreed_with is 'Who agreed to it for the commissioner, by name and post.';
comment on column contract.period_confirmed_by is 'Who confirmed for the commissioner that the specification holds outside the period printed in it; nobody has while it is null.';
