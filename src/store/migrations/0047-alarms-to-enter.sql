-- An alarming result that waits is an alarm until it is entered (H17). One whose task was opened before that has its alarms on record:
-- the first line of what happened to such a task is the action of each, and that of any other is empty.
alter table task no force row level security;
alter table task_event no force row level security;
update task t set kind = 'alarm-to-enter'
 where t.kind = 'result-to-enter' and t.state <> 'closed'
   and exists (select from task_event e where e.provider_id = t.provider_id and e.task_id = t.id
                  and e.what = 'opened' and e.note is not null);
alter table task force row level security;
alter table task_event force row level security;
