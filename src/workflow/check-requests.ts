import { hash } from 'node:crypto'
import { requestKeysAfter } from '#store/invariants.ts'
import type { Tx } from '#store/tx.ts'
import type { UnplacedFault } from './verify.ts'

// Invariant 10: each acknowledged request stands in the audit exactly once. Two sums of hashes are compared, so that millions
// of requests take no room; only where they differ are the requests looked at one by one.

export type Tally = { sum: bigint }

const MASK = (1n << 128n) - 1n
const SLICE = 5000

export const countRequest = (tally: Tally, request: string): void => {
  const digest = hash('sha256', request, 'buffer')
  tally.sum = (tally.sum + (digest.readBigUInt64BE(0) << 64n) + digest.readBigUInt64BE(8)) & MASK
}

/** `again` walks the lines once more and names each request in them. */
export async function checkRequests(
  tx: Tx,
  inAudit: Tally,
  again: (name: (request: string) => void) => Promise<void>,
): Promise<readonly UnplacedFault[]> {
  const acknowledged: Tally = { sum: 0n }
  await eachKey(tx, (key) => countRequest(acknowledged, key))
  if (acknowledged.sum === inAudit.sum) return []
  const times = new Map<string, number>()
  await again((request) => times.set(request, (times.get(request) ?? 0) + 1))
  const faults: UnplacedFault[] = []
  await eachKey(tx, (subject) => {
    const found = times.get(subject) ?? 0
    if (found === 1) return
    const says = `an acknowledged request is in the audit ${found} times`
    faults.push({ invariant: 'I10', says, subject })
  })
  return faults
}

async function eachKey(tx: Tx, take: (key: string) => void): Promise<void> {
  for (let last = ''; ; ) {
    const keys = await requestKeysAfter(tx, last, SLICE)
    for (const { subject } of keys) take(subject)
    if (keys.length < SLICE) return
    last = keys.at(-1)?.subject ?? last
  }
}
