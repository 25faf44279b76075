-- A result may be corrected more than once, and its visit stays with the row that was entered there. Whoever asks from a
-- correction for that visit, or for the dose of it, follows the corrections back, here and nowhere else; null where no row
-- of them was entered at a visit. A result that replaces nothing needs no such question. Stable: it sees what the
-- statement sees that asks.
create function result_seen_at_visit(provider uuid, result uuid) returns uuid
language plpgsql stable parallel safe security invoker set search_path = public, pg_temp as $$
declare
  at uuid := result;
begin
  while at is not null and not exists (select from visit v where v.provider_id = provider and v.result_id = at) loop
    select r.replaces into at from inr_result r where r.provider_id = provider and r.id = at;
  end loop;
  return at;
end $$;
