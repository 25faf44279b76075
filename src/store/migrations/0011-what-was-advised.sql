-- What the rules advised beside what was decided, read out of the stored suggestion by the database itself, so that
-- a year of decisions can be counted without opening each one.
alter table dose_decision
  add column advised text generated always as (suggestion #>> '{advice,kind}') stored,
  add column advised_protocol text generated always as (suggestion #>> '{advice,protocol}') stored,
  add column advised_weekly_ug int generated always as ((suggestion #>> '{advice,weeklyUg}')::int) stored,
  add column advised_omit_days int generated always as ((suggestion #>> '{advice,omitDays}')::int) stored,
  add column low_tenths int generated always as ((suggestion #>> '{inputs,target,lowTenths}')::int) stored,
  add column high_tenths int generated always as ((suggestion #>> '{inputs,target,highTenths}')::int) stored;
