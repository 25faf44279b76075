import type { AuditLine } from './audit.ts'
import type { Tx } from './tx.ts'

/** Which lines of the audit are asked for; what is undefined is not asked. Days are lines: see `firstLineFrom`. */
export type AuditFilter = {
  readonly from: number
  readonly before: number
  readonly by: string | undefined
  readonly did: string | undefined
}

/** Lines of a stretch of the chain, newest first. */
export async function auditEntries(tx: Tx, { from, before, by, did }: AuditFilter, limit: number) {
  return tx.query<AuditLine>(
    `select seq, line, hash from audit_line
      where provider_id = $1 and seq >= $2 and seq < $3
        and ($4::text is null or line::jsonb ->> 'by' = $4)
        and ($5::text is null or $5 in (line::jsonb ->> 'act', line::jsonb ->> 'looked'))
      order by seq desc limit $6`,
    [tx.providerId, from, before, by, did, limit],
  )
}

/** Every line that names a patient, newest first. */
export async function auditEntriesAbout(
  tx: Tx,
  patientId: string,
  { before, limit }: { readonly before: number; readonly limit: number },
) {
  return tx.query<AuditLine>(
    `select seq, line, hash from audit_line
      where provider_id = $1 and about = $2 and seq < $3 order by seq desc limit $4`,
    [tx.providerId, patientId, before, limit],
  )
}

/**
 * The first line that was written at a time or later, found by halves: lines are written in the order of time, but for the moment
 * that an act takes. A chain that nothing was added to since answers the line that is to come.
 */
export async function firstLineFrom(tx: Tx, at: string, lastSeq: number): Promise<number> {
  let [low, high] = [1, lastSeq + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [row] = await tx.query<{ at: string | null }>(
      `select line::jsonb ->> 'at' as at from audit_line where provider_id = $1 and seq = $2`,
      [tx.providerId, middle],
    )
    if ((row?.at ?? '') < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The hash before a line: of the line before it, or of the beginning. */
export async function hashBefore(tx: Tx, seq: number): Promise<string> {
  const rows = await tx.query<{ hash: Buffer }>(
    'select hash from audit_line where provider_id = $1 and seq = $2',
    [tx.providerId, seq - 1],
  )
  return (rows[0]?.hash ?? Buffer.alloc(32)).toString('hex')
}
