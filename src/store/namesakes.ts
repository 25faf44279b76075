import { LINK_STANDS } from './record-links.ts'

/**
 * Whether another patient of this register bears the same name, as search compares names; `patient` is the row around
 * it. One probe of an index a person. A record that is joined to this one, or may be, is no namesake.
 */
export const hasNamesake = (patient: string): string =>
  `exists (select from patient o
     where o.provider_id = ${patient}.provider_id and o.search_name = ${patient}.search_name and o.id <> ${patient}.id
       and o.standing in ('live', 'left')
       and not exists (select from record_link l
                        where l.provider_id = o.provider_id and o.id in (l.keeps_id, l.closes_id)
                          and ${patient}.id in (l.keeps_id, l.closes_id)
                          and ${LINK_STANDS}))`
