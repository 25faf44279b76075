-- Whom the NHS identity service knows by which name, and whose account that is here: linked by the person, who was signed in to the account
-- and had shown who they are. An identity is a subject of an issuer, and never a name or an address.
create table nhs_identity (
  id            uuid primary key,
  account_id    uuid not null references account (id),
  issuer        text not null check (length(issuer) between 1 and 500),
  subject       text not null check (length(subject) between 1 and 255),
  linked_at     timestamptz not null,
  last_used_at  timestamptz,
  ended_at      timestamptz,
  ended_by      uuid references account (id),
  check (num_nulls(ended_at, ended_by) in (0, 2))
);
create unique index nhs_identity_in_use on nhs_identity (issuer, subject) where ended_at is null;
create unique index nhs_identity_of_account on nhs_identity (account_id) where ended_at is null;

grant select, insert on nhs_identity to evenkeel_app;
grant update (last_used_at, ended_at, ended_by) on nhs_identity to evenkeel_app;

-- By which identity a session was opened, and which session of that service stands behind it.
alter table session add column nhs_identity_id uuid references nhs_identity (id);
alter table session add column nhs_session text;
create index session_of_nhs_identity on session (nhs_identity_id) where ended_at is null;

alter table session drop constraint session_second_step_check;
alter table session add check (second_step in ('code', 'recovery-code', 'passkey', 'nhs'));
alter table session drop constraint session_ended_because_check;
alter table session add check (ended_because in ('signed-out', 'provider-switched', 'password-changed', 'signed-in-again',
  'second-step-changed', 'second-step-reset', 'ended-by-person', 'nhs-signed-out', 'nhs-unlinked'));
