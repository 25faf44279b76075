-- One clock (H13, H05): whatever the application writes says when it was written, and the database takes no such time but its own. A row
-- is refused whose time is before its transaction began or after now, by more than the two seconds by which clocks may differ; of a
-- dose no transaction that was kept open makes the time an older one than half a minute. A
-- demonstration pretends its days and is let off; an installation says once what it is, and no right of the application changes that
-- (docs/decisions/0026). Like the policy of a dose: restrictive, for INSERT alone, and the migrator, who restores, passes by it.
create function is_written_now(at timestamptz, longest interval default '1 hour') returns boolean
language plpgsql volatile security invoker as $$
begin
  if at between greatest(transaction_timestamp() - interval '2 seconds', clock_timestamp() - longest)
            and clock_timestamp() + interval '2 seconds' then
    return true;
  end if;
  if exists (select from public.installation i where i.kind = 'demonstration') then
    return true;
  end if;
  raise exception 'time refused: % is not the time of the database', at using errcode = '22008';
end $$;

create policy written_now on alarm_shown as restrictive for insert with check (is_written_now(at));
create policy written_now on alarm_text as restrictive for insert with check (is_written_now(written_at));
create policy written_now on alarm_text_agreed as restrictive for insert with check (is_written_now(agreed_at));
create policy written_now on alert_review as restrictive for insert with check (is_written_now(opened_at));
create policy written_now on annual_review as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on appointment as restrictive for insert with check (is_written_now(made_at));
create policy written_now on clinic_closure as restrictive for insert with check (is_written_now(made_at));
create policy written_now on clinic_ending as restrictive for insert with check (is_written_now(at));
create policy written_now on clinic_pack as restrictive for insert with check (is_written_now(made_at));
create policy written_now on clinic_pattern as restrictive for insert with check (is_written_now(changed_at));
create policy written_now on contact as restrictive for insert with check (is_written_now(at));
create policy written_now on doac_review as restrictive for insert with check (is_written_now(reviewed_at));
create policy written_now on doac_told as restrictive for insert with check (is_written_now(at));
create policy written_now on dose_decision as restrictive for insert with check (is_written_now(decided_at, '30 seconds'));
create policy written_now on dose_question as restrictive for insert with check (is_written_now(at));
create policy written_now on draft as restrictive for insert with check (is_written_now(saved_at));
create policy written_now on education as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on episode as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on episode_version as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on forecast_accuracy as restrictive for insert with check (is_written_now(worked_out_at));
create policy written_now on genotype_report as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on import_batch as restrictive for insert with check (is_written_now(staged_at));
create policy written_now on indication_mapping as restrictive for insert with check (is_written_now(mapped_at));
create policy written_now on initiation as restrictive for insert with check (is_written_now(started_at));
create policy written_now on inr_result as restrictive for insert with check (is_written_now(entered_at));
create policy written_now on leaflet_withdrawal as restrictive for insert with check (is_written_now(withdrawn_at));
create policy written_now on measurement as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on medicine_switch as restrictive for insert with check (is_written_now(changed_at));
create policy written_now on medicine_switch_event as restrictive for insert with check (is_written_now(at));
create policy written_now on misfiled_result as restrictive for insert with check (is_written_now(at));
create policy written_now on misfiled_result_owner as restrictive for insert with check (is_written_now(at));
create policy written_now on monitoring_choice as restrictive for insert with check (is_written_now(proposed_at));
create policy written_now on nhs_number_change as restrictive for insert with check (is_written_now(proposed_at));
create policy written_now on nightly_run as restrictive for insert with check (is_written_now(at));
create policy written_now on patient as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on patient_version as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on pause_owner as restrictive for insert with check (is_written_now(at));
create policy written_now on procedure_event as restrictive for insert with check (is_written_now(at));
create policy written_now on procedure_plan as restrictive for insert with check (is_written_now(changed_at));
create policy written_now on procedure_version as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on protocol_check as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on provider as restrictive for insert with check (is_written_now(created_at));
create policy written_now on reassessment as restrictive for insert with check (is_written_now(changed_at));
create policy written_now on reassessment_event as restrictive for insert with check (is_written_now(at));
create policy written_now on record_link as restrictive for insert with check (is_written_now(at));
create policy written_now on request_key as restrictive for insert with check (is_written_now(at));
create policy written_now on rule_proposal as restrictive for insert with check (is_written_now(proposed_at));
create policy written_now on rule_set as restrictive for insert with check (is_written_now(activated_at));
create policy written_now on rule_shadow_run as restrictive for insert with check (is_written_now(run_at));
create policy written_now on score_record as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on self_test_check as restrictive for insert with check (is_written_now(recorded_at));
create policy written_now on sent_result as restrictive for insert with check (is_written_now(received_at));
create policy written_now on sent_result_step as restrictive for insert with check (is_written_now(at));
create policy written_now on shared_sign_in as restrictive for insert with check (is_written_now(found_at));
create policy written_now on shared_sign_in_settled as restrictive for insert with check (is_written_now(at));
create policy written_now on sign_in_turn as restrictive for insert with check (is_written_now(at));
create policy written_now on site_leaflet as restrictive for insert with check (is_written_now(added_at));
create policy written_now on site_setting as restrictive for insert with check (is_written_now(set_at));
create policy written_now on staff as restrictive for insert with check (is_written_now(changed_at));
create policy written_now on target_check as restrictive for insert with check (is_written_now(proposed_at));
create policy written_now on task_event as restrictive for insert with check (is_written_now(at));
create policy written_now on text_sent as restrictive for insert with check (is_written_now(at));
create policy written_now on told as restrictive for insert with check (is_written_now(at));
create policy written_now on trial_asked as restrictive for insert with check (is_written_now(asked_at));
create policy written_now on trial_ended as restrictive for insert with check (is_written_now(ended_at));
create policy written_now on visit as restrictive for insert with check (is_written_now(recorded_at));

-- A task may stand in the place of another and keeps its clock; that it was opened is told by its task_event.

-- Each act and each look has its line in the chain, with the one time of all that it wrote: rows that it changed too.
create policy written_now on audit_line as restrictive for insert
  with check (is_written_now((line::jsonb ->> 'at')::timestamptz));

-- As in 0051, but that a sample whose time nobody recorded may be as old as its day: its hours count from the midnight with which
-- that day begins. And a result was entered when its visit was written, whatever day the visit bears.
create or replace function dose_rests_on_its_result(d dose_decision) returns boolean
language plpgsql volatile security invoker set search_path = public, pg_temp as $$
declare
  course       record;
  sample       record;
  seen_at      record;
  window_days  int;
  fresh_until  timestamptz;
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

  select v.on_date, v.recorded_at, (v.recorded_at at time zone 'Europe/London')::date as entered_on, v.knew, own.sampled_on
    into seen_at
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

  -- The window of the rules by which it was suggested, in hours, never wider than the shipped one.
  select least(coalesce((s.body #>> array['dosableWindowDays', w.name])::int, w.shipped), w.shipped) into window_days
    from (select case sample.method when 'laboratory' then 'laboratory' else 'meter' end as name,
                 case sample.method when 'laboratory' then 2 else 1 end as shipped) w
    left join rule_set s on s.provider_id = d.provider_id and s.hash = d.rule_set_hash;
  if sample.sampled_on > decided_on then
    raise exception 'dose refused: its sample is of a later day' using errcode = '23514';
  end if;
  fresh_until := case when window_days = 0 then 'infinity'
    else coalesce(sample.sampled_at, sample.sampled_on::timestamp at time zone 'Europe/London')
         + make_interval(hours => 24 * window_days) end;
  if decided_on - sample.sampled_on <= window_days and d.decided_at <= fresh_until then
    return true;
  end if;
  -- Older: only an authorised person, and only a result that was fresh when it was entered and has waited no longer than a
  -- week; or nothing at all is taken until the next test.
  if d.kind = 'authorised'
     and (seen_at.entered_on - sample.sampled_on <= window_days and seen_at.recorded_at <= fresh_until
            and decided_on - sample.sampled_on <= 7
          or not exists (select from jsonb_array_elements(d.schedule -> 'runs') run
                          where (run ->> 'ug')::int > 0 and (run ->> 'from')::date < d.next_test_on)) then
    return true;
  end if;
  raise exception 'dose refused: its sample is older than may be dosed on' using errcode = '23514';
end $$;
