-- A larger dose on named dates for a low INR, decided by a person: the dates and the doses, beside the calendar.
alter table dose_decision add column boosts jsonb not null default '[]';
