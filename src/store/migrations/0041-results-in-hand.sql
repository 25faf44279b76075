-- Whether a result that was sent is still in hand: not yet looked at, or held for a person. It says what the last step says,
-- and is kept beside the steps because the front page asks for these few among all that were ever sent. `evenkeel verify`
-- compares it with them.
alter table sent_result add column in_hand boolean not null default true;

-- The owner of the tables reads every provider here, once.
alter table sent_result no force row level security;
alter table sent_result_step no force row level security;
update sent_result s set in_hand = false
  from sent_result_step p
 where p.provider_id = s.provider_id and p.sent_id = s.id and p.step <> 'held'
   and not exists (select from sent_result_step later
                    where later.provider_id = p.provider_id and later.sent_id = p.sent_id and later.nth > p.nth);
alter table sent_result force row level security;
alter table sent_result_step force row level security;

create index sent_result_in_hand on sent_result (provider_id, received_at, id) where in_hand;
grant update (in_hand) on sent_result to evenkeel_app;

-- What was taken in lately, newest first; and by which message a result came.
create index sent_result_step_taken on sent_result_step (provider_id, at desc, sent_id) where step <> 'held';
create index sent_result_step_of_result on sent_result_step (provider_id, result_id) where result_id is not null;
