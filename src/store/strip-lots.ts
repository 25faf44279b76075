import type { Inr } from '#clinical/inr.ts'
import type { Method } from './results.ts'
import type { Tx } from './tx.ts'

/** A result that stands, of a lot or of a meter, with whose it is. */
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

/** Which results: of a lot, by whichever meter; or of a meter of the site, entered after an instant. */
export type Measured =
  | { readonly by: 'lot'; readonly key: string }
  | { readonly by: 'meter'; readonly key: string; readonly after: string | null }

const STANDS = `r.status in ('final', 'corrected')
  and not exists (select 1 from inr_result later
                   where later.provider_id = r.provider_id and later.replaces = r.id)`

/** By their letters and digits alone, as `clinical/device-name.ts` compares them; a meter by its name or its serial number. */
const MEASURED = {
  lot: `r.device is not null and device_key(r.device ->> 'stripLot') = $2 and $3::timestamptz is null`,
  meter: `r.device is not null and r.method = 'provider-meter'
      and device_key(r.device ->> 'meter') = any (array[$2::text] || array(
        select device_key(m.serial) from meter_record m where m.provider_id = $1 and m.meter_key = $2))
      and ($3::timestamptz is null or r.entered_at > $3)`,
} as const

const valuesOf = (tx: Tx, measured: Measured) => [
  tx.providerId,
  measured.key,
  measured.by === 'lot' ? null : measured.after,
]

/** Every result that stands of a lot or a meter, newest first. */
export async function resultsMeasured(tx: Tx, measured: Measured): Promise<readonly LotResult[]> {
  return tx.query<LotResult>(
    `select p.id as "patientId", p.family_name as "familyName", p.given_name as "givenName",
            p.date_of_birth as "dateOfBirth", r.sampled_on as "sampledOn", r.comparator, r.tenths, r.method,
            r.device ->> 'meter' as meter, r.device ->> 'stripExpiresOn' as "stripExpiresOn"
       from inr_result r
       join patient p on p.provider_id = r.provider_id and p.id = r.patient_id
      where r.provider_id = $1 and ${MEASURED[measured.by]} and ${STANDS}
      order by r.sampled_on desc, p.family_name, p.given_name, r.id`,
    valuesOf(tx, measured),
  )
}

export type RestingResult = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly sampledOn: string
  readonly comparator: Inr['comparator']
  readonly tenths: number
}

/**
 * The results of a lot or a meter that are the newest of a course which goes on: on each of them the dose of today rests. Not
 * those that somebody is looking back at already.
 */
export async function resultsRestedOn(
  tx: Tx,
  measured: Measured,
): Promise<readonly RestingResult[]> {
  return tx.query<RestingResult>(
    `select r.id, r.patient_id as "patientId", r.episode_id as "episodeId", r.sampled_on as "sampledOn",
            r.comparator, r.tenths
       from inr_result r
       join episode e on e.provider_id = r.provider_id and e.id = r.episode_id and e.phase <> 'ended'
       join patient p on p.provider_id = r.provider_id and p.id = r.patient_id and p.standing = 'live'
      where r.provider_id = $1 and ${MEASURED[measured.by]} and ${STANDS}
        and not exists (
          select 1 from inr_result n
           where n.provider_id = r.provider_id and n.episode_id = r.episode_id and n.status in ('final', 'corrected')
             and (n.sampled_on, n.entered_at, n.id) > (r.sampled_on, r.entered_at, r.id)
             and not exists (select 1 from inr_result later
                              where later.provider_id = n.provider_id and later.replaces = n.id))
        and not exists (
          select 1 from task t
           where t.provider_id = r.provider_id and t.episode_id = r.episode_id and t.kind = 'look-back'
             and t.state <> 'closed' and t.details ->> 'resultId' = r.id::text)
      order by r.sampled_on desc, r.id`,
    valuesOf(tx, measured),
  )
}

/** A lot of strips as one version of the register has it; an expiry that is null is not known. */
export type StripLotRecord = {
  readonly key: string
  readonly version: number
  readonly lot: string
  readonly expiresOn: string | null
  readonly standing: 'usable' | 'blocked'
  readonly reason: string
}

const LOT = 'l.lot_key as key, l.version, l.lot, l.expires_on as "expiresOn", l.standing, l.reason'

/** Every lot of the register as it is now, with who last changed it; what expires last is first. */
export async function stripLotsHere(tx: Tx) {
  return tx.query<StripLotRecord & { readonly byName: string; readonly at: number }>(
    `select * from (
       select distinct on (l.lot_key) ${LOT}, s.name as "byName", l.at
         from strip_lot_record l
         join staff s on s.provider_id = l.provider_id and s.account_id = l.by
        where l.provider_id = $1 order by l.lot_key, l.version desc) newest
      order by newest."expiresOn" desc nulls first, newest.lot`,
    [tx.providerId],
  )
}

/** What has happened to one lot, newest first. */
export async function lotHistory(tx: Tx, key: string) {
  return tx.query<StripLotRecord & { readonly byName: string; readonly at: number }>(
    `select ${LOT}, s.name as "byName", l.at from strip_lot_record l
       join staff s on s.provider_id = l.provider_id and s.account_id = l.by
      where l.provider_id = $1 and l.lot_key = $2 order by l.version desc`,
    [tx.providerId, key],
  )
}

/** Adds the next version of a lot; answers false when somebody else has added it. */
export async function addStripLotRecord(
  tx: Tx,
  entry: StripLotRecord & { readonly by: string; readonly at: string },
): Promise<boolean> {
  const { key, version, lot, expiresOn, standing, reason, by, at } = entry
  const added = await tx.query(
    `insert into strip_lot_record (provider_id, lot_key, version, lot, expires_on, standing, reason, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning version`,
    [tx.providerId, key, version, lot, expiresOn, standing, reason, by, at],
  )
  return added.length === 1
}
