import type { Tx } from './tx.ts'

/** Where a provider's chain says that it stands, and with which anchor, at which line, it was last written down outside. */
export type AuditHead = {
  readonly seq: number
  readonly hash: Buffer
  readonly anchor: number
  readonly anchoredSeq: number
  /** The number of the newest line there is, asked in the same statement: 0 without any. */
  readonly lastSeq: number
}

export async function auditHead(tx: Tx): Promise<AuditHead | undefined> {
  const rows = await tx.query<AuditHead>(
    `select h.seq, h.hash, h.anchor, h.anchored_seq as "anchoredSeq",
            coalesce((select max(l.seq) from audit_line l where l.provider_id = $1), 0) as "lastSeq"
       from audit_head h where h.provider_id = $1`,
    [tx.providerId],
  )
  return rows[0]
}

/** Notes the anchor that holds this provider's head, so that an anchor which is lost is missed. */
export async function noteAnchor(
  tx: Tx,
  { number, seq }: { readonly number: number; readonly seq: number },
): Promise<void> {
  await tx.query('update audit_head set anchor = $2, anchored_seq = $3 where provider_id = $1', [
    tx.providerId,
    number,
    seq,
  ])
}
