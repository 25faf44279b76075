-- Of a register's appointments nearly all were attended; the lists ask for those that were not, or not yet.
create index appointment_waiting on appointment (provider_id, on_date) where status in ('booked', 'arrived', 'missed');
