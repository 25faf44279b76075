-- A look in an emergency that nobody reviews in time is brought to those whom the ladder of the site calls, rung by rung, each once
-- (docs/decisions/0033). Append-only.
create table emergency_escalation (
  provider_id uuid not null,
  look_id     uuid not null,
  rung        int not null check (rung > 0),
  to_role     text not null,
  due_on      date not null,
  at          timestamptz not null,
  primary key (provider_id, look_id, rung),
  foreign key (provider_id, look_id) references emergency_look (provider_id, id)
);
alter table emergency_escalation enable row level security;
alter table emergency_escalation force row level security;
create policy own_provider on emergency_escalation
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on emergency_escalation as restrictive for insert with check (is_written_now(at));
grant select, insert on emergency_escalation to evenkeel_app;
comment on table emergency_escalation is 'To whom the late review of a look in an emergency was brought, and when.';
