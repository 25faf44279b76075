-- A session goes on under another token when its person shows once more who they are. What belongs to the session and not to one of its
-- tokens (a look in an emergency, docs/decisions/0033) names it by the hash of the token that it began with: that stays.
alter table session add column begun_as bytea;
update session set begun_as = token_hash;
alter table session alter column begun_as set not null;
create index session_begun_as on session (begun_as);

-- As it was (migration 0064), to the session that opened it under whatever token: the summary of a look that is open now, while whoever it was still may; else nothing. That it was
-- shown, and what, is written with the provider whose patient it is.
create or replace function read_emergency_look(look uuid, of_session bytea, now_at timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  here    uuid := nullif(current_setting('app.provider_id', true), '')::uuid;
  opened  record;
  summary jsonb;
begin
  select l.other_provider_id as owner, l.patient_id, l.until_at into opened
    from emergency_look l
    join emergency_try t on t.provider_id = l.provider_id and t.id = l.id
    join staff s on s.provider_id = t.provider_id and s.account_id = t.account_id and s.active
    join session n on n.begun_as = t.session and n.account_id = t.account_id and n.ended_at is null
   where l.provider_id = here and l.id = look and l.side = 'looks' and t.session = of_session
     and now_at >= l.opened_at and now_at < l.until_at
     and may_look_in_emergency(s.role, s.dosing, s.competence_until, (now_at at time zone 'Europe/London')::date);
  if not found or not is_written_now(now_at) then
    return null;
  end if;

  select jsonb_build_object(
    'familyName', p.family_name, 'givenName', p.given_name, 'dateOfBirth', p.date_of_birth, 'sex', p.sex, 'nhsNumber', p.nhs_number,
    'allergies', p.details ->> 'allergies',
    'relevantHistory', p.details ->> 'relevantHistory',
    'mechanicalValve', p.details -> 'mechanicalValve' ->> 'kind',
    'antiphospholipid', p.details ->> 'antiphospholipid',
    'provider', (select jsonb_build_object('name', o.name, 'telephone', o.telephone) from provider o where o.provider_id = p.provider_id),
    'courses', coalesce((
      select jsonb_agg(jsonb_build_object(
               'medicine', e.medicine, 'indication', e.plan ->> 'indicationText', 'targetTenths', e.target_tenths,
               'lowTenths', e.low_tenths, 'highTenths', e.high_tenths, 'phase', e.phase, 'suspendedUntil', e.suspended_until,
               'bridging', e.bridging, 'nextTestOn', e.next_test_on, 'isConfirmed', e.standing = 'confirmed') order by e.bridging, e.id)
        from episode e where e.provider_id = p.provider_id and e.patient_id = p.id and e.phase <> 'ended'), '[]'),
    'results', coalesce((
      select jsonb_agg(r.one) from (
        select jsonb_build_object('id', i.id, 'sampledOn', i.sampled_on, 'comparator', i.comparator, 'tenths', i.tenths) as one
          from inr_result i
         where i.provider_id = p.provider_id and i.patient_id = p.id and i.status in ('final', 'corrected')
           and not exists (select from inr_result n where n.provider_id = i.provider_id and n.replaces = i.id)
         order by i.sampled_on desc, i.entered_at desc limit 6) r), '[]'),
    'doses', coalesce((
      select jsonb_agg(d.one) from (
        select jsonb_build_object('id', x.id, 'from', x.from_on, 'until', x.until_on, 'weeklyUg', x.weekly_ug, 'omitDays', x.omit_days,
                                  'nextTestOn', x.next_test_on, 'instructions', x.instructions) as one
          from dose_decision x where x.provider_id = p.provider_id and x.patient_id = p.id
         order by x.decided_at desc limit 3) d), '[]'),
    'alerts', coalesce((
      select jsonb_agg(k.title order by k.opened_at desc)
        from task k where k.provider_id = p.provider_id and k.patient_id = p.id and k.state <> 'closed'), '[]'))
    into summary
    from patient p where p.provider_id = opened.owner and p.id = opened.patient_id;

  insert into emergency_seen
  select opened.owner, look, coalesce(max(s.number), 0) + 1,
         jsonb_build_object('results', jsonb_array_length(summary -> 'results'), 'doses', jsonb_array_length(summary -> 'doses'),
                            'courses', jsonb_array_length(summary -> 'courses'), 'alerts', jsonb_array_length(summary -> 'alerts')),
         now_at
    from emergency_seen s where s.provider_id = opened.owner and s.look_id = look;
  return summary || jsonb_build_object('untilAt', (extract(epoch from opened.until_at) * 1000)::bigint);
end $$;
