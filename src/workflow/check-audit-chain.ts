import { type AuditLine, auditHead, auditLinesAfter, chainHash } from '#store/audit.ts'
import { requestKeys } from '#store/invariants.ts'
import type { Tx } from '#store/tx.ts'
import type { UnplacedFault } from './verify.ts'

const SLICE = 5000

/**
 * Invariants 9 and 10: the chain has no gap, no changed line and ends at its head; and each acknowledged
 * request stands in it exactly once.
 */
export async function checkAuditChain(
  tx: Tx,
): Promise<{ readonly checked: number; readonly faults: readonly UnplacedFault[] }> {
  const walk: Walk = { seq: 0, hash: Buffer.alloc(32), seen: new Map() }
  for (;;) {
    const lines = await auditLinesAfter(tx, walk.seq, SLICE)
    if (!lines.every((line) => follows(walk, line))) {
      return { checked: walk.seq, faults: [fault('the audit chain is broken here', walk.seq)] }
    }
    if (lines.length < SLICE) break
  }
  const head = await auditHead(tx)
  const ends = head?.seq === walk.seq && head.hash.equals(walk.hash)
  const faults = ends ? [] : [fault('the audit chain does not end at its head', walk.seq)]
  return { checked: walk.seq, faults: [...faults, ...(await checkRequests(tx, walk.seen))] }
}

/** Where the walk along the chain has come to. */
type Walk = { seq: number; hash: Buffer; readonly seen: Map<string, number> }

const fault = (says: string, seq: number): UnplacedFault => ({
  invariant: 'I9',
  says,
  subject: `line ${seq}`,
})

/** Takes the next step: is this the line that must come now, with the hash that it must have? */
function follows(walk: Walk, { seq, line, hash }: AuditLine): boolean {
  walk.seq += 1
  walk.hash = chainHash(walk.hash, walk.seq, line)
  countRequest(walk.seen, line)
  return seq === walk.seq && hash.equals(walk.hash)
}

function countRequest(seen: Map<string, number>, line: string): void {
  const request: unknown = JSON.parse(line).request
  if (typeof request === 'string') seen.set(request, (seen.get(request) ?? 0) + 1)
}

async function checkRequests(
  tx: Tx,
  seen: ReadonlyMap<string, number>,
): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  for (const { subject } of await requestKeys(tx)) {
    const times = seen.get(subject) ?? 0
    if (times !== 1) {
      faults.push({
        invariant: 'I10',
        says: `an acknowledged request is in the audit ${times} times`,
        subject,
      })
    }
  }
  return faults
}
