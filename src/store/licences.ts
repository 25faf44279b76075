import type { Licence, LicenceKind } from '#contract/licence.ts'
import type { Tx } from './tx.ts'

export type LicenceRecord = Licence & {
  readonly id: string
  readonly version: number
  readonly kind: LicenceKind
  readonly reference: string
  readonly reason: string
}

export type ShownLicence = LicenceRecord & { readonly byName: string; readonly at: number }

const LICENCE = `l.id, l.version, l.kind, l.name, l.reference, l.levels, l.from_on as "from", l.until_on as "until",
  l.standing, l.reason`

/** Every licence as it is now, those that end first at first. */
export async function licencesHere(tx: Tx): Promise<readonly ShownLicence[]> {
  return tx.query<ShownLicence>(
    `select n.* from (
       select distinct on (l.id) ${LICENCE}, s.name as "byName", l.at
         from licence_record l
         join staff s on s.provider_id = l.provider_id and s.account_id = l.by
        where l.provider_id = $1 order by l.id, l.version desc) n
      order by n.until, n.name, n.id`,
    [tx.providerId],
  )
}

/** Adds the next version of a licence; answers false where somebody else has added it. */
export async function addLicence(
  tx: Tx,
  licence: LicenceRecord,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<boolean> {
  const { id, version, kind, name, reference, levels, from, until, standing, reason } = licence
  const added = await tx.query(
    `insert into licence_record (provider_id, id, version, kind, name, reference, levels, from_on, until_on, standing, reason,
       by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning version`,
    [
      tx.providerId,
      id,
      version,
      kind,
      name,
      reference,
      [...levels],
      from,
      until,
      standing,
      reason,
      by,
      at,
    ],
  )
  return added.length === 1
}
