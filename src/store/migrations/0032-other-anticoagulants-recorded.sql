-- A row of a file that waits names its patient where the patient was taken, so that whoever plans treatment sees that
-- another anticoagulant is recorded (H18). Rows of before name nobody and stay on the list of rows that wait.
alter table import_held_row add column patient_id uuid;
alter table import_held_row add constraint import_held_row_patient
  foreign key (provider_id, patient_id) references patient (provider_id, id);
create index import_held_row_of_patient on import_held_row (provider_id, patient_id)
  where patient_id is not null and state = 'held';
