-- Which texts may still be followed is asked each minute, of the doses whose days have not passed.
create index dose_decision_by_last_day on dose_decision (provider_id, until_on);

-- The product itself also closes the call about a text that does not count, of somebody who has died.
alter table task drop constraint task_closed_by_somebody;
alter table task add constraint task_closed_by_somebody
  check (state <> 'closed'
         or (closing_code is not null and (closed_by is not null or kind in ('text-not-answered', 'text-withdrawn'))));
