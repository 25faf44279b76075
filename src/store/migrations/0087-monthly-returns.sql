-- What a provider returned to its commissioner for a month, as it was signed: the figures, the facts behind them (ids of records, no
-- names), what it says about earlier months, and the hash of all of it. Returned again it is another version, with the reason. Append-only
-- (docs/decisions/0043).
create table monthly_return (
  provider_id           uuid not null,
  id                    uuid not null,
  contract_id           uuid not null,
  month_on              date not null check (extract(day from month_on) = 1),
  version               int not null check (version > 0),
  contract_version      int not null,
  specification_id      text not null,
  specification_version int not null,
  specification_hash    text not null,
  figures               jsonb not null,
  facts                 jsonb not null,
  adjustments           jsonb not null,
  reason                text,
  hash                  text not null check (hash ~ '^[0-9a-f]{64}$'),
  signed_by             uuid not null,
  signed_name           text not null check (signed_name <> ''),
  signed_role           text not null,
  submitted_at          timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, contract_id, month_on, version),
  foreign key (provider_id, contract_id, contract_version) references contract (provider_id, id, version),
  check ((version = 1) = (reason is null))
);
alter table monthly_return enable row level security;
alter table monthly_return force row level security;
create policy own_provider on monthly_return
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on monthly_return as restrictive for insert with check (is_written_now(submitted_at));
grant select, insert on monthly_return to evenkeel_app;
comment on table monthly_return is 'What was returned to the commissioner for a month, version by version, as it was signed.';
comment on column monthly_return.month_on is 'The first day of the month.';
comment on column monthly_return.adjustments is 'Lines of earlier months of which the commissioner had been told another figure: the figure then, and now.';
comment on column monthly_return.reason is 'Why it was returned again; none of the first version.';
