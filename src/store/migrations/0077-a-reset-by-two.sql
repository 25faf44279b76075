-- That an administrator has asked for the second step of somebody to be reset who works at another provider too: it protects both, so that it
-- is reset when an administrator of the other one has asked as well, who is somebody else. Belongs to no provider, like the account.
create table second_step_reset_asked (
  account_id  uuid not null references account (id),
  provider_id uuid not null,
  asked_by    uuid not null references account (id),
  asked_at    timestamptz not null,
  used_at     timestamptz,
  primary key (account_id, provider_id, asked_at)
);

grant select, insert on second_step_reset_asked to evenkeel_app;
grant update (used_at) on second_step_reset_asked to evenkeel_app;
