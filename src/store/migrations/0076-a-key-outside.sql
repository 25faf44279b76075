-- A secret that is sealed with a key outside the database names that key by a check: the database alone does not open it, and a process that
-- has another key is found before somebody needs a code. Null where it is sealed by the secret of the installation alone.
alter table second_step add column key_check bytea check (length(key_check) = 16);
grant update (sealed_secret, key_check) on second_step to evenkeel_app;
