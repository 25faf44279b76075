-- When the password of an account was last set, by its owner or by whoever gave out a new one: also where no session was open
-- that ended by it (H34). Null where that is not known; of what was set before, the sessions that ended by it tell.
alter table account add column password_set_at timestamptz;
update account a
   set password_set_at = (select max(s.ended_at) from session s
                           where s.account_id = a.id and s.ended_because = 'password-changed');
