-- Where a visit took place: a visit at home is paid by itself (S26), so it is said and never guessed. Null: nobody said, as of every visit
-- from before it was asked.
alter table visit add column place text check (place in ('clinic', 'home'));
comment on column visit.place is 'Where the patient was seen: at the clinic or at home; null where nobody said.';
