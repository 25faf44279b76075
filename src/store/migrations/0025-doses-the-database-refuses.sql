-- A dose decision that must not be is refused by the database itself, whichever statement writes it (H05, H34): on a result
-- that is not the newest of its course, is void or replaced, or is older than it may be dosed on; and by somebody whose role
-- or competence does not reach. A second policy, restrictive and for INSERT alone, asks two functions about the new row
-- (docs/decisions/0016). They run with the rights of whoever inserts, so that row-level security holds inside them too.

-- Results that have arrived and that nobody has looked at are few, and are asked for at each dose.
create index inr_result_waiting on inr_result (provider_id, episode_id) where status = 'preliminary';

-- The newest result is looked for behind the course's row, so it is locked first: who stores a result of the course waits
-- until this dose is committed, and this dose waits for a result that is being stored. Volatile, so that what was
-- committed while waiting is seen.
create function dose_rests_on_its_result(d dose_decision) returns boolean
language plpgsql volatile security invoker set search_path = public, pg_temp as $$
declare
  course       record;
  sample       record;
  seen_at      record;
  window_days  int;
  decided_on   date := (d.decided_at at time zone 'Europe/London')::date;
begin
  select e.version, e.phase, e.standing, e.medicine, e.last_decision_id, e.low_tenths, e.high_tenths into course
    from episode e
   where e.provider_id = d.provider_id and e.id = d.episode_id and e.patient_id = d.patient_id
     for update;
  if course.standing is distinct from 'confirmed' or course.medicine is distinct from 'warfarin'
     or course.phase not in ('initiating', 'maintaining') or course.version <> d.plan_version
     or course.last_decision_id is distinct from d.id then
    raise exception 'dose refused: the course is not one that is dosed now' using errcode = '23514';
  end if;
  if d.kind <> 'authorised' and (course.low_tenths, course.high_tenths) is distinct from (d.low_tenths, d.high_tenths) then
    raise exception 'dose refused: it was suggested for another target' using errcode = '23514';
  end if;

  select r.sampled_on, r.sampled_at, r.method into sample
    from inr_result r
   where r.provider_id = d.provider_id and r.id = d.result_id and r.episode_id = d.episode_id
     and r.patient_id = d.patient_id and r.status in ('final', 'corrected')
     and not exists (select from inr_result later
                      where later.provider_id = d.provider_id and later.replaces = r.id);
  if not found then
    raise exception 'dose refused: its result does not stand' using errcode = '23514';
  end if;

  select v.on_date, v.recorded_at into seen_at
    from visit v
   where v.provider_id = d.provider_id and v.id = d.visit_id and v.episode_id = d.episode_id;
  if not found then
    raise exception 'dose refused: its visit is not of this course' using errcode = '23514';
  end if;
  if exists (select from inr_result r
              where r.provider_id = d.provider_id and r.episode_id = d.episode_id
                and r.sampled_on > sample.sampled_on and r.status in ('final', 'corrected')
                and not exists (select from inr_result later
                                 where later.provider_id = d.provider_id and later.replaces = r.id))
     or exists (select from inr_result r
                 where r.provider_id = d.provider_id and r.episode_id = d.episode_id and r.status = 'preliminary'
                   and not exists (select from inr_result later
                                    where later.provider_id = d.provider_id and later.replaces = r.id))
     or exists (select from visit v
                 where v.provider_id = d.provider_id and v.episode_id = d.episode_id
                   and v.on_date >= seen_at.on_date and v.recorded_at > seen_at.recorded_at
                   and not exists (select from inr_result gone
                                    where gone.provider_id = d.provider_id and gone.replaces = v.result_id
                                      and gone.status = 'void')) then
    raise exception 'dose refused: a later or a waiting result is on record' using errcode = '23514';
  end if;

  -- The window of the rules by which it was suggested, never wider than the shipped one: hours where the time of the sample
  -- is known, calendar days where only its day is.
  select least(coalesce((s.body #>> array['dosableWindowDays', w.name])::int, w.shipped), w.shipped) into window_days
    from (select case sample.method when 'laboratory' then 'laboratory' else 'meter' end as name,
                 case sample.method when 'laboratory' then 2 else 1 end as shipped) w
    left join rule_set s on s.provider_id = d.provider_id and s.hash = d.rule_set_hash;
  if sample.sampled_on > decided_on then
    raise exception 'dose refused: its sample is of a later day' using errcode = '23514';
  end if;
  if decided_on - sample.sampled_on <= window_days
     and (sample.sampled_at is null or window_days = 0
          or d.decided_at <= sample.sampled_at + make_interval(hours => 24 * window_days)) then
    return true;
  end if;
  -- Older: only an authorised person, and only a result that was fresh when it was entered and has waited no longer than a
  -- week; or nothing at all is taken until the next test.
  if d.kind = 'authorised'
     and (seen_at.on_date - sample.sampled_on <= window_days and decided_on - sample.sampled_on <= 7
          or not exists (select from jsonb_array_elements(d.schedule -> 'runs') run
                          where (run ->> 'ug')::int > 0 and (run ->> 'from')::date < d.next_test_on)) then
    return true;
  end if;
  raise exception 'dose refused: its sample is older than may be dosed on' using errcode = '23514';
end $$;

-- Who may decide a dose of a kind: the rows of src/access/policy.ts in SQL. A test walks every role, reach, level and day
-- through both and compares.
create function may_decide_dose(kind text, role text, dosing text, level smallint, until date, today date, starting boolean)
returns boolean language sql immutable as $$
  select coalesce(
    case kind
      when 'accepted' then role in ('healthcare-assistant', 'nurse', 'pharmacist', 'prescriber', 'clinical-lead')
                       and dosing in ('accept', 'change', 'authorise')
      when 'changed' then role in ('nurse', 'pharmacist', 'prescriber', 'clinical-lead')
                      and dosing in ('change', 'authorise')
      when 'authorised' then role in ('nurse', 'pharmacist', 'prescriber', 'clinical-lead') and dosing = 'authorise'
    end
    and until >= today
    and (not starting or role in ('nurse', 'pharmacist', 'prescriber', 'clinical-lead') and level >= 5), false)
$$;

-- Whoever decided it, or authorised it, as they are on record now. Another person's proposal was that of a clinician who
-- works here; who authorises it is somebody else.
create function dose_is_decided_by_right(d dose_decision) returns boolean
language plpgsql stable security invoker set search_path = public, pg_temp as $$
declare
  decider record;
begin
  if (d.kind = 'authorised') <> (d.authorised_by is not null) then
    raise exception 'dose refused: who authorised it does not fit its kind' using errcode = '23514';
  end if;
  select s.role, s.dosing, s.level, s.competence_until into decider
    from staff s
   where s.provider_id = d.provider_id and s.account_id = coalesce(d.authorised_by, d.decided_by) and s.active;
  if not found or not may_decide_dose(
       d.kind, decider.role, decider.dosing, decider.level, decider.competence_until,
       (d.decided_at at time zone 'Europe/London')::date,
       d.suggestion #>> '{inputs,phase}' = 'initiating' and d.suggestion #> '{inputs,initiation}' is not null) then
    raise exception 'dose refused: whoever decides it may not' using errcode = '42501';
  end if;
  return true;
end $$;

create policy decided_soundly on dose_decision as restrictive for insert
  with check (dose_is_decided_by_right(dose_decision) and dose_rests_on_its_result(dose_decision));
