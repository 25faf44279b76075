-- By which table of intervals people on a direct oral anticoagulant are monitored here: proposed by one person from a
-- day on, activated by another (H20, H34). The whole table stands in the choice, so that an older one stays readable. What
-- is worked by on a day is the activated choice that began last; the table as shipped before the first.
create table monitoring_choice (
  provider_id    uuid not null references provider (provider_id),
  id             uuid not null,
  number         int not null,
  body           jsonb not null,
  from_on        date not null,
  reason         text not null check (reason <> ''),
  state          text not null check (state in ('open', 'activated', 'declined', 'withdrawn')),
  proposed_by    uuid not null,
  proposed_at    timestamptz not null,
  settled_by     uuid,
  settled_at     timestamptz,
  settled_reason text,
  -- The first day on which it counts: the proposed one, or that of the activation when it came later.
  in_force_from  date,
  primary key (provider_id, id),
  unique (provider_id, number),
  foreign key (provider_id, proposed_by) references staff (provider_id, account_id),
  foreign key (provider_id, settled_by) references staff (provider_id, account_id),
  check ((state = 'open') = (settled_by is null)),
  check ((settled_by is null) = (settled_at is null)),
  check (state not in ('activated', 'declined') or settled_by <> proposed_by),
  check ((state = 'activated') = (in_force_from is not null)),
  check (in_force_from >= from_on),
  check (state not in ('declined', 'withdrawn') or length(settled_reason) > 0)
);
-- One waits at a time: the next is written when it is known what is in force.
create unique index monitoring_choice_open on monitoring_choice (provider_id) where state = 'open';

alter table monitoring_choice enable row level security;
alter table monitoring_choice force row level security;
create policy own_provider on monitoring_choice
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on monitoring_choice to evenkeel_app;
grant update (state, settled_by, settled_at, settled_reason, in_force_from) on monitoring_choice to evenkeel_app;
