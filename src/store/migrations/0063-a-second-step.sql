-- The second step of a sign-in: the secret that an authenticator app shares with this installation, sealed by the application
-- (src/workflow/sealed-secret.ts) and bound to its account. last_step is the number of the half minute of the newest code that was
-- taken: no code counts twice. One is in use at a time; those before it stay, with why they ended and who ended them.
create table second_step (
  id            uuid primary key,
  account_id    uuid not null references account (id),
  sealed_secret bytea not null,
  last_step     int not null,
  added_at      timestamptz not null,
  ended_at      timestamptz,
  ended_because text check (ended_because in ('replaced', 'removed', 'reset')),
  ended_by      uuid references account (id),
  check (num_nulls(ended_at, ended_because, ended_by) in (0, 3))
);
create unique index second_step_in_use on second_step (account_id) where ended_at is null;
create index second_step_of_account on second_step (account_id, ended_at);

-- Codes to sign in with when the authenticator is lost: known by a keyed hash, each counts once. The set before ends when a new one is made.
create table recovery_code (
  code_hash  bytea primary key,
  account_id uuid not null references account (id),
  made_at    timestamptz not null,
  used_at    timestamptz,
  ended_at   timestamptz
);
create index recovery_code_of_account on recovery_code (account_id);

grant select, insert on second_step to evenkeel_app;
grant update (last_step, ended_at, ended_because, ended_by) on second_step to evenkeel_app;
grant select, insert on recovery_code to evenkeel_app;
grant update (used_at, ended_at) on recovery_code to evenkeel_app;

-- By which second step a session was opened, and when its person last proved who they are by everything that the account asks for.
alter table session add column second_step text check (second_step in ('code', 'recovery-code'));
alter table session add column proven_at timestamptz;
update session set proven_at = started_at;

alter table session drop constraint session_ended_because_check;
alter table session add check (ended_because in ('signed-out', 'provider-switched', 'password-changed', 'signed-in-again',
  'second-step-changed', 'second-step-reset', 'ended-by-person'));
