-- How a folded name sounds, letter for letter as soundOf of register/likeness.ts (a test holds the two together): similar names are found by
-- an index on every page of a patient (H01).
create function sound_of(folded text) returns text language sql immutable strict parallel safe as $$
  select rpad(substr(shaped, 1, 1) || left(replace(substr(regexp_replace(
           case when substr(shaped, 1, 1) ~ '[bfpvcgjkqsxzdtlmnr]' then translate(substr(shaped, 1, 1), 'bfpvcgjkqsxzdtlmnr', '111122222222334556') else '0' end
           || translate(regexp_replace(translate(substr(shaped, 2), 'hw', ''), '[^bfpvcgjkqsxzdtlmnr]', '0', 'g'), 'bfpvcgjkqsxzdtlmnr', '111122222222334556'),
           '(.)\1+', '\1', 'g'), 2), '0', ''), 3), 4, '0')
    from (select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
            regexp_replace(regexp_replace(folded, '^(kn|gn|pn)', 'n'), '^wr', 'r'), 'ph', 'f', 'g'), 'ck', 'k', 'g'), 'ght', 't', 'g'),
            '^x', 's'), '^z', 's'), '^c(?=[eiy])', 's'), '^[cq]', 'k') as shaped) as name
$$;

-- search_name is "family given", each folded to letters. What names that are taken for each other have in common: the sound of
-- the family name, or the sound of the given name with the first or the last letter of the family name.
alter table patient add column family_sound text generated always as (sound_of(split_part(search_name, ' ', 1))) stored;
alter table patient add column given_first text
  generated always as (sound_of(split_part(search_name, ' ', 2)) || left(search_name, 1)) stored;
alter table patient add column given_last text
  generated always as (sound_of(split_part(search_name, ' ', 2)) || right(split_part(search_name, ' ', 1), 1)) stored;
create index patient_family_sound on patient (provider_id, family_sound);
create index patient_given_first on patient (provider_id, given_first);
create index patient_given_last on patient (provider_id, given_last);
