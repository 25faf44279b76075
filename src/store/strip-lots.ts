import type { Inr } from '#clinical/inr.ts'
import type { Method } from './results.ts'
import type { Tx } from './tx.ts'

/** A result that stands, of a lot, with whose it is. */
export type LotResult = {
  readonly patientId: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
  readonly sampledOn: string
  readonly comparator: Inr['comparator']
  readonly tenths: number
  readonly method: Method
  readonly meter: string
  readonly stripExpiresOn: string | null
}

/**
 * Every result that stands of a lot, newest first: the lot by its letters and digits alone, as `clinical/device-name.ts`
 * compares them. It reads all results of the provider, which a recall may.
 */
export async function resultsOfLot(tx: Tx, key: string): Promise<readonly LotResult[]> {
  return tx.query<LotResult>(
    `select p.id as "patientId", p.family_name as "familyName", p.given_name as "givenName",
            p.date_of_birth as "dateOfBirth", r.sampled_on as "sampledOn", r.comparator, r.tenths, r.method,
            r.device ->> 'meter' as meter, r.device ->> 'stripExpiresOn' as "stripExpiresOn"
       from inr_result r
       join patient p on p.provider_id = r.provider_id and p.id = r.patient_id
      where r.provider_id = $1 and r.status in ('final', 'corrected')
        and regexp_replace(upper(r.device ->> 'stripLot'), '[^[:alnum:]]', '', 'g') = $2
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on desc, p.family_name, p.given_name, r.id`,
    [tx.providerId, key],
  )
}
