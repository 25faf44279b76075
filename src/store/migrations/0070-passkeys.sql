-- Passkeys (WebAuthn): the public half of a key that an authenticator keeps; there is nothing in it to steal. sign_count is the newest number
-- that its authenticator told, and newest_challenge when the newest challenge that it answered was given out, in milliseconds: no
-- answer counts twice. Those that ended stay, with why and by whom.
create table passkey (
  id               uuid primary key,
  account_id       uuid not null references account (id),
  credential_id    bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key       bytea not null,
  transports       text[] not null,
  name             text not null check (length(name) between 1 and 60),
  sign_count       bigint not null,
  newest_challenge bigint not null,
  added_at         timestamptz not null,
  last_used_at     timestamptz,
  ended_at         timestamptz,
  ended_because    text check (ended_because in ('removed', 'reset')),
  ended_by         uuid references account (id),
  check (num_nulls(ended_at, ended_because, ended_by) in (0, 3))
);
create index passkey_of_account on passkey (account_id, ended_at);

grant select, insert on passkey to evenkeel_app;
grant update (sign_count, newest_challenge, last_used_at, ended_at, ended_because, ended_by) on passkey to evenkeel_app;

alter table session drop constraint session_second_step_check;
alter table session add check (second_step in ('code', 'recovery-code', 'passkey'));

-- What an account has or had as its second step, of either kind.
create view second_step_had with (security_invoker = true) as
  select account_id, added_at, ended_at, ended_because, ended_by from second_step
  union all
  select account_id, added_at, ended_at, ended_because, ended_by from passkey;
grant select on second_step_had to evenkeel_app;
