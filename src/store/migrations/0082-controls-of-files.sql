-- Internal controls that a meter's file brings in (H03, H06): by which message, each once, and when the meter measured it. One that was
-- typed has neither.
alter table meter_control
  add column done_at timestamptz,
  add column sent_id uuid,
  add unique (provider_id, sent_id),
  add foreign key (provider_id, sent_id) references sent_result (provider_id, id),
  add check (num_nulls(done_at, sent_id) in (0, 2)),
  add check ((done_at at time zone 'Europe/London')::date = done_on);

-- As in 0058, but that controls stand in the order in which they were measured, where a file told it, and one that was measured after a
-- sample heals nothing of before: the rows of src/clinical/meter-control.ts in SQL.
create or replace function dose_is_of_a_sound_meter(d dose_decision) returns boolean
language plpgsql volatile security invoker set search_path = public, pg_temp as $$
declare
  sample       record;
  lot          record;
  meter        record;
  newest       text;
  of_its_day   text;
  before_it    text;
  control_days int;
begin
  select r.sampled_on, r.sampled_at, r.method, meter_key_of(d.provider_id, r.device ->> 'meter') as meter_key,
         device_key(r.device ->> 'stripLot') as lot_key, (r.device ->> 'stripExpiresOn')::date as expires_on into sample
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
   where c.provider_id = d.provider_id and c.meter_key = sample.meter_key
   order by c.done_on desc, coalesce(c.done_at, c.at) desc, c.at desc, c.id desc limit 1;
  select c.outcome into of_its_day
    from meter_control c
   where c.provider_id = d.provider_id and c.meter_key = sample.meter_key and c.done_on <= sample.sampled_on
   order by c.done_on desc, coalesce(c.done_at, c.at) desc, c.at desc, c.id desc limit 1;
  select c.outcome into before_it
    from meter_control c
   where c.provider_id = d.provider_id and c.meter_key = sample.meter_key and c.done_on <= sample.sampled_on
     and coalesce(c.done_at <= sample.sampled_at, true)
   order by c.done_on desc, coalesce(c.done_at, c.at) desc, c.at desc, c.id desc limit 1;
  control_days := control_days_on(d.provider_id, sample.sampled_on);
  if meter.standing = 'withdrawn' or newest = 'failed' or of_its_day = 'failed' or before_it = 'failed'
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
