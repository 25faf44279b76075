-- What a provider was paid, as the file of its payer says it: each row as it stands, one that could not be read with why. Append-only
-- (docs/decisions/0045).
create table remittance_file (
  provider_id      uuid not null references provider (provider_id),
  id               uuid not null,
  name             text not null,
  sha256           text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  imported_by      uuid not null,
  imported_by_name text not null,
  imported_at      timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, sha256)
);
alter table remittance_file enable row level security;
alter table remittance_file force row level security;
create policy own_provider on remittance_file
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on remittance_file as restrictive for insert with check (is_written_now(imported_at));
grant select, insert on remittance_file to evenkeel_app;
comment on table remittance_file is 'A file that says what was paid, once each.';

create table remittance_row (
  provider_id uuid not null,
  file_id     uuid not null,
  line        int not null check (line > 1),
  reference   text,
  pence       bigint,
  paid_on     date,
  cells       jsonb,
  why         text,
  primary key (provider_id, file_id, line),
  foreign key (provider_id, file_id) references remittance_file (provider_id, id),
  check ((why is null) = (reference is not null and pence is not null and paid_on is not null)),
  check ((why is null) = (cells is null))
);
alter table remittance_row enable row level security;
alter table remittance_row force row level security;
create policy own_provider on remittance_row
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on remittance_row to evenkeel_app;
comment on table remittance_row is 'One row of such a file: a payment, or what could not be read of it and why.';
comment on column remittance_row.cells is 'The row as it stands in the file, where it could not be read.';

-- What a person says a row is for where its reference does not: a claim, or none of this provider. Said again it is another version.
create table remittance_settled (
  provider_id uuid not null,
  file_id     uuid not null,
  line        int not null,
  nth         int not null check (nth > 0),
  claim_id    uuid,
  pence       bigint not null,
  by          uuid not null,
  by_name     text not null,
  at          timestamptz not null,
  primary key (provider_id, file_id, line, nth),
  foreign key (provider_id, file_id, line) references remittance_row (provider_id, file_id, line),
  foreign key (provider_id, claim_id) references quarterly_claim (provider_id, id)
);
alter table remittance_settled enable row level security;
alter table remittance_settled force row level security;
create policy own_provider on remittance_settled
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on remittance_settled as restrictive for insert with check (is_written_now(at));
grant select, insert on remittance_settled to evenkeel_app;
comment on table remittance_settled is 'For which claim a payment was, as a person says it.';
comment on column remittance_settled.claim_id is 'Null: the payment is for no claim.';
