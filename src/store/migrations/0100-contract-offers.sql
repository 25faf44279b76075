-- A contract as its commissioner offers it, or varies one, to a provider: a row of the commissioner's. The provider accepts it by a version of
-- the contract of its own, which names the offer; nothing binds before (docs/decisions/0050). What a commissioner pays towards a decision
-- support system stands in the contract, by its name and by the year (S14). Append-only; an offer that is taken back is said to be.
create table contract_offer (
  provider_id           uuid not null references provider (provider_id),
  id                    uuid not null,
  for_provider_id       uuid not null,
  contract_id           uuid,
  varies_version        int check (varies_version > 0),
  specification_id      text not null,
  specification_version int not null,
  specification_hash    text not null check (specification_hash ~ '^[0-9a-f]{64}$'),
  reference             text not null check (reference <> ''),
  from_on               date not null,
  to_on                 date not null check (to_on >= from_on),
  levels                int[] not null check (cardinality(levels) > 0 and levels <@ array[3, 4, 5]),
  effective_on          date not null check (effective_on between from_on and to_on),
  support_name          text,
  support_pence         int check (support_pence >= 0),
  offered_by            uuid not null,
  offered_name          text not null check (offered_name <> ''),
  offered_at            timestamptz not null,
  primary key (provider_id, id),
  check ((contract_id is null) = (varies_version is null)),
  check ((support_name is null) = (support_pence is null))
);
create table contract_offer_end (
  provider_id uuid not null,
  offer_id    uuid not null,
  reason      text not null check (reason <> ''),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, offer_id),
  foreign key (provider_id, offer_id) references contract_offer (provider_id, id)
);
alter table contract_offer enable row level security;
alter table contract_offer force row level security;
alter table contract_offer_end enable row level security;
alter table contract_offer_end force row level security;
create policy own_provider on contract_offer
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy own_provider on contract_offer_end
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on contract_offer as restrictive for insert with check (is_written_now(offered_at));
create policy written_now on contract_offer_end as restrictive for insert with check (is_written_now(at));
grant select, insert on contract_offer, contract_offer_end to evenkeel_app;
create index contract_offer_for on contract_offer (for_provider_id);
comment on table contract_offer is 'A contract, or a variation of one, as a commissioner offers it to a provider.';
comment on table contract_offer_end is 'An offer that was taken back, and why.';
comment on column contract_offer.varies_version is 'The version of the contract that it varies: accepted only while that is the newest.';

alter table contract add column offer_id uuid;
alter table contract add column support_name text;
alter table contract add column support_pence int check (support_pence >= 0);
comment on column contract.offer_id is 'The offer of the commissioner that was accepted; null where the provider recorded what was agreed elsewhere.';
comment on column contract.support_name is 'The decision support system towards which the commissioner pays (S14); null where it is within the price.';
comment on column contract.support_pence is 'What it pays for it a year, at most.';

-- What the organisation of the transaction, a provider, has been offered.
create view commissioning.contract_offer with (security_barrier) as
select o.provider_id as commissioner_id, p.name as commissioner_name, o.id, o.for_provider_id, o.contract_id, o.varies_version,
       o.specification_id, o.specification_version, o.specification_hash, o.reference, o.from_on, o.to_on, o.levels, o.effective_on,
       o.support_name, o.support_pence, o.offered_name, o.offered_at, e.reason as ended_because
  from public.contract_offer o
  join public.provider p on p.provider_id = o.provider_id
  left join public.contract_offer_end e on e.provider_id = o.provider_id and e.offer_id = o.id
 where o.for_provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;
grant select on commissioning.contract_offer to evenkeel_app;

-- Whom a commissioner can offer one: the public names of the providers of the installation.
create view commissioned.provider with (security_barrier) as
select p.provider_id as id, p.name, p.ods_code, p.kind
  from public.provider p
 where p.kind <> 'commissioner';

create or replace view commissioned.contract_version with (security_barrier) as
select c.provider_id, p.name as provider_name, p.ods_code, p.kind as provider_kind, c.id as contract_id, c.version, c.specification_id,
       c.specification_version, c.specification_hash, c.reference, c.from_on, c.to_on, c.levels, c.effective_on, c.agreed_with, c.agreed_on,
       c.period_confirmed_by, c.recorded_at, c.offer_id, c.support_name, c.support_pence
  from commissioned.mine m
  join public.contract c on c.provider_id = m.provider_id and c.id = m.contract_id
  join public.provider p on p.provider_id = c.provider_id;
