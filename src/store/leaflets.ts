import type { Medicine } from '#register/episode.ts'
import type { Leaflet, WithdrawnEdition } from '#register/leaflets.ts'
import { insertRows } from './insert-rows.ts'
import type { Tx } from './tx.ts'

/** A leaflet that the site has added, with whoever did. */
export type SiteLeaflet = Leaflet & { readonly addedByName: string; readonly addedAt: number }

/** Adds a leaflet of the site's own. */
export async function addSiteLeaflet(
  tx: Tx,
  leaflet: Leaflet & { readonly by: string; readonly at: string },
): Promise<void> {
  const { id, title, publisher, medicines, indications, language, version, address } = leaflet
  await tx.query(
    `insert into site_leaflet (provider_id, id, title, publisher, medicines, indications, language, version, address,
       added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.providerId,
      id,
      title,
      publisher,
      [...medicines],
      indications && [...indications],
      language,
      version,
      address,
      leaflet.by,
      leaflet.at,
    ],
  )
}

/** Every leaflet that the site has added, those that it has withdrawn too, newest first. */
export async function siteLeaflets(tx: Tx): Promise<readonly SiteLeaflet[]> {
  return tx.query<SiteLeaflet>(
    `select l.id, l.title, l.publisher, l.medicines, l.indications, l.language, l.version, l.address,
            s.name as "addedByName", l.added_at as "addedAt"
       from site_leaflet l
       join staff s on s.provider_id = l.provider_id and s.account_id = l.added_by
      where l.provider_id = $1
      order by l.added_at desc, l.id`,
    [tx.providerId],
  )
}

export type LeafletWithdrawal = WithdrawnEdition & {
  readonly reason: string
  readonly byName: string
  readonly at: number
}

/** Which editions of leaflets, published or of the site, are given to nobody here any more, and why. */
export async function leafletWithdrawals(tx: Tx): Promise<readonly LeafletWithdrawal[]> {
  return tx.query<LeafletWithdrawal>(
    `select w.leaflet_id as "leafletId", w.version, w.reason, s.name as "byName", w.withdrawn_at as at
       from leaflet_withdrawal w
       join staff s on s.provider_id = w.provider_id and s.account_id = w.withdrawn_by
      where w.provider_id = $1`,
    [tx.providerId],
  )
}

/** Withdraws an edition of a leaflet for good; answers false when it is withdrawn already. */
export async function addLeafletWithdrawal(
  tx: Tx,
  entry: WithdrawnEdition & {
    readonly reason: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const { leafletId, version, reason, by, at } = entry
  const added = await tx.query(
    `insert into leaflet_withdrawal (provider_id, leaflet_id, version, reason, withdrawn_by, withdrawn_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning leaflet_id`,
    [tx.providerId, leafletId, version, reason, by, at],
  )
  return added.length === 1
}

/** A leaflet with the codes of the plan for which it was chosen. */
export type ChosenLeaflet = {
  readonly leaflet: Leaflet
  readonly medicine: Medicine
  readonly indication: string | null
}

/** Writes which leaflets were handed over in a lesson, each as it is now. */
export async function addLeafletsGiven(
  tx: Tx,
  lesson: { readonly id: string; readonly patientId: string },
  given: readonly ChosenLeaflet[],
): Promise<void> {
  const columns = [
    'provider_id',
    'education_id',
    'leaflet_id',
    'patient_id',
    'medicine',
    'indication',
    'leaflet',
  ]
  const rows = given.map(({ leaflet, medicine, indication }) => [
    tx.providerId,
    lesson.id,
    leaflet.id,
    lesson.patientId,
    medicine,
    indication,
    JSON.stringify(leaflet),
  ])
  await insertRows(tx, 'leaflet_given', columns, rows)
}

/** What was handed to a person, as it was then, by lesson. */
export async function leafletsGivenTo(tx: Tx, patientId: string) {
  return tx.query<{ lessonId: string; medicine: Medicine; leaflet: Leaflet }>(
    `select education_id as "lessonId", medicine, leaflet from leaflet_given
      where provider_id = $1 and patient_id = $2 order by medicine, leaflet_id`,
    [tx.providerId, patientId],
  )
}
