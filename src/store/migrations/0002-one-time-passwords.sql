-- A password that an administrator gave out ends at this time, and must be changed at the first sign-in.
-- Null: the person's own password.
alter table account add column one_time_until timestamptz;

-- Why a session ended before its time; the person is told at the next request.
alter table session add column ended_because text
  check (ended_because in ('signed-out', 'provider-switched', 'password-changed', 'signed-in-again'));
