-- What a provider claimed for a quarter, as it was signed: the returns that it was made of, its sums, what was done and is not paid, and the
-- hash of all of it. Claimed again it is another version, with the reason. Append-only (docs/decisions/0045).
create table quarterly_claim (
  provider_id      uuid not null,
  id               uuid not null,
  contract_id      uuid not null,
  quarter_on       date not null check (extract(day from quarter_on) = 1 and extract(month from quarter_on) in (1, 4, 7, 10)),
  version          int not null check (version > 0),
  contract_version int not null,
  months           jsonb not null,
  sums             jsonb not null,
  unpaid           jsonb not null,
  total_pence      bigint not null,
  reason           text,
  hash             text not null check (hash ~ '^[0-9a-f]{64}$'),
  signed_by        uuid not null,
  signed_name      text not null check (signed_name <> ''),
  signed_role      text not null,
  submitted_at     timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, contract_id, quarter_on, version),
  foreign key (provider_id, contract_id, contract_version) references contract (provider_id, id, version),
  check ((version = 1) = (reason is null))
);
alter table quarterly_claim enable row level security;
alter table quarterly_claim force row level security;
create policy own_provider on quarterly_claim
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on quarterly_claim as restrictive for insert with check (is_written_now(submitted_at));
grant select, insert on quarterly_claim to evenkeel_app;
comment on table quarterly_claim is 'What was claimed of the commissioner for a quarter, version by version, as it was signed.';
comment on column quarterly_claim.quarter_on is 'The first day of the quarter.';
comment on column quarterly_claim.months is 'The months that are claimed, each with the version and the hash of the return that it was made of.';
comment on column quarterly_claim.unpaid is 'What was done and is not paid, each with why.';
comment on column quarterly_claim.total_pence is 'In whole pence; below nought where more is given back than is claimed.';
comment on column quarterly_claim.reason is 'Why it was claimed again; none of the first version.';

-- Each fact of a claim, with the record that proves it and its price: claimed (1), or taken back (-1) where an earlier claim was paid for
-- something that counts no longer.
create table claim_fact (
  provider_id  uuid not null,
  claim_id     uuid not null,
  nth          int not null,
  part         text not null check (part in ('line', 'adjustment')),
  sign         int not null check (sign in (1, -1)),
  component_id text not null,
  kind         text not null check (kind in ('active', 'initiation', 'home-visit')),
  month_on     date not null check (extract(day from month_on) = 1),
  price_pence  int not null check (price_pence >= 0),
  patient_id   uuid not null,
  evidence_id  uuid not null,
  done_on      date,
  primary key (provider_id, claim_id, nth),
  foreign key (provider_id, claim_id) references quarterly_claim (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  check (part = 'adjustment' or sign = 1),
  check ((kind = 'active') = (done_on is null))
);
create index claim_fact_of_patient on claim_fact (provider_id, patient_id);
alter table claim_fact enable row level security;
alter table claim_fact force row level security;
create policy own_provider on claim_fact
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on claim_fact to evenkeel_app;
comment on table claim_fact is 'Each fact that is claimed or taken back, with the record that proves it.';
comment on column claim_fact.evidence_id is 'Of a home visit the visit, else the course of treatment.';
comment on column claim_fact.done_on is 'The day on which it was done; none of what holds for a month.';

-- What other providers have claimed for the patients of this one, by NHS number: that a month is claimed, that treatment was started, on which day
-- there was a paid visit at home. Neither who claimed it nor anything else of them. The newest version of each claim counts.
create schema elsewhere;
revoke all on schema elsewhere from public;
create view elsewhere.claimed with (security_barrier) as
select mine.id as patient_id, f.kind, f.month_on, f.done_on
  from public.patient mine
  join public.patient other on other.nhs_number = mine.nhs_number and other.provider_id <> mine.provider_id
                           and other.standing <> 'withdrawn'
  join public.claim_fact f on f.provider_id = other.provider_id and f.patient_id = other.id
  join public.quarterly_claim q on q.provider_id = f.provider_id and q.id = f.claim_id
 where mine.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
   and mine.nhs_number is not null and mine.standing <> 'withdrawn'
   and not exists (select from public.quarterly_claim n
                    where n.provider_id = q.provider_id and n.contract_id = q.contract_id and n.quarter_on = q.quarter_on
                      and n.version > q.version)
 group by mine.id, f.kind, f.month_on, f.done_on, f.evidence_id
having sum(f.sign) > 0;
grant usage on schema elsewhere to evenkeel_app;
grant select on elsewhere.claimed to evenkeel_app;

-- Claims are submitted one after the other, whoever submits them, so that no two providers claim the same month of one patient.
create function take_turn_to_claim() returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select from installation for update
$$;
revoke all on function take_turn_to_claim() from public;
grant execute on function take_turn_to_claim() to evenkeel_app;
