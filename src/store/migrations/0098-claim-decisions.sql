-- What a commissioner decides on a claim: one person proposes (query, approve, reject), another decides, or sends the proposal back. A row of
-- the commissioner. Append-only (docs/decisions/0045).
create table claim_step (
  provider_id  uuid not null references provider (provider_id),
  claim_id     uuid not null,
  nth          int not null check (nth > 0),
  kind         text not null check (kind in ('proposed', 'decided', 'declined')),
  outcome      text not null check (outcome in ('query', 'approve', 'reject')),
  reason       text not null,
  proposal_nth int,
  proposed_by  uuid,
  by           uuid not null,
  by_name      text not null check (by_name <> ''),
  by_role      text not null,
  at           timestamptz not null,
  primary key (provider_id, claim_id, nth),
  unique (provider_id, claim_id, nth, outcome, by),
  foreign key (provider_id, claim_id, proposal_nth, outcome, proposed_by)
    references claim_step (provider_id, claim_id, nth, outcome, by),
  check ((kind = 'proposed') = (proposal_nth is null)),
  check ((proposal_nth is null) = (proposed_by is null)),
  check (proposal_nth is null or proposal_nth = nth - 1),
  constraint claim_decided_by_another check (proposed_by is distinct from by),
  constraint claim_reason_given check (reason <> '' or (outcome = 'approve' and kind <> 'declined'))
);
create unique index claim_decided_once on claim_step (provider_id, claim_id) where kind = 'decided';
create index claim_step_of_claim on claim_step (claim_id);
alter table claim_step enable row level security;
alter table claim_step force row level security;
create policy own_provider on claim_step
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on claim_step as restrictive for insert with check (is_written_now(at));
grant select, insert on claim_step to evenkeel_app;
comment on table claim_step is 'What was proposed and decided on a claim by its commissioner, step by step; two different people.';
comment on column claim_step.claim_id is 'A claim of a provider, by its id.';
comment on column claim_step.proposal_nth is 'Of what is decided or sent back: the proposal, which is the step before it.';
comment on column claim_step.proposed_by is 'Whose proposal it was: never whoever decides.';

-- What is to be paid: written with the decision to approve, once for a claim.
create table claim_payment (
  provider_id    uuid not null,
  claim_id       uuid not null,
  step_nth       int not null,
  invoice_number text not null check (invoice_number ~ '^[0-9A-Z-]+$'),
  amount_pence   bigint not null,
  approved_at    timestamptz not null,
  primary key (provider_id, claim_id),
  unique (provider_id, invoice_number),
  foreign key (provider_id, claim_id, step_nth) references claim_step (provider_id, claim_id, nth)
);
alter table claim_payment enable row level security;
alter table claim_payment force row level security;
create policy own_provider on claim_payment
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on claim_payment as restrictive for insert with check (is_written_now(approved_at));
grant select, insert on claim_payment to evenkeel_app;
comment on table claim_payment is 'What is to be paid for an approved claim, once, under the number of its invoice.';
comment on column claim_payment.amount_pence is 'In whole pence; below nought where the provider gives back.';

-- What a provider was overpaid for earlier claims and gives back in this one.
alter table quarterly_claim add column recoveries jsonb not null default '[]';
comment on column quarterly_claim.recoveries is 'What was overpaid for earlier claims and is given back in this one: the claim and the pence.';

-- What a commissioner reads of claims: no fact of a patient, and of what is not paid how many and why.
create view commissioned.quarterly_claim with (security_barrier) as
select q.provider_id, q.id, q.contract_id, q.quarter_on, q.version, q.contract_version, q.months, q.sums, q.recoveries,
       coalesce((select jsonb_object_agg(u.because, u.n)
                   from (select e ->> 'because' as because, count(*) as n from jsonb_array_elements(q.unpaid) e group by 1) u), '{}') as not_paid,
       q.total_pence, q.reason, q.hash, q.signed_name, q.signed_role, q.submitted_at
  from commissioned.mine m
  join public.quarterly_claim q on q.provider_id = m.provider_id and q.contract_id = m.contract_id;

create view commissioned.claim_step with (security_barrier) as
select s.claim_id, s.nth, s.kind, s.outcome, s.reason, s.by, s.by_name, s.by_role, s.at
  from public.claim_step s
 where s.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;

create view commissioned.claim_payment with (security_barrier) as
select p.claim_id, p.invoice_number, p.amount_pence, p.approved_at
  from public.claim_payment p
 where p.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;

-- Months of patients that one provider has claimed and another asked for as well: how many, and which two providers. Of the newest versions.
create view commissioned.claim_dispute with (security_barrier) as
select q.provider_id, q.id as claim_id, to_char(f.month_on, 'YYYY-MM') as month, paid.name as paid_to, count(distinct asked.id)::int as patients
  from commissioned.mine m
  join public.quarterly_claim q on q.provider_id = m.provider_id and q.contract_id = m.contract_id
  cross join lateral jsonb_array_elements(q.unpaid) e
  join public.patient asked on asked.provider_id = q.provider_id and asked.id = (e -> 'fact' ->> 'patientId')::uuid
  join public.patient other on other.nhs_number = asked.nhs_number and other.provider_id <> asked.provider_id
  join public.claim_fact f on f.provider_id = other.provider_id and f.patient_id = other.id and f.kind = 'active' and f.sign = 1
                          and f.month_on = ((e -> 'fact' ->> 'month') || '-01')::date
  join public.provider paid on paid.provider_id = other.provider_id
 where e ->> 'because' = 'claimed-by-another'
   and not exists (select from public.quarterly_claim n
                    where n.provider_id = q.provider_id and n.contract_id = q.contract_id and n.quarter_on = q.quarter_on
                      and n.version > q.version)
 group by q.provider_id, q.id, f.month_on, paid.name;
select shared_figures.give_to_readers();

-- What a provider reads of what its commissioner decided and will pay.
create view commissioning.claim_step with (security_barrier) as
select s.claim_id, s.nth, s.kind, s.outcome, s.reason, s.by_name, s.by_role, s.at
  from public.quarterly_claim q
  join public.claim_step s on s.claim_id = q.id
 where q.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
   and exists (select from public.contract c
                where c.provider_id = q.provider_id and c.id = q.contract_id and c.commissioner_id = s.provider_id);
grant select on commissioning.claim_step to evenkeel_app;
create view commissioning.claim_payment with (security_barrier) as
select p.claim_id, p.invoice_number, p.amount_pence, p.approved_at
  from public.quarterly_claim q
  join public.claim_payment p on p.claim_id = q.id
 where q.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
   and exists (select from public.contract c
                where c.provider_id = q.provider_id and c.id = q.contract_id and c.commissioner_id = p.provider_id);
grant select on commissioning.claim_payment to evenkeel_app;

-- What was rejected is claimed by nobody.
create or replace view elsewhere.claimed with (security_barrier) as
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
   and not exists (select from public.claim_step s where s.claim_id = q.id and s.kind = 'decided' and s.outcome = 'reject')
 group by mine.id, f.kind, f.month_on, f.done_on, f.evidence_id
having sum(f.sign) > 0;
