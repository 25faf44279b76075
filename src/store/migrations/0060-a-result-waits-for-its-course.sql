-- A result waits for whoever changes its course, and they for it, from the first statement of either: with its foreign key alone
-- it waited for a dose only from where the dose was asked about, which is its last statement (H05, docs/decisions/0016). The
-- acts take the courses of their patient before they write anything; whatever writes past them takes this one here. It runs with
-- the rights of whoever inserts, so that row-level security holds inside it too.
create function result_waits_for_its_course(r inr_result) returns boolean
language plpgsql volatile security invoker set search_path = public, pg_temp as $$
begin
  perform from episode e where e.provider_id = r.provider_id and e.id = r.episode_id for no key update;
  return true;
end $$;

create policy one_after_the_other on inr_result as restrictive for insert
  with check (result_waits_for_its_course(inr_result));
