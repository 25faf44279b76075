-- Who looked at my record: the lines of the audit that name a patient are found by the patient. The column is worked out of the line,
-- so nobody can write it apart from it.
alter table audit_line add column about text generated always as (line::jsonb ->> 'patient') stored;
comment on column audit_line.about is 'the patient whom the line names';
create index audit_line_about on audit_line (provider_id, about, seq) where about is not null;
