import { type AuditLine, auditLinesAfter } from '#store/audit.ts'
import { type AuditHead, auditHead } from '#store/audit-heads.ts'
import type { Tx } from '#store/tx.ts'
import { type ChainFault, faultsOfWalk, hasFault, newWalk, step, type Walk } from './audit-walk.ts'
import type { AnchoredHead } from './check-anchors.ts'
import { checkRequests, countRequest, type Tally } from './check-requests.ts'
import { checkSeals } from './check-seals.ts'
import type { UnplacedFault } from './verify.ts'

const SLICE = 5000

/**
 * Invariants 9 and 10: the chain has no gap, no changed line, ends at its head and stands as it was anchored outside the
 * database; and each acknowledged request stands in it exactly once. Lines are read in slices, so that a chain of any
 * length takes the same room.
 */
export async function checkAuditChain(
  tx: Tx,
  anchors: readonly AnchoredHead[] = [],
): Promise<{ readonly checked: number; readonly faults: readonly UnplacedFault[] }> {
  const head = await auditHead(tx)
  if (head === undefined) {
    return {
      checked: 0,
      faults: [fault({ kind: 'delete', seq: 0, says: 'the chain has no head' })],
    }
  }
  const walk = newWalk()
  const tally: Tally = { sum: 0n }
  const anchored = heldAgainst(anchors)
  const seals = checkSeals(tx)
  const walked = (row: AuditLine) => {
    step(walk, row)
    anchored.at(row, walk)
    seals.take(row.seq, row.line)
    const request = quickRequest(row.line)
    if (request !== undefined) countRequest(tally, request)
  }
  await eachLine(tx, head, walked, seals.hold)
  const outside = await seals.end((take) => eachLine(tx, head, ({ seq, line }) => take(seq, line)))
  const ends = [...faultsOfEnd(walk, head), ...anchored.end(walk)]
  const requests = await checkRequests(tx, tally, (name) =>
    eachLine(tx, head, ({ line }) => {
      const request = requestIn(line)
      if (request !== undefined) name(request)
    }),
  )
  const chain = [...faultsOfWalk(walk), ...ends].map(fault)
  return { checked: walk.seq, faults: [...chain, ...outside, ...requests] }
}

const fault = ({ kind, says, seq }: ChainFault): UnplacedFault => ({
  invariant: 'I9',
  says: `${KINDS[kind]}: ${says}`,
  subject: `line ${seq}`,
})

const KINDS: Readonly<Record<ChainFault['kind'], string>> = {
  edit: 'the audit was edited',
  delete: 'the audit has lost lines',
  insert: 'lines were put into the audit',
  reorder: 'the audit was put in another order',
  truncate: 'the end of the audit was cut off',
  're-chain': 'the hashes of the audit were worked out anew',
}

/** The next slice is asked for while this one is walked. */
async function eachLine(
  tx: Tx,
  { lastSeq }: AuditHead,
  take: (row: AuditLine) => void,
  endSlice: () => Promise<void> = async () => undefined,
): Promise<void> {
  const after = (seq: number) => auditLinesAfter(tx, seq, { limit: SLICE, upTo: lastSeq })
  let next = after(Number.MIN_SAFE_INTEGER)
  for (;;) {
    const rows = await next
    const last = rows.at(-1)
    if (last === undefined) return
    if (rows.length === SLICE) next = after(last.seq)
    for (const row of rows) take(row)
    await endSlice()
    if (rows.length < SLICE) return
  }
}

const REQUEST = '"request":"'

/**
 * The request that a line of an act names, as its text has it: after whatever the act noted. Should an act ever note something
 * that looks the same, the sums differ, and `requestIn` reads each line as the JSON that it is.
 */
function quickRequest(line: string): string | undefined {
  const at = line.lastIndexOf(REQUEST)
  if (at < 0) return undefined
  const from = at + REQUEST.length
  return line.slice(from, line.indexOf('"', from))
}

/** A line that was edited may be no JSON any more; that it was edited is said by its hash. */
function requestIn(line: string): string | undefined {
  try {
    const { request } = JSON.parse(line)
    return typeof request === 'string' ? request : undefined
  } catch {
    return undefined
  }
}

function faultsOfEnd(walk: Walk, { seq, hash }: AuditHead): readonly ChainFault[] {
  if (walk.seq < seq) {
    const says = `lines ${walk.seq + 1} to ${seq} are gone`
    return [{ kind: 'truncate', seq: walk.seq + 1, says }]
  }
  if (walk.seq > seq) {
    return [
      { kind: 'insert', seq: seq + 1, says: `lines ${seq + 1} to ${walk.seq} lie past the head` },
    ]
  }
  if (walk.hash.equals(hash) || hasFault(walk)) return []
  const says = 'the last line does not have the hash that the head names'
  return [{ kind: 'edit', seq, says }]
}

/** Holds a chain against what was written down of it outside, line by line as it is walked. */
function heldAgainst(anchors: readonly AnchoredHead[]) {
  let next = 0
  let agreed = 0
  let broken: ChainFault | undefined
  const holdOne = (one: AnchoredHead, row: AuditLine, walk: Walk) => {
    if (one.seq === row.seq && one.hash.equals(row.hash)) agreed = one.seq
    else if (broken === undefined && !hasFault(walk)) broken = anew(one, agreed)
  }
  const at = (row: AuditLine, walk: Walk) => {
    for (let one = anchors[next]; one !== undefined && one.seq <= row.seq; one = anchors[next]) {
      next += 1
      holdOne(one, row, walk)
    }
  }
  const end = (walk: Walk): readonly ChainFault[] => {
    const last = anchors.at(-1)
    if (broken !== undefined) return [broken]
    if (last === undefined || last.seq <= walk.seq) return []
    const says = `line ${last.seq} was there when anchor ${last.number} was written on ${last.at}`
    return [{ kind: 'truncate', seq: walk.seq + 1, says }]
  }
  return { at, end }
}

const anew = ({ seq, number, at }: AnchoredHead, agreed: number): ChainFault => ({
  kind: 're-chain',
  seq: agreed + 1,
  says: `line ${seq} is not what anchor ${number} of ${at} says; something between line ${agreed + 1} and line ${seq} was changed`,
})
