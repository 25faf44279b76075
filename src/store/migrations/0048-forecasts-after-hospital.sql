-- A forecast asks after each stay in hospital too: vitamin K may have been given there.
drop index task_vitamin_k;
create index task_vitamin_k on task (provider_id, episode_id)
  where closing_code in ('vitamin-k-given', 'sent-to-hospital');
