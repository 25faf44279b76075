-- Which results of its course were on record when a visit was written, of the month before its sample and later: whether
-- another overtakes it is told by that, and not by times that were taken before an act waited for its turn. Null of visits
-- from before it was kept.
alter table visit add column knew uuid[];

-- Voided results are few, and the clinical lead asks for those of a period.
create index inr_result_void on inr_result (provider_id, entered_at) where status = 'void';
