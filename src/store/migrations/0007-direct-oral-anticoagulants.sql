-- Direct oral anticoagulants beside warfarin. A course of one has no target INR: its dose is in its plan, and its next
-- test is its next review. It is never for a mechanical valve or an antiphospholipid syndrome (H19), whoever writes it.
alter table episode drop constraint episode_check2;
alter table episode add constraint episode_complete_when_active
  check (standing = 'unverified' or phase in ('referred', 'accepted', 'ended')
         or (indication is not null and started_on is not null
             and (target_tenths is not null
                  or medicine in ('apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban', 'heparin'))));
alter table episode add constraint episode_no_doac_where_forbidden
  check (phase = 'ended' or medicine not in ('apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban') or indication is null
         or indication not in ('mechanical-aortic-valve', 'mechanical-mitral-valve', 'mechanical-valve-other',
                               'antiphospholipid-thrombosis'));
