import type { PersonName } from '#register/person-name.ts'
import { isSimilarName } from '#register/similar-names.ts'
import { LINK_STANDS } from './record-links.ts'

/** Another record that is no record of the same person, or what may be one: `o` beside the row of `patient`. */
const isSomebodyElse = (patient: string): string =>
  `o.provider_id = ${patient}.provider_id and o.id <> ${patient}.id and o.standing in ('live', 'left')
       and not exists (select from record_link l
                        where l.provider_id = o.provider_id and o.id in (l.keeps_id, l.closes_id)
                          and ${patient}.id in (l.keeps_id, l.closes_id)
                          and ${LINK_STANDS})`

/**
 * Whether another patient of this register bears the same name, as search compares names; `patient` is the row around
 * it. One probe of an index a person. A record that is joined to this one, or may be, is no namesake.
 */
export const hasNamesake = (patient: string): string =>
  `exists (select from patient o
     where o.search_name = ${patient}.search_name and ${isSomebodyElse(patient)})`

/**
 * The names of those who may be taken for this person by their name, to be compared letter by letter; `patient` is the row
 * around it. Three probes of an index: names that have one part in common as it sounds, and of the other the sound, or
 * its first or last letter.
 */
export const likeNames = (patient: string): string =>
  `(select json_agg(json_build_object('familyName', o.family_name, 'givenName', o.given_name))
      from patient o
     where o.provider_id = ${patient}.provider_id
       and (o.given_first = ${patient}.given_first or o.given_last = ${patient}.given_last
         or o.family_sound = ${patient}.family_sound
            and (left(o.given_first, 4) = left(${patient}.given_first, 4)
              or left(split_part(o.search_name, ' ', 2), 1) = left(split_part(${patient}.search_name, ' ', 2), 1)
              or right(o.search_name, 1) = right(${patient}.search_name, 1)))
       and ${isSomebodyElse(patient)})`

/** Whether one of these names is like this person's. */
export const isLikeOneOf = (name: PersonName, others: readonly PersonName[] | null): boolean =>
  (others ?? []).some((other) => isSimilarName(name, other))
