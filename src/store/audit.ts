import { hash } from 'node:crypto'
import { type Tx, turnTo } from './tx.ts'

/** Sets the hash of a line apart from any other hash in the product. */
const DOMAIN = Buffer.from([1])

/**
 * Adds one line to the provider's chain: hash(n) = sha256(1, hash(n-1), n, line). One statement takes the
 * head's lock, so two acts of one provider are ordered, and it is the last one before the commit, so the
 * lock is short and nobody who holds it waits for another. A committed write always has its line; a rolled-back one never has.
 */
export async function addAuditLine(tx: Tx, line: string): Promise<void> {
  const lines = [{ tx, line }, ...tx.beside.splice(0)]
  if (lines.length === 1) return tx.queryLast(...lineOf(tx, line))
  await addLinesOfSeveral(lines)
}

/**
 * The lines of several providers in one transaction, sent in one breath. Their heads are locked in the order of their ids, so that two
 * such acts never wait for one another, and whoever holds one head waits for nothing but a later one.
 */
async function addLinesOfSeveral(
  lines: readonly { readonly tx: Tx; readonly line: string }[],
): Promise<void> {
  const inOrder = lines.toSorted((a, b) => (a.tx.providerId < b.tx.providerId ? -1 : 1))
  await Promise.all(
    inOrder.flatMap(({ tx, line }, nth) => {
      const isLast = nth === inOrder.length - 1
      const turned = turnTo(tx, tx.providerId)
      const [sql, values] = lineOf(tx, line)
      return [turned, isLast ? tx.queryLast(sql, values) : tx.query(sql, values)]
    }),
  )
}

function lineOf(tx: Tx, line: string): readonly [sql: string, values: readonly unknown[]] {
  const written = tx.unsealed.splice(0)
  return written.length === 0
    ? [addLine('select $2::text as line'), [tx.providerId, line]]
    : [
        addLine('select sealed_line($1, $2, $3, $4) as line'),
        [
          tx.providerId,
          line,
          written.map(({ id }) => id),
          [...new Set(written.map(({ table }) => table))],
        ],
      ]
}

/** The line that is hashed is the line that is kept, with a seal over what was written where something was (migrations 0061, 0091). */
const addLine = (sealed: string): string =>
  `with sealed as (${sealed}),
   head as (
     update audit_head h
        set seq = h.seq + 1,
            hash = sha256('\\x01'::bytea || h.hash || int8send(h.seq + 1) || convert_to(sealed.line, 'UTF8'))
       from sealed
      where h.provider_id = $1
     returning h.seq, h.hash, sealed.line)
   insert into audit_line (provider_id, seq, line, hash)
   select $1, head.seq, head.line, head.hash from head`

/** Starts the chain of a new provider. */
export async function startAuditChain(tx: Tx): Promise<void> {
  await tx.query('insert into audit_head (provider_id, seq, hash) values ($1, 0, $2)', [
    tx.providerId,
    Buffer.alloc(32),
  ])
}

export type AuditLine = { readonly seq: number; readonly line: string; readonly hash: Buffer }

/** The chain from a line on, in order, up to a line; a verifier walks it in slices. */
export async function auditLinesAfter(
  tx: Tx,
  seq: number,
  { limit, upTo }: { readonly limit: number; readonly upTo: number },
) {
  return tx.query<AuditLine>(
    `select seq, line, hash from audit_line
      where provider_id = $1 and seq > $2 and seq <= $4 order by seq limit $3`,
    [tx.providerId, seq, limit, upTo],
  )
}

const HASH_BYTES = 32
const LINE_FROM = DOMAIN.byteLength + HASH_BYTES + 8
/** A line has at most three bytes of UTF-8 for each of its units. */
const WIDEST = 3
let room = Buffer.alloc(65_536)

/** The hash that a line must have after the hash before it. */
export function chainHash(before: Buffer, seq: number, line: string): Buffer {
  const needed = LINE_FROM + line.length * WIDEST
  if (room.byteLength < needed) room = Buffer.alloc(needed * 2)
  DOMAIN.copy(room)
  room.fill(0, DOMAIN.byteLength, LINE_FROM)
  before.copy(room, DOMAIN.byteLength)
  room.writeBigInt64BE(BigInt(seq), DOMAIN.byteLength + HASH_BYTES)
  const end = LINE_FROM + room.write(line, LINE_FROM)
  return hash('sha256', room.subarray(0, end), 'buffer')
}
