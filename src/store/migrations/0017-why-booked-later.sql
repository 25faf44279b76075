-- Why an appointment was booked for later than the test is due; null when it was not.
alter table appointment add column later_because text
  check (later_because in ('patient-asked', 'patient-cannot-come', 'ill-or-in-hospital', 'no-earlier-time'));
