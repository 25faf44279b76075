-- A commissioner is an organisation of its own: the tenant of its own people, settings and audit, which treats nobody. What it reads of
-- providers it reads as a database role that has no right on any table of theirs: the views of the schema `commissioned` alone, which show a
-- commissioner the contracts that name it and what was returned under them, and never a person who is treated (H36, docs/decisions/0044).
alter table provider drop constraint provider_kind_check;
alter table provider add constraint provider_kind_check
  check (kind in ('gp-practice', 'community-pharmacy', 'hospital-clinic', 'commissioner'));
alter table account_provider add column is_commissioner boolean not null default false;
comment on column account_provider.is_commissioner is 'The organisation commissions and treats nobody: no job of a clinic is done there.';

alter table contract add column commissioner_id uuid;
comment on column contract.commissioner_id is 'The commissioner with whom it was agreed; null where that commissioner does not use this installation.';
create index contract_by_commissioner on contract (commissioner_id);

-- Of those who treat people alone.
create or replace view shared_figures.providers with (security_barrier) as
select p.ods_code, p.name, p.kind
  from public.provider p
 where p.kind <> 'commissioner';

-- What providers read of commissioners.
create schema commissioning;
revoke all on schema commissioning from public;
create view commissioning.commissioner with (security_barrier) as
select p.provider_id as id, p.name, p.ods_code
  from public.provider p
 where p.kind = 'commissioner';
grant usage on schema commissioning to evenkeel_app;
grant select on commissioning.commissioner to evenkeel_app;

-- What a commissioner reads of providers: each view holds only what is of the organisation of the transaction.
create schema commissioned;
revoke all on schema commissioned from public;

-- The contracts of this commissioner, by their newest version. The views after it join it.
create view commissioned.mine with (security_barrier) as
select c.provider_id, c.id as contract_id
  from public.contract c
 where c.commissioner_id = nullif(current_setting('app.provider_id', true), '')::uuid
   and not exists (select from public.contract n
                    where n.provider_id = c.provider_id and n.id = c.id and n.version > c.version);

create view commissioned.contract_version with (security_barrier) as
select c.provider_id, p.name as provider_name, p.ods_code, p.kind as provider_kind, c.id as contract_id, c.version, c.specification_id,
       c.specification_version, c.specification_hash, c.reference, c.from_on, c.to_on, c.levels, c.effective_on, c.agreed_with, c.agreed_on,
       c.period_confirmed_by, c.recorded_at
  from commissioned.mine m
  join public.contract c on c.provider_id = m.provider_id and c.id = m.contract_id
  join public.provider p on p.provider_id = c.provider_id;

-- Without the records behind the figures.
create view commissioned.monthly_return with (security_barrier) as
select r.provider_id, r.id, r.contract_id, r.month_on, r.version, r.contract_version, r.specification_id, r.specification_version,
       r.specification_hash, r.figures, r.adjustments, r.reason, r.hash, r.signed_name, r.signed_role, r.submitted_at
  from commissioned.mine m
  join public.monthly_return r on r.provider_id = m.provider_id and r.contract_id = m.contract_id;

-- A migrator that may make roles makes it; another leaves it to whoever runs the server (docs/operations.md).
do $$
begin
  if not exists (select from pg_roles where rolname = 'evenkeel_commissioning') then
    create role evenkeel_commissioning nologin;
    grant evenkeel_commissioning to evenkeel_app;
  end if;
exception when insufficient_privilege then
  raise notice 'role evenkeel_commissioning is not made: the migrator may not. See docs/operations.md';
end $$;

-- Gives the roles what is theirs where they exist, asked at each migration: every view of the schema `commissioned`, also a later one.
create or replace function shared_figures.give_to_readers() returns void
language plpgsql security invoker set search_path = pg_catalog as $$
declare
  reader text;
begin
  foreach reader in array array['evenkeel_commissioner', 'evenkeel_lmc'] loop
    continue when not exists (select from pg_roles where rolname = reader);
    execute format('grant usage on schema shared_figures to %I', reader);
    execute format('grant select on shared_figures.providers to %I', reader);
    if reader = 'evenkeel_commissioner' then
      execute format('grant select on shared_figures.people_by_medicine, shared_figures.results_by_quarter to %I', reader);
    end if;
  end loop;
  if exists (select from pg_roles where rolname = 'evenkeel_commissioning') then
    grant usage on schema commissioned to evenkeel_commissioning;
    grant select on all tables in schema commissioned to evenkeel_commissioning;
  end if;
end $$;
select shared_figures.give_to_readers();
