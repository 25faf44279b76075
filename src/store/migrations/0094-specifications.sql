-- For versions from schema 0093 on.
-- Specifications that a commissioner writes here. A draft is a row for each time it was saved; what is issued is fixed under its hash, as one
-- of the catalogue is, and whoever it may bind can read it (docs/decisions/0048).
create table specification_draft (
  provider_id      uuid not null references provider (provider_id),
  id               uuid not null,
  version          int not null check (version > 0),
  specification_id text not null check (specification_id ~ '^[a-z0-9-]{3,60}$'),
  document         jsonb not null,
  saved_by         uuid not null,
  saved_at         timestamptz not null,
  primary key (provider_id, id, version)
);
alter table specification_draft enable row level security;
alter table specification_draft force row level security;
create policy own_provider on specification_draft
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on specification_draft as restrictive for insert with check (is_written_now(saved_at));
grant select, insert on specification_draft to evenkeel_app;
comment on table specification_draft is 'A specification that a commissioner is writing, each time it was saved.';

create table specification_issued (
  provider_id           uuid not null references provider (provider_id),
  specification_id      text not null check (specification_id ~ '^[a-z0-9-]{3,60}$'),
  specification_version int not null check (specification_version > 0),
  document              jsonb not null,
  hash                  text not null check (hash ~ '^[0-9a-f]{64}$'),
  draft_id              uuid not null,
  draft_version         int not null,
  issued_by             uuid not null,
  issued_at             timestamptz not null,
  primary key (provider_id, specification_id, specification_version),
  unique (provider_id, draft_id),
  foreign key (provider_id, draft_id, draft_version) references specification_draft (provider_id, id, version)
);
alter table specification_issued enable row level security;
alter table specification_issued force row level security;
create policy own_provider on specification_issued
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on specification_issued as restrictive for insert with check (is_written_now(issued_at));
grant select, insert on specification_issued to evenkeel_app;
comment on table specification_issued is 'A specification as a commissioner issued it: never changed under its version.';
comment on column specification_issued.hash is 'SHA-256 of the canonical JSON of the document.';

-- What a commissioner has issued is for every provider and every commissioner of the installation to read (C5).
create view commissioning.specification_issued with (security_barrier) as
select i.provider_id as commissioner_id, i.specification_id, i.specification_version, i.document, i.hash, i.issued_at
  from public.specification_issued i;
grant select on commissioning.specification_issued to evenkeel_app;
create view commissioned.specification_issued with (security_barrier) as
select i.specification_id, i.specification_version, i.document, i.hash
  from public.specification_issued i;
