-- A rule set is changed by two people: one proposes it, it is run over what was decided here, and another activates
-- it (H10, H34). The text that was proposed stands in the proposal; every run keeps what it showed, under its hash.
create table rule_proposal (
  provider_id     uuid not null references provider (provider_id),
  id              uuid not null,
  number          int not null,
  base            jsonb not null,
  base_hash       text not null,
  proposed        jsonb not null,
  proposed_hash   text not null,
  reason          text not null check (length(reason) > 0),
  expected_effect text not null check (length(expected_effect) > 0),
  state           text not null check (state in ('open', 'activated', 'declined', 'withdrawn')),
  proposed_by     uuid not null,
  proposed_at     timestamptz not null,
  settled_by      uuid,
  settled_at      timestamptz,
  settled_reason  text,
  shadow_run_id   uuid,
  primary key (provider_id, id),
  unique (provider_id, number),
  unique (provider_id, id, proposed_hash),
  check (proposed_hash <> base_hash),
  check ((state = 'open') = (settled_by is null)),
  check ((settled_by is null) = (settled_at is null)),
  check (state not in ('activated', 'declined') or settled_by <> proposed_by),
  check ((state = 'activated') = (shadow_run_id is not null)),
  check (state not in ('declined', 'withdrawn') or length(settled_reason) > 0)
);

create table rule_shadow_run (
  provider_id   uuid not null,
  id            uuid not null,
  proposal_id   uuid not null,
  base_hash     text not null,
  proposed_hash text not null,
  suggestions   int not null check (suggestions >= 0),
  report        jsonb not null,
  report_hash   text not null,
  run_by        uuid not null,
  run_at        timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, proposal_id, id),
  foreign key (provider_id, proposal_id, proposed_hash) references rule_proposal (provider_id, id, proposed_hash)
);
create index rule_shadow_run_newest on rule_shadow_run (provider_id, proposal_id, run_at);

-- What was activated is what was run: the run is one of this very proposal.
alter table rule_proposal add constraint rule_proposal_run
  foreign key (provider_id, id, shadow_run_id) references rule_shadow_run (provider_id, proposal_id, id);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['rule_proposal', 'rule_shadow_run'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (state, settled_by, settled_at, settled_reason, shadow_run_id) on rule_proposal to evenkeel_app;

-- How a version of the settings came to be: one person may set lots and meters, the rules only an activation.
alter table site_setting add column made_by text not null default 'earlier-release'
  check (made_by in ('earlier-release', 'settings', 'activation'));
alter table site_setting alter column made_by drop default;
alter table site_setting add column proposal_id uuid;
alter table site_setting add constraint site_setting_proposal
  foreign key (provider_id, proposal_id) references rule_proposal (provider_id, id);
alter table site_setting add constraint site_setting_activated
  check ((made_by = 'activation') = (proposal_id is not null));
create unique index site_setting_once on site_setting (provider_id, proposal_id) where proposal_id is not null;
