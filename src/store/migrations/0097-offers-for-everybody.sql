-- The directory of providers belongs to each provider for its own rows and is read by everybody: with row-level security, as the gate of the
-- start asks of every table whose key begins with a provider (docs/decisions/0046).
alter table service_offer enable row level security;
alter table service_offer force row level security;
create policy read_by_all on service_offer for select using (true);
create policy own_provider on service_offer for insert
  with check (provider_id = nullif(current_setting('app.provider_id', true), '')::uuid);
