-- Results that a laboratory sends as a file (H03): each as it was sent, once, and what has become of it, step by step.
-- Append-only. What waits for a decision is a preliminary row of inr_result, which keeps every dose away until it is looked at.
create table sent_result (
  provider_id  uuid not null,
  id           uuid not null,
  system       text not null,
  identifier   text not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  entry        jsonb not null,
  received_by  uuid not null,
  received_at  timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, system, identifier, content_hash),
  foreign key (provider_id, received_by) references staff (provider_id, account_id)
);

create table sent_result_step (
  provider_id uuid not null,
  sent_id     uuid not null,
  nth         int not null check (nth > 0),
  step        text not null
              check (step in ('held', 'waits', 'earlier', 'on-record', 'corrected', 'voided', 'settled')),
  code        text not null,
  says        text not null,
  patient_id  uuid,
  result_id   uuid,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, sent_id, nth),
  foreign key (provider_id, sent_id) references sent_result (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, result_id) references inr_result (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id),
  check (step in ('held', 'settled') or (patient_id is not null and result_id is not null))
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['sent_result', 'sent_result_step'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
