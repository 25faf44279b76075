-- Which version of Evenkeel judged a review of a direct oral anticoagulant, and which commit where that was known (H10). A
-- suggested dose of warfarin has it in its suggestion. Null for reviews of before it was kept.
alter table doac_review add column made_by jsonb;
