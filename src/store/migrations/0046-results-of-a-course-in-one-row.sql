-- The results that stand of a course, packed in one row: figures of many years would else open a million rows. Made anew each
-- night from the results alone; it may be thrown away at any time.
create table packed_results (
  provider_id uuid not null,
  episode_id  uuid not null,
  packed      bytea not null,
  primary key (provider_id, episode_id),
  foreign key (provider_id, episode_id) references episode (provider_id, id)
);
alter table packed_results enable row level security;
alter table packed_results force row level security;
create policy own_provider on packed_results
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on packed_results to evenkeel_app;
grant update (packed) on packed_results to evenkeel_app;

-- Results lie in the table in the order in which they were entered, so that those since an instant are found by the block,
-- and saving one writes no index entry.
create index inr_result_entered on inr_result using brin (entered_at) with (autosummarize = on);
