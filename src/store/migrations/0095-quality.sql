-- What a commissioner says of an analysis, what it decides of a breach of a quality requirement, each with its reason, and the action plan by
-- which a provider answers (S29, C3). Each side writes its own rows and reads the other's through views (docs/decisions/0044, 0047).
-- Append-only.
create table analysis_comment (
  provider_id    uuid not null,
  id             uuid not null,
  of_provider_id uuid not null,
  event_id       uuid not null,
  says           text not null check (says <> ''),
  by             uuid not null,
  by_name        text not null,
  at             timestamptz not null,
  primary key (provider_id, id)
);
comment on table analysis_comment is 'What a commissioner says of an analysis that a provider submitted.';

create table breach (
  provider_id    uuid not null,
  id             uuid not null,
  of_provider_id uuid not null,
  contract_id    uuid not null,
  requirement_id text not null,
  decision       text not null check (decision in ('notified', 'not-notified')),
  figures        jsonb not null,
  reason         text not null check (reason <> ''),
  plan_due_on    date,
  by             uuid not null,
  by_name        text not null,
  at             timestamptz not null,
  primary key (provider_id, id),
  check ((decision = 'notified') = (plan_due_on is not null))
);
create index breach_of_provider on breach (of_provider_id);
comment on table breach is 'What a commissioner decided when a quality requirement was not met, with the figures that it saw and its reason.';
comment on column breach.plan_due_on is 'The day by which the action plan is due; null where the provider is not asked for one.';

create table breach_step (
  provider_id uuid not null,
  breach_id   uuid not null,
  nth         int not null check (nth > 0),
  step        text not null check (step in ('plan-accepted', 'plan-returned', 'closed', 'general-condition-9')),
  reason      text not null check (reason <> ''),
  by          uuid not null,
  by_name     text not null,
  at          timestamptz not null,
  primary key (provider_id, breach_id, nth),
  foreign key (provider_id, breach_id) references breach (provider_id, id)
);
comment on table breach_step is 'What a commissioner decided of an action plan, or that the contract is managed under General Condition 9.';

create table action_plan (
  provider_id uuid not null,
  breach_id   uuid not null,
  version     int not null check (version > 0),
  actions     jsonb not null check (jsonb_array_length(actions) > 0),
  by          uuid not null,
  by_name     text not null,
  at          timestamptz not null,
  primary key (provider_id, breach_id, version)
);
comment on table action_plan is 'The actions by which a provider answers a breach, each with who leads it and by when, version by version.';

create table action_update (
  provider_id uuid not null,
  breach_id   uuid not null,
  nth         int not null check (nth > 0),
  says        text not null check (says <> ''),
  by          uuid not null,
  by_name     text not null,
  at          timestamptz not null,
  primary key (provider_id, breach_id, nth)
);
comment on table action_update is 'How far a provider is with its action plan, as it told the commissioner.';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['analysis_comment', 'breach', 'breach_step', 'action_plan', 'action_update'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
    execute format('create policy written_now on %I as restrictive for insert with check (is_written_now(at))', tenant_table);
  end loop;
end $$;

-- Events of the days of a contract of this commissioner, as they were submitted: no patient, and no day of the event.
create view commissioned.event_analysis with (security_barrier) as
select c.provider_id, c.contract_id, c.provider_name, a.event_id, a.year_from, a.nth, a.kind, a.severity, a.related, a.month_on, a.aware_on,
       a.due_on, a.answers, a.hash, a.submitted_name, a.submitted_role, a.submitted_at,
       exists (select from public.event_withdrawal w
                where w.provider_id = a.provider_id and w.event_id = a.event_id) as is_withdrawn
  from commissioned.contract_version c
  join public.event_analysis a on a.provider_id = c.provider_id and a.aware_on between c.from_on and c.to_on
 where not exists (select from public.contract n
                    where n.provider_id = c.provider_id and n.id = c.contract_id and n.version > c.version);

create view commissioned.event_statement with (security_barrier) as
select s.provider_id, s.contract_id, s.month_on, s.version, s.events, s.hash, s.signed_name, s.signed_role, s.stated_at
  from commissioned.mine m
  join public.event_statement s on s.provider_id = m.provider_id and s.contract_id = m.contract_id;

create view commissioned.action_plan with (security_barrier) as
select p.provider_id, p.breach_id, p.version, p.actions, p.by_name, p.at
  from public.breach b
  join public.action_plan p on p.provider_id = b.of_provider_id and p.breach_id = b.id
 where b.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;

create view commissioned.action_update with (security_barrier) as
select u.provider_id, u.breach_id, u.nth, u.says, u.by_name, u.at
  from public.breach b
  join public.action_update u on u.provider_id = b.of_provider_id and u.breach_id = b.id
 where b.provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;
select shared_figures.give_to_readers();

-- What is said and decided of this provider.
create view commissioning.analysis_comment with (security_barrier) as
select c.id, p.name as commissioner_name, c.event_id, c.says, c.by_name, c.at
  from public.analysis_comment c
  join public.provider p on p.provider_id = c.provider_id
 where c.of_provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;

create view commissioning.breach with (security_barrier) as
select b.id, coalesce(p.name, '') as commissioner_name, b.contract_id, b.requirement_id, b.decision, b.figures, b.reason, b.plan_due_on, b.by_name, b.at
  from public.breach b
  left join public.provider p on p.provider_id = b.provider_id
 where b.of_provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;

create view commissioning.breach_step with (security_barrier) as
select s.breach_id, s.nth, s.step, s.reason, s.by_name, s.at
  from public.breach b
  join public.breach_step s on s.provider_id = b.provider_id and s.breach_id = b.id
 where b.of_provider_id = nullif(current_setting('app.provider_id', true), '')::uuid;
grant select on commissioning.analysis_comment, commissioning.breach, commissioning.breach_step to evenkeel_app;
