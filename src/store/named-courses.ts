/** The courses of a person that have not ended, as they are named; `patient` is the row around it. One probe of an index. */
export const coursesOf = (patient: string): string =>
  `(select json_agg(json_build_object('medicine', e.medicine, 'indication', e.indication,
           'indicationText', e.plan ->> 'indicationText', 'targetTenths', e.target_tenths, 'phase', e.phase,
           'standing', e.standing) order by e.bridging, e.started_on desc nulls last, e.id)
      from episode e
     where e.provider_id = ${patient}.provider_id and e.patient_id = ${patient}.id and e.phase <> 'ended')`
