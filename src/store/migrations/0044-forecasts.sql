-- The forecast of the next INR that stood beside a dose when it was decided, as a second opinion: what was shown, what it was
-- made of and what was foretold for the dose that was saved. No row where none was shown.
create table dose_forecast (
  provider_id   uuid not null,
  decision_id   uuid not null,
  model_version text not null,
  body          jsonb not null,
  primary key (provider_id, decision_id),
  foreign key (provider_id, decision_id) references dose_decision (provider_id, id)
);

-- How well forecasts would have done at a site until a day: sums over its tests, in tenths of an INR.
create table forecast_accuracy (
  provider_id     uuid not null references provider (provider_id),
  on_date         date not null,
  model_version   text not null,
  since_on        date not null,
  people          int not null,
  counted         int not null,
  within          int not null,
  off_tenths      int not null,
  last_off_tenths int not null,
  worked_out_at   timestamptz not null,
  primary key (provider_id, on_date, model_version)
);

alter table dose_forecast enable row level security;
alter table dose_forecast force row level security;
create policy own_provider on dose_forecast
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
alter table forecast_accuracy enable row level security;
alter table forecast_accuracy force row level security;
create policy own_provider on forecast_accuracy
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on dose_forecast, forecast_accuracy to evenkeel_app;

-- Few tasks end with vitamin K, and a forecast asks for those of a course.
create index task_vitamin_k on task (provider_id, episode_id) where closing_code = 'vitamin-k-given';
