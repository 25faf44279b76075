-- A letter that was sent has told nobody on that day (H16). It counts by a row of its own: once its days have passed, where the
-- dose goes on as it was. What was sent by letter before counted on the day on which it was recorded, and goes on to.
alter table told drop constraint told_how_check;
alter table told add constraint told_how_check
  check (how in ('handed-over', 'read-back', 'message', 'letter', 'letter-arrived', 'delivered'));
alter table told no force row level security;
insert into told (provider_id, id, decision_id, patient_id, how, to_whom, by, at)
select provider_id, gen_random_uuid(), decision_id, patient_id, 'letter-arrived', to_whom, by, at from told where how = 'letter';
alter table told force row level security;

-- A dose that nobody was told is a task with a clock; the product itself closes it once the dose is not to be given any more.
alter table task drop constraint task_closed_by_somebody;
alter table task add constraint task_closed_by_somebody
  check (state <> 'closed'
         or (closing_code is not null
             and (closed_by is not null or kind in ('text-not-answered', 'text-withdrawn', 'dose-not-told'))));

-- The same of a review of a direct oral anticoagulant, which somebody confirms by another way.
alter table doac_told drop constraint doac_told_how_check;
alter table doac_told add constraint doac_told_how_check
  check (how in ('handed-over', 'read-back', 'message', 'letter', 'letter-arrived'));
alter table doac_told no force row level security;
alter table doac_review no force row level security;
insert into doac_told (provider_id, id, review_id, patient_id, how, to_whom, by, at)
select provider_id, gen_random_uuid(), review_id, patient_id, 'letter-arrived', to_whom, by, at from doac_told where how = 'letter'
union all
select provider_id, gen_random_uuid(), id, patient_id, 'letter-arrived', told_whom, reviewed_by, reviewed_at
  from doac_review where told_how = 'letter';
alter table doac_told force row level security;
alter table doac_review force row level security;
drop index doac_review_untold;
create index doac_review_untold on doac_review (provider_id, episode_id) where coalesce(told_how, 'letter') = 'letter';
