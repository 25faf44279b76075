-- A session knows the role under which its token was given, so that it goes on under another token when the role has changed; and it may
-- end because somebody who manages the staff has ended it.
alter table session add column role text;
comment on column session.role is 'The role of its person at the provider when its token was given; none before this was noted.';
alter table session drop constraint session_ended_because_check;
alter table session add check (ended_because in ('signed-out', 'provider-switched', 'password-changed', 'signed-in-again',
  'second-step-changed', 'second-step-reset', 'ended-by-person', 'nhs-signed-out', 'nhs-unlinked', 'too-many', 'ended-by-manager'));
