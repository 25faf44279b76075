-- A session may end because its person has signed in twice since.
alter table session drop constraint session_ended_because_check;
alter table session add check (ended_because in ('signed-out', 'provider-switched', 'password-changed', 'signed-in-again',
  'second-step-changed', 'second-step-reset', 'ended-by-person', 'nhs-signed-out', 'nhs-unlinked', 'too-many'));
