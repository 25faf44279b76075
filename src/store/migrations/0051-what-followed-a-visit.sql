-- As in 0034, but whether another visit has followed is told by what the visit knew (0040) and not by the times of the two, as
-- the acts tell it: of two visits of one instant, or of two machines whose clocks differ, the later one overtakes. Results
-- sampled more than 31 days before its own are not among what it kept, and overtake nothing. A visit from before that was
-- kept goes by the times as before.
create or replace function dose_rests_on_its_result(d dose_decision) returns boolean
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

  select v.on_date, v.recorded_at, v.knew, own.sampled_on into seen_at
    from visit v
    join inr_result own on own.provider_id = v.provider_id and own.id = v.result_id
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
                  join inr_result r on r.provider_id = v.provider_id and r.id = v.result_id
                 where v.provider_id = d.provider_id and v.episode_id = d.episode_id
                   and v.on_date >= seen_at.on_date
                   and case when seen_at.knew is null then v.recorded_at > seen_at.recorded_at
                            else r.sampled_on >= seen_at.sampled_on - 31 and v.result_id <> all (seen_at.knew) end
                   and not result_is_void(v.provider_id, v.result_id)) then
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
