-- The results, visits and decisions of one course are written over years, each beside those of other people on that day.
-- These indexes hold them side by side, with what figures and charts ask of them.
drop index inr_result_of_episode;
create index inr_result_of_episode on inr_result (provider_id, episode_id, sampled_on)
  include (id, comparator, tenths, method, status, replaces, dose_before_ug, omit_days, entered_at);

drop index visit_of_episode;
create index visit_of_episode on visit (provider_id, episode_id, on_date) include (id, result_id);

alter table dose_decision drop constraint dose_decision_provider_id_episode_id_sequence_key;
alter table dose_decision add constraint dose_decision_in_order
  unique (provider_id, episode_id, sequence) include (visit_id, daily_ug, omit_days, from_on);

-- Few visits bring a medicine; those that did are found without opening the others.
create index visit_with_medicines on visit (provider_id, episode_id, on_date) where answers ? 'medicines';
