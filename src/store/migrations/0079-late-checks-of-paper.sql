-- What was entered from paper and nobody checks in time is brought to those whom the ladder of the site calls, rung by rung, each once
-- (docs/decisions/0036). Append-only.
create table paper_escalation (
  provider_id uuid not null,
  entry_id    uuid not null,
  rung        int not null check (rung > 0),
  to_role     text not null,
  due_on      date not null,
  at          timestamptz not null,
  primary key (provider_id, entry_id, rung),
  foreign key (provider_id, entry_id) references paper_entry (provider_id, id)
);
alter table paper_escalation enable row level security;
alter table paper_escalation force row level security;
create policy own_provider on paper_escalation
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
create policy written_now on paper_escalation as restrictive for insert with check (is_written_now(at));
grant select, insert on paper_escalation to evenkeel_app;
comment on table paper_escalation is 'To whom the late check of what was entered from paper was brought, and when.';
