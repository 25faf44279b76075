-- Heparin beside another anticoagulant (bridging) lasts 28 days at most from its first day, and never goes beside a direct
-- oral anticoagulant (H18). What was given when this rule came keeps the last day that it had, and no later one: it stands
-- on the list of bridgings that are not ended, and `evenkeel verify` names it until a prescriber has ended it.
alter table episode add column bridge_kept_until date;
alter table episode no force row level security;
alter table task no force row level security;
alter table task_event no force row level security;

update episode e set bridge_kept_until = e.stop_on
 where e.bridging and e.medicine = 'heparin' and e.phase in ('initiating', 'maintaining', 'suspended')
   and (e.stop_on > e.started_on + 28
        or exists (select from episode o where o.provider_id = e.provider_id and o.patient_id = e.patient_id
                     and o.phase in ('initiating', 'maintaining', 'suspended')
                     and o.medicine in ('apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban')));

-- Each has from now on the task that one made active later is born with.
with given as (
  insert into task (provider_id, id, kind, patient_id, episode_id, visit_id, title, details, for_whom,
                    opened_by, opened_at, due_at, state, taken_by, taken_at, version)
  select e.provider_id, gen_random_uuid(), 'bridging', e.patient_id, e.id, null,
         'Two anticoagulants: heparin stops by ' || to_char(e.stop_on, 'DD-Mon-YYYY'), '{}', 'prescriber',
         e.recorded_by, now(), (e.stop_on + time '18:00') at time zone 'Europe/London', 'open', null, null, 1
    from episode e
   where e.bridging and e.medicine = 'heparin' and e.phase in ('initiating', 'maintaining', 'suspended')
  returning provider_id, id, opened_by, opened_at)
insert into task_event (provider_id, id, task_id, what, note, by, at)
select provider_id, gen_random_uuid(), id, 'opened', null, opened_by, opened_at from given;

alter table episode force row level security;
alter table task force row level security;
alter table task_event force row level security;
set constraints all immediate;

alter table episode add constraint episode_bridge_is_short
  check (not bridging or medicine <> 'heparin' or phase not in ('initiating', 'maintaining', 'suspended')
         or stop_on <= greatest(started_on + 28, bridge_kept_until));
create unique index episode_heparin_or_doac on episode (provider_id, patient_id)
  where phase in ('initiating', 'maintaining', 'suspended') and bridge_kept_until is null
    and medicine in ('apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban', 'heparin');
