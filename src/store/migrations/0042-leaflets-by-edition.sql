-- A leaflet is withdrawn as it is now: a new edition under the same name is another leaflet. Empty: every edition, of what
-- was withdrawn before the edition was kept.
alter table leaflet_withdrawal add column version text not null default '';
alter table leaflet_withdrawal alter column version drop default;
alter table leaflet_withdrawal drop constraint leaflet_withdrawal_pkey;
alter table leaflet_withdrawal add primary key (provider_id, leaflet_id, version);
