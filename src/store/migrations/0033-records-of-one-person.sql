-- Two records of one person (H02) are joined by a link and by nothing else: no row of either is written anew, so that a
-- link that was wrong is taken away and both are as they were. Append-only: each step of a link is a row that takes the
-- place of the one before it. The second person is another account than the one that proposed it; that it is another
-- person by name too is asked by the act.
create table record_link (
  provider_id uuid not null,
  id          uuid not null,
  link_id     uuid not null,
  step        smallint not null check (step > 0),
  state       text not null check (state in ('proposed', 'declined', 'confirmed', 'reviewed', 'undone')),
  keeps_id    uuid not null,
  closes_id   uuid not null,
  reason      text not null,
  note        text not null,
  proposed_by uuid not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, link_id, step),
  foreign key (provider_id, keeps_id) references patient (provider_id, id),
  foreign key (provider_id, closes_id) references patient (provider_id, id),
  check (keeps_id <> closes_id),
  check ((step = 1) = (state = 'proposed')),
  check (state <> 'proposed' or by = proposed_by),
  check (state <> 'confirmed' or by <> proposed_by)
);
create index record_link_of_kept on record_link (provider_id, keeps_id);
create index record_link_of_closed on record_link (provider_id, closes_id);

alter table record_link enable row level security;
alter table record_link force row level security;
create policy own_provider on record_link
  using (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid)
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
grant select, insert on record_link to evenkeel_app;

-- Whoever has the same name as another patient is shown as one (H01): one probe of this index a page.
create index patient_of_name on patient (provider_id, search_name);
