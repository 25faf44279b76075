-- A clinician who sees another provider's patient in an emergency looks at a short summary of the record (docs/decisions/0033). Row-level
-- security stays as it is: nothing but the two functions below reaches across, each for one person, one reason and one session.

-- Each try, found or not; numbered for each account, so that two at once are two. Append-only. What was typed of the patient is not kept.
create table emergency_try (
  provider_id uuid not null,
  id          uuid not null,
  account_id  uuid not null,
  number      int not null check (number > 0),
  session     bytea not null,
  reason      text not null,
  words       text not null check (length(words) between 15 and 500),
  at          timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, account_id, number),
  foreign key (provider_id, account_id) references staff (provider_id, account_id)
);
create index emergency_try_of_account on emergency_try (account_id, at);

-- A look, once with the provider whose clinician looks and once with the one whose patient it is. Written by the function alone.
create table emergency_look (
  provider_id       uuid not null references provider (provider_id),
  id                uuid not null,
  side              text not null check (side in ('looks', 'is-looked-at')),
  other_provider_id uuid not null,
  other_name        text not null,
  other_telephone   text not null,
  account_id        uuid not null,
  person_name       text not null,
  person_role       text not null,
  patient_id        uuid not null,
  reason            text not null,
  words             text not null,
  of_the_day        int not null check (of_the_day > 0),
  opened_at         timestamptz not null,
  until_at          timestamptz not null,
  primary key (provider_id, id),
  check (until_at > opened_at)
);

-- What was shown, each time that it was, with the provider whose patient it is. Written by the function alone.
create table emergency_seen (
  provider_id uuid not null,
  look_id     uuid not null,
  number      int not null check (number > 0),
  seen        jsonb not null,
  at          timestamptz not null,
  primary key (provider_id, look_id, number),
  foreign key (provider_id, look_id) references emergency_look (provider_id, id)
);

-- What a second person found, once with each of the two providers. Append-only.
create table emergency_review (
  provider_id uuid not null,
  look_id     uuid not null,
  outcome     text not null check (outcome in ('justified', 'not-justified')),
  note        text not null check (length(note) between 1 and 500),
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, look_id),
  foreign key (provider_id, look_id) references emergency_look (provider_id, id),
  foreign key (provider_id, by) references staff (provider_id, account_id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['emergency_try', 'emergency_look', 'emergency_seen', 'emergency_review'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('grant select on %I to evenkeel_app', tenant_table);
  end loop;
end $$;
grant insert on emergency_try, emergency_review to evenkeel_app;
create policy written_now on emergency_try as restrictive for insert with check (is_written_now(at));
create policy written_now on emergency_look as restrictive for insert with check (is_written_now(opened_at));
create policy written_now on emergency_seen as restrictive for insert with check (is_written_now(at));
create policy written_now on emergency_review as restrictive for insert with check (is_written_now(at));

-- The one question that no provider leads: whose patient has this number.
create index patient_by_nhs_number on patient (nhs_number) where nhs_number is not null;

-- The same as the table of who may do what says of this act; a test asks both for every role and competence.
create function may_look_in_emergency(role text, dosing text, until date, today date) returns boolean
language sql immutable as $$
  select coalesce(role in ('nurse', 'pharmacist', 'prescriber', 'clinical-lead')
                  and dosing in ('accept', 'change', 'authorise') and until >= today, false)
$$;

-- Opens a look for a try of this provider that was made just now, where number and date of birth are those of one living patient of
-- another provider; half an hour for the session of the try. Nothing otherwise, whatever it was that did not fit. No more than five
-- tries of an account within an hour, at whichever provider.
create function open_emergency_look(try_id uuid, number text, born date) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  here   uuid := nullif(current_setting('app.provider_id', true), '')::uuid;
  tried  record;
  person record;
  found_patient record;
  site   record;
  nth    int;
begin
  select t.* into tried from emergency_try t where t.provider_id = here and t.id = try_id;
  if not found or not is_written_now(tried.at, '30 seconds')
     or exists (select from emergency_look l where l.provider_id = here and l.id = try_id) then
    return 'nothing';
  end if;
  select s.name, s.role, s.dosing, s.competence_until into person
    from staff s where s.provider_id = here and s.account_id = tried.account_id and s.active;
  if not found or not may_look_in_emergency(person.role, person.dosing, person.competence_until,
                                            (tried.at at time zone 'Europe/London')::date) then
    raise exception 'look refused: whoever asks may not' using errcode = '42501';
  end if;
  if (select count(*) from emergency_try t
       where t.account_id = tried.account_id and t.at > tried.at - interval '1 hour' and t.at <= tried.at) > 5 then
    return 'too-many';
  end if;

  select p.provider_id, p.id into found_patient
    from patient p
   where p.nhs_number = number and p.date_of_birth = born and p.provider_id <> here and p.standing = 'live'
   order by exists (select from episode e where e.provider_id = p.provider_id and e.patient_id = p.id and e.phase <> 'ended') desc,
            p.recorded_at desc, p.id
   limit 1;
  if not found then
    return 'nothing';
  end if;

  select count(*) + 1 into nth from emergency_look l
   where l.account_id = tried.account_id and l.side = 'looks'
     and (l.opened_at at time zone 'Europe/London')::date = (tried.at at time zone 'Europe/London')::date;
  for site in
    select a.provider_id as at_provider, o.provider_id as other, o.name, o.telephone,
           case when a.provider_id = here then 'looks' else 'is-looked-at' end as side
      from provider a
      join provider o on o.provider_id in (here, found_patient.provider_id) and o.provider_id <> a.provider_id
     where a.provider_id in (here, found_patient.provider_id)
  loop
    insert into emergency_look
      values (site.at_provider, tried.id, site.side, site.other, site.name, site.telephone, tried.account_id, person.name,
              person.role, found_patient.id, tried.reason, tried.words, nth, tried.at, tried.at + interval '30 minutes');
  end loop;
  return 'opened';
end $$;

-- The summary of a look that is open now, to the session that opened it, while whoever it was still may; else nothing. That it was
-- shown, and what, is written with the provider whose patient it is.
create function read_emergency_look(look uuid, of_session bytea, now_at timestamptz) returns jsonb
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
    join session n on n.token_hash = t.session and n.account_id = t.account_id and n.ended_at is null
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

revoke all on function open_emergency_look(uuid, text, date) from public;
revoke all on function read_emergency_look(uuid, bytea, timestamptz) from public;
grant execute on function open_emergency_look(uuid, text, date) to evenkeel_app;
grant execute on function read_emergency_look(uuid, bytea, timestamptz) to evenkeel_app;
