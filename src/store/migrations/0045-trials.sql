-- Trials of ways of dosing on invented people, as a clinical lead asks for them. What was asked and what it came to are
-- history: append-only. Nobody's record is touched by any of it.
create table trial_asked (
  provider_id uuid not null references provider (provider_id),
  id          uuid not null,
  number      int not null check (number > 0),
  spec        jsonb not null,
  again_of    uuid,
  asked_by    uuid not null,
  asked_at    timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, number),
  foreign key (provider_id, again_of) references trial_asked (provider_id, id),
  foreign key (provider_id, asked_by) references staff (provider_id, account_id)
);

-- How a trial ended: with figures, or without any. The version and the rules are those of the code that worked it out.
create table trial_ended (
  provider_id uuid not null,
  trial_id    uuid not null,
  how         text not null check (how in ('done', 'cancelled', 'broken-off')),
  version     text,
  rules       jsonb,
  figures     jsonb,
  figures_hash text,
  ended_by    uuid,
  ended_at    timestamptz not null,
  primary key (provider_id, trial_id),
  foreign key (provider_id, trial_id) references trial_asked (provider_id, id),
  foreign key (provider_id, ended_by) references staff (provider_id, account_id),
  check ((how = 'done') = (version is not null)),
  check ((how = 'done') = (rules is not null)),
  check ((how = 'done') = (figures is not null)),
  check ((how = 'done') = (figures_hash is not null)),
  check ((how = 'cancelled') = (ended_by is not null))
);

-- The one place of a provider where a trial runs: so there is never more than one. Whoever runs it holds it until a time
-- that is put off while the work goes on; when that has passed, another takes it up from the beginning.
create table trial_place (
  provider_id uuid not null references provider (provider_id),
  trial_id    uuid,
  holder      uuid,
  held_until  timestamptz,
  taken       int not null check (taken >= 0),
  per_mille   int not null check (per_mille between 0 and 1000),
  primary key (provider_id),
  foreign key (provider_id, trial_id) references trial_asked (provider_id, id),
  check (trial_id is not null or holder is null),
  check ((holder is null) = (held_until is null))
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['trial_asked', 'trial_ended', 'trial_place'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (trial_id, holder, held_until, taken, per_mille) on trial_place to evenkeel_app;
