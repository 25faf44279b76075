import type { Inr } from '#clinical/inr.ts'
import type { Tx } from './tx.ts'
import type { VisitPlace } from './visits.ts'

/** A visit as it is entered in the record of the patient's practice. */
export type ContactToCode = {
  readonly visitId: string
  readonly on: string
  readonly place: VisitPlace | null
  readonly method: 'provider-meter' | 'laboratory' | 'own-meter'
  readonly comparator: Inr['comparator']
  readonly tenths: number
  readonly dailyUg: number | null
  readonly nextTestOn: string | null
  readonly medicine: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
  readonly nhsNumber: string | null
  readonly practice: string
  readonly byName: string
}

/** The visits of some days whose result stands, day by day: who, what was measured, what was decided. */
export async function contactsToCode(
  tx: Tx,
  from: string,
  until: string,
): Promise<readonly ContactToCode[]> {
  return tx.query<ContactToCode>(
    `select v.id as "visitId", v.on_date as "on", v.place, r.method, r.comparator, r.tenths, d.daily_ug as "dailyUg",
            d.next_test_on as "nextTestOn", e.medicine, p.family_name as "familyName", p.given_name as "givenName",
            p.date_of_birth as "dateOfBirth", p.nhs_number as "nhsNumber", p.details ->> 'registeredPractice' as practice,
            s.name as "byName"
       from visit v
       join episode e on e.provider_id = $1 and e.id = v.episode_id
       join patient p on p.provider_id = $1 and p.id = v.patient_id
       join inr_result r on r.provider_id = $1 and r.id = v.result_id
       join staff s on s.provider_id = $1 and s.account_id = v.recorded_by
       left join lateral (select x.daily_ug, x.next_test_on from dose_decision x
                           where x.provider_id = $1 and x.visit_id = v.id order by x.sequence desc limit 1) d on true
      where v.provider_id = $1 and v.on_date between $2 and $3 and not result_is_void($1, v.result_id)
      order by v.on_date, p.family_name, p.given_name, v.recorded_at, v.id`,
    [tx.providerId, from, until],
  )
}
