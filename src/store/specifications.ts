import type { ReleasedSpecification } from '#contract/catalogue.ts'
import type { ServiceSpecification } from '#contract/specification.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A specification that a commissioner writes, as it was saved last. */
export type SpecificationDraft = {
  readonly id: string
  readonly version: number
  readonly specificationId: string
  readonly document: ServiceSpecification
  readonly savedByName: string
  readonly savedAt: number
  /** What it was issued as; null while it is a draft. */
  readonly issuedVersion: number | null
  readonly issuedHash: string | null
  readonly issuedAt: number | null
}

const DRAFTS = `select distinct on (d.id) d.id, d.version, d.specification_id as "specificationId",
        coalesce(i.document, d.document) as document, s.name as "savedByName", d.saved_at as "savedAt",
        i.specification_version as "issuedVersion", i.hash as "issuedHash", i.issued_at as "issuedAt"
   from specification_draft d
   join staff s on s.provider_id = d.provider_id and s.account_id = d.saved_by
   left join specification_issued i on i.provider_id = d.provider_id and i.draft_id = d.id
  where d.provider_id = $1`

/** Everything that this commissioner writes or has issued, the newest first. */
export const specificationDrafts = (tx: Tx): Promise<readonly SpecificationDraft[]> =>
  tx.query<SpecificationDraft>(
    `select * from (${DRAFTS} order by d.id, d.version desc) x order by x.id desc`,
    [tx.providerId],
  )

export const specificationDraft = (tx: Tx, id: string): Promise<SpecificationDraft | undefined> =>
  maybeOne<SpecificationDraft>(tx, `${DRAFTS} and d.id = $2 order by d.id, d.version desc`, [
    tx.providerId,
    id,
  ])

/** Saves a draft; answers false where somebody else has saved this version of it. */
export async function saveSpecificationDraft(
  tx: Tx,
  draft: Pick<SpecificationDraft, 'id' | 'version' | 'specificationId' | 'document'>,
  saved: { readonly by: string; readonly at: string },
): Promise<boolean> {
  const added = await tx.query(
    `insert into specification_draft (provider_id, id, version, specification_id, document, saved_by, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [
      tx.providerId,
      draft.id,
      draft.version,
      draft.specificationId,
      JSON.stringify(draft.document),
      saved.by,
      saved.at,
    ],
  )
  return added.length === 1
}

/** Issues a draft under its hash; answers false where it, or this version of the specification, is issued already. */
export async function issueSpecification(
  tx: Tx,
  { document, hash }: ReleasedSpecification,
  draft: Pick<SpecificationDraft, 'id' | 'version'>,
  issued: { readonly by: string; readonly at: string },
): Promise<boolean> {
  const added = await tx.query(
    `insert into specification_issued (provider_id, specification_id, specification_version, document, hash, draft_id, draft_version,
       issued_by, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning draft_id`,
    [
      tx.providerId,
      document.id,
      document.version,
      JSON.stringify(document),
      hash,
      draft.id,
      draft.version,
      issued.by,
      issued.at,
    ],
  )
  return added.length === 1
}

/** Every specification that any commissioner of this installation has issued, in every version. */
export const issuedSpecifications = (tx: Tx): Promise<readonly ReleasedSpecification[]> =>
  tx.query<ReleasedSpecification>(
    `select document, hash from commissioning.specification_issued
      order by specification_id, specification_version`,
    [],
  )
