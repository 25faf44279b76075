-- A pause has, beside the day on which restarting is reviewed, somebody who reviews it (H24): one row for each version of a
-- course that pauses it. Append-only. A pause of before has whoever recorded it.
create table pause_owner (
  provider_id uuid not null,
  episode_id  uuid not null,
  version     int not null,
  review_on   date not null,
  owner       uuid not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, episode_id, version),
  foreign key (provider_id, episode_id, version) references episode_version (provider_id, episode_id, version),
  foreign key (provider_id, owner) references staff (provider_id, account_id)
);
alter table pause_owner enable row level security;
alter table pause_owner force row level security;
create policy own_provider on pause_owner using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on pause_owner to evenkeel_app;

-- Treatment that ended before this day is not looked at a second time: an upgrade begins with no list.
alter table provider add column second_looks_from date;
alter table provider no force row level security;
update provider set second_looks_from = (now() at time zone 'Europe/London')::date;
alter table provider force row level security;
