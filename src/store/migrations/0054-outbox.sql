-- Everything that leaves for somebody about a patient: one message for each version of a dose and channel, numbered for each patient,
-- kept whatever becomes of it (H16), and the letters that say that an anticoagulant has been stopped (H18). What it says never changes;
-- where it stands does.
create table outbox_message (
  provider_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  episode_id  uuid not null,
  sequence    int not null check (sequence > 0),
  kind        text not null check (kind in ('dose', 'stop-notice')),
  channel     text not null check (channel in ('text', 'letter')),
  recipient   text not null check (recipient in ('patient', 'practice', 'pharmacy')),
  address     text not null,
  parts       jsonb not null,
  decision_id uuid,
  replaces    uuid,
  by          uuid not null,
  at          timestamptz not null,
  expires_at  timestamptz,
  state       text not null check (state in ('waiting', 'sending', 'accepted', 'delivered', 'failed', 'unknown-number',
                'refused', 'expired', 'no-receipt', 'cancelled', 'to-confirm', 'confirmed')),
  attempts    int not null default 0,
  next_at     timestamptz,
  primary key (provider_id, id),
  unique (provider_id, patient_id, sequence),
  unique (provider_id, decision_id, channel),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  foreign key (provider_id, decision_id) references dose_decision (provider_id, id),
  foreign key (provider_id, replaces) references outbox_message (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id),
  check ((kind = 'dose') = (decision_id is not null)),
  check ((kind = 'dose') = (recipient = 'patient')),
  check ((channel = 'text') = (expires_at is not null)),
  check ((next_at is not null) = (state in ('waiting', 'sending', 'accepted')))
);
create index outbox_message_due on outbox_message (provider_id, next_at) where next_at is not null;
create index outbox_message_of_episode on outbox_message (provider_id, episode_id);

-- What happened to a message, first to last.
create table outbox_event (
  provider_id uuid not null,
  id          uuid not null,
  message_id  uuid not null,
  what        text not null,
  note        text,
  by          uuid,
  at          timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, message_id) references outbox_message (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);
create index outbox_event_of_message on outbox_event (provider_id, message_id, at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['outbox_message', 'outbox_event'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant update (state, attempts, next_at) on outbox_message to evenkeel_app;
create policy written_now on outbox_message as restrictive for insert with check (is_written_now(at));
create policy written_now on outbox_event as restrictive for insert with check (is_written_now(at));
