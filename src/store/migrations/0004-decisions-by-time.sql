-- Which visits of the last weeks were dosed: asked for everybody at once by the front page, which would otherwise ask
-- once for each of ten thousand people.
create index dose_decision_by_time on dose_decision (provider_id, decided_at) include (visit_id);
