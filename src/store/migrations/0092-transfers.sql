-- Patients who are handed over from one provider to another (S4, S21-S23). Each of the two has its own copy of a transfer and of each of
-- its steps under the same id, written in one transaction: the sender's row comes first, so that of two steps at once one is the next and
-- the other is none. A provider outside this installation has a name and no copy. Append-only: where a transfer stands is told by its
-- last step (docs/decisions/0046).
create table transfer (
  provider_id       uuid not null references provider (provider_id),
  id                uuid not null,
  side              text not null check (side in ('sends', 'receives')),
  other_provider_id uuid check (other_provider_id <> provider_id),
  other_name        text not null check (other_name <> ''),
  other_contact     text not null,
  patient_id        uuid,
  episode_id        uuid,
  opened_at         timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, patient_id) references patient (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  check ((side = 'sends') = (episode_id is not null)),
  check ((patient_id is null) = (episode_id is null))
);
comment on table transfer is 'A patient whom one provider hands over to another, as the one of the two has it.';
comment on column transfer.other_provider_id is 'The other provider, where it works with this installation; null of one outside, known by its name.';
comment on column transfer.patient_id is 'Of the sender: whose record it is. The receiver has a record from the acceptance on, named by that step.';
create index transfer_of_episode on transfer (provider_id, episode_id);

create table transfer_step (
  provider_id uuid not null,
  transfer_id uuid not null,
  number      int not null check (number > 0),
  what        text not null check (what in ('sent', 'renewed', 'asked', 'answered', 'accepted', 'declined', 'withdrawn')),
  words       text not null,
  package     jsonb,
  patient_id  uuid,
  episode_id  uuid,
  by          uuid not null,
  by_name     text not null check (by_name <> ''),
  by_provider text not null,
  at          timestamptz not null,
  primary key (provider_id, transfer_id, number),
  foreign key (provider_id, transfer_id) references transfer (provider_id, id),
  foreign key (provider_id, episode_id) references episode (provider_id, id),
  check ((number = 1) = (what = 'sent')),
  check (package is not null or what <> 'sent')
);
comment on table transfer_step is 'What happened to a transfer, step by step; the same at both providers but for the record that the receiver has of the patient.';
comment on column transfer_step.package is 'Everything that was handed over, as it was on that day: patient, plan, results, dose, next test, warnings.';
comment on column transfer_step.episode_id is 'Of an acceptance: the course that ended here, or that goes on here.';

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['transfer', 'transfer_step'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
create policy written_now on transfer as restrictive for insert with check (is_written_now(opened_at));
create policy written_now on transfer_step as restrictive for insert with check (is_written_now(at));

-- Which provider of this installation offers which levels of which service, for everybody who has to say where a patient can go (S21):
-- what a contract says and nothing of anybody's care. Each version of a contract adds its own; of no provider, like the list of who may
-- enter one.
create table service_offer (
  provider_id      uuid not null,
  contract_id      uuid not null,
  version          int not null,
  specification_id text not null,
  name             text not null,
  kind             text not null,
  telephone        text not null,
  levels           int[] not null,
  from_on          date not null,
  to_on            date not null,
  effective_on     date not null,
  primary key (provider_id, contract_id, version)
);
comment on table service_offer is 'Which provider offers which levels of a service, and when: the directory by which patients are told where to go.';
insert into service_offer
select c.provider_id, c.id, c.version, c.specification_id, p.name, p.kind, p.telephone, c.levels, c.from_on, c.to_on, c.effective_on
  from contract c join provider p on p.provider_id = c.provider_id;
grant select, insert on service_offer to evenkeel_app;
