-- A task that nobody closes is escalated by a ladder (H17): each rung is one line of what happened to it, with whom it
-- calls, and the index holds that no restart and no clock climbs a rung twice. What was escalated before had one rung.
alter table task_event add column rung smallint check (rung between 1 and 9);
alter table task_event add column to_role text;
alter table task_event no force row level security;
update task_event e set rung = 1, to_role = 'clinical-lead'
 where e.what = 'escalated'
   and not exists (select from task_event o where o.provider_id = e.provider_id and o.task_id = e.task_id
                      and o.what = 'escalated' and (o.at, o.id) < (e.at, e.id));
alter table task_event force row level security;
alter table task_event add constraint task_event_rung_calls check ((rung is null) = (to_role is null));
create unique index task_event_rung_once on task_event (provider_id, task_id, rung) where rung is not null;
