-- For versions from schema 0078 on.
-- Why a dose was saved through a question, as a coded reason of that question, with the words of another one: so that the safety officer sees
-- why an alert is gone past, and not only how often (H33). Empty where a question was only asked, where a second clinician agreed, and in what
-- was saved by a version that asked for none.
alter table dose_question
  add column reason_code text check (reason_code is null or (what = 'confirmed' and reason_code <> '')),
  add column reason_text text check (reason_text is null or (reason_code = 'another' and reason_text <> ''));
comment on column dose_question.reason_code is 'Why the dose was saved through this question: a coded reason of the question.';
comment on column dose_question.reason_text is 'The words of another reason.';
