-- Meters, lots of strips and internal controls (H06). All append-only: what is known of a meter or a lot now is its newest
-- version, and a control is never changed. The key is the name as it is compared: its letters and digits in capitals.
create function device_key(name text) returns text language sql immutable as $$
  select regexp_replace(upper(name), '[^[:alnum:]]', '', 'g')
$$;

create table meter_record (
  provider_id uuid not null references provider (provider_id),
  meter_key   text not null check (meter_key <> ''),
  version     int not null check (version > 0),
  name        text not null,
  serial      text not null,
  model       text not null,
  standing    text not null check (standing in ('in-service', 'withdrawn')),
  reason      text not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, meter_key, version)
);

-- An expiry that is null is not known: a recall may come before the first box of its lot.
create table strip_lot_record (
  provider_id uuid not null references provider (provider_id),
  lot_key     text not null check (lot_key <> ''),
  version     int not null check (version > 0),
  lot         text not null,
  expires_on  date,
  standing    text not null check (standing in ('usable', 'blocked')),
  reason      text not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, lot_key, version),
  check (standing <> 'blocked' or reason <> '')
);

-- A value is held against the range of its vial; a meter that says only whether it passed has neither.
create table meter_control (
  provider_id   uuid not null,
  id            uuid not null,
  meter_key     text not null,
  meter_version int not null,
  strip_lot     text not null,
  control_lot   text not null,
  low_tenths    int,
  high_tenths   int,
  comparator    text check (comparator in ('=', '>', '<')),
  tenths        int,
  outcome       text not null check (outcome in ('passed', 'failed')),
  note          text not null,
  done_on       date not null,
  by            uuid not null,
  at            timestamptz not null,
  primary key (provider_id, id),
  foreign key (provider_id, meter_key, meter_version) references meter_record (provider_id, meter_key, version),
  check (num_nulls(low_tenths, high_tenths, comparator, tenths) in (0, 4)),
  check (low_tenths < high_tenths),
  check (tenths is null or (outcome = 'passed') = (comparator = '=' and tenths between low_tenths and high_tenths))
);
create index meter_control_newest on meter_control (provider_id, meter_key, done_on, at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['meter_record', 'strip_lot_record', 'meter_control'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_provider on %I using (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)
         with check (provider_id = nullif(current_setting(''app.provider_id'', true), '''')::uuid)',
      tenant_table);
    execute format('create policy written_now on %I as restrictive for insert with check (is_written_now(at))', tenant_table);
    execute format('grant select, insert on %I to evenkeel_app', tenant_table);
  end loop;
end $$;

-- A recall asks for the results of a lot or of a meter.
create index inr_result_of_lot on inr_result (provider_id, device_key(device ->> 'stripLot')) where device is not null;
create index inr_result_of_meter on inr_result (provider_id, device_key(device ->> 'meter')) where device is not null;

-- What the site has decided about controls for a day: the rows of src/clinical/meter-control.ts in SQL.
create function control_days_on(site uuid, on_date date) returns int
language sql stable security invoker set search_path = public, pg_temp as $$
  select (rule ->> 'everyDays')::int
    from (select s.settings -> 'controlRules' as rules from site_setting s
           where s.provider_id = site order by s.version desc limit 1) newest
   cross join lateral jsonb_array_elements(coalesce(newest.rules, '[]'::jsonb)) with ordinality as r(rule, nth)
   where (rule ->> 'from')::date <= on_date
   order by nth desc limit 1
$$;

-- No dose rests on a meter that is withdrawn, whose newest control failed or is not in date where the site asks for it, nor
-- on strips that are blocked or past their date (H06). Until the laboratory's result an authorised person may leave every dose
-- out. What a patient's own meter is held to is its yearly check, and the strips alone are asked about here.
create function dose_is_of_a_sound_meter(d dose_decision) returns boolean
language plpgsql volatile security invoker set search_path = public, pg_temp as $$
declare
  sample       record;
  lot          record;
  meter        record;
  newest       text;
  control_days int;
begin
  select r.sampled_on, r.method, device_key(r.device ->> 'meter') as meter_key, device_key(r.device ->> 'stripLot') as lot_key,
         (r.device ->> 'stripExpiresOn')::date as expires_on into sample
    from inr_result r
   where r.provider_id = d.provider_id and r.id = d.result_id;
  if not found or sample.method = 'laboratory'
     or d.kind = 'authorised'
        and not exists (select from jsonb_array_elements(d.schedule -> 'runs') run
                         where (run ->> 'ug')::int > 0 and (run ->> 'from')::date < d.next_test_on) then
    return true;
  end if;

  select l.standing, l.expires_on into lot
    from strip_lot_record l
   where l.provider_id = d.provider_id and l.lot_key = sample.lot_key order by l.version desc limit 1;
  if lot.standing = 'blocked' or least(sample.expires_on, lot.expires_on) < sample.sampled_on then
    raise exception 'dose refused: its strips may not be used' using errcode = '23514';
  end if;
  if sample.method <> 'provider-meter' then
    return true;
  end if;

  select m.standing into meter
    from meter_record m
   where m.provider_id = d.provider_id and m.meter_key = sample.meter_key order by m.version desc limit 1;
  select c.outcome into newest
    from meter_control c
   where c.provider_id = d.provider_id and c.meter_key = sample.meter_key order by c.done_on desc, c.at desc, c.id desc limit 1;
  control_days := control_days_on(d.provider_id, sample.sampled_on);
  if meter.standing = 'withdrawn' or newest = 'failed'
     or control_days is not null
        and (meter.standing is null
             or coalesce(sample.expires_on, lot.expires_on) is null
             or not exists (select from meter_control c
                             where c.provider_id = d.provider_id and c.meter_key = sample.meter_key and c.outcome = 'passed'
                               and c.done_on between sample.sampled_on - (control_days - 1) and sample.sampled_on)) then
    raise exception 'dose refused: its meter has no control in date' using errcode = '23514';
  end if;
  return true;
end $$;

alter policy decided_soundly on dose_decision
  with check (dose_is_decided_by_right(dose_decision) and dose_rests_on_its_result(dose_decision)
    and dose_is_of_a_sound_meter(dose_decision));
