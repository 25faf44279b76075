import { type AuditLine, chainHash } from '#store/audit.ts'

// The walk along one chain, a line at a time, with nothing of the chain held but what is wrong with it. A line that does not
// follow from the one before is kept, and what the lines after it say tells what was done there.

export type ChainFault = {
  readonly kind: 'edit' | 'delete' | 'insert' | 'reorder' | 'truncate' | 're-chain'
  readonly seq: number
  readonly says: string
}

/** A line that does not follow, with the hash that stood before it. */
type Odd = AuditLine & { readonly before: Buffer; readonly shift: number }

export type Walk = {
  seq: number
  hash: Buffer
  /** The hash before the last line: a line that was put in with a right hash of its own hides the one before it. */
  hashBefore: Buffer
  /** How far the numbers of the lines now lie from those that they were hashed with. */
  shift: number
  /** Where the run of odd lines began that has not ended yet. */
  run: { readonly hash: Buffer; readonly hashBefore: Buffer; readonly seq: number } | undefined
  readonly odd: Odd[]
  oddLines: number
  readonly faults: ChainFault[]
}

const ZERO = Buffer.alloc(32)
/** Enough to say what was done; where every line of a chain is odd, the rest says no more. @technical */
const MOST_KEPT = 200
/** @technical How many lines at most are looked for as put in or taken out at one place. */
const FURTHEST = 500

export const newWalk = (): Walk => ({
  seq: 0,
  hash: ZERO,
  hashBefore: ZERO,
  shift: 0,
  run: undefined,
  odd: [],
  oddLines: 0,
  faults: [],
})

export const hasFault = ({ faults, oddLines }: Walk): boolean => faults.length > 0 || oddLines > 0

/** Takes the next step: is this the line that must come now, with the hash that it must have? */
export function step(walk: Walk, row: AuditLine): void {
  const { seq, line, hash } = row
  const isNext = seq === walk.seq + 1
  const follows = isNext && chainHash(walk.hash, seq - walk.shift, line).equals(hash)
  if (follows) walk.run = undefined
  else if (!isNext) leap(walk, row)
  const goesOn = isNext && !follows ? stumble(walk, row) : hash
  walk.hashBefore = walk.hash
  walk.hash = goesOn
  walk.seq = seq
}

/** Lines are missing by their numbers; what comes after cannot be held against what is gone. */
function leap(walk: Walk, { seq }: AuditLine): void {
  walk.run = undefined
  const from = walk.seq + 1
  if (seq < from) {
    walk.faults.push({ kind: 'insert', seq, says: `line ${seq} stands there twice` })
    return
  }
  walk.faults.push({ kind: 'delete', seq: from, says: `${linesFrom(from, seq - 1)} deleted` })
}

/** Answers the hash from which the next line must follow. */
function stumble(walk: Walk, row: AuditLine): Buffer {
  const { seq, hash } = row
  walk.run ??= { hash: walk.hash, hashBefore: walk.hashBefore, seq: walk.seq }
  const last = walk.odd.at(-1)
  if (last !== undefined && swapped(walk, last, row)) return last.hash
  if (endsInserted(walk, walk.run, row) || endsDeleted(walk, walk.run, row)) {
    walk.run = undefined
    return hash
  }
  walk.oddLines += 1
  if (walk.odd.length < MOST_KEPT) {
    walk.odd.push({ ...row, before: walk.hash, shift: walk.shift })
  }
  if (seq - walk.run.seq > FURTHEST) walk.run = undefined
  return hash
}

/** Two neighbours that changed places: each follows from where the other stands. */
function swapped(walk: Walk, last: Odd, { seq, line, hash }: AuditLine): boolean {
  const shift = walk.shift
  const isPair =
    last.seq === seq - 1 &&
    chainHash(last.before, last.seq - shift, line).equals(hash) &&
    chainHash(hash, seq - shift, last.line).equals(last.hash)
  if (!isPair) return false
  forgetOdd(walk, last.seq)
  walk.run = undefined
  const says = `lines ${last.seq} and ${seq} changed places`
  walk.faults.push({ kind: 'reorder', seq: last.seq, says })
  return true
}

type Run = NonNullable<Walk['run']>

/** The line follows from one further up: those between were put in, and those from here on renumbered. */
function endsInserted(walk: Walk, run: Run, { seq, line, hash }: AuditLine): boolean {
  const starts = [
    { before: run.hash, from: run.seq + 1 },
    { before: run.hashBefore, from: run.seq },
  ]
  for (const { before, from } of starts) {
    if (from < 1 || from === seq) continue
    if (!chainHash(before, from - walk.shift, line).equals(hash)) continue
    forgetOdd(walk, from)
    walk.shift += seq - from
    walk.faults.push({ kind: 'insert', seq: from, says: `${linesFrom(from, seq - 1)} put in` })
    return true
  }
  return false
}

/** The line follows from the one before by other numbers: lines were taken out further up, and these renumbered. */
function endsDeleted(walk: Walk, run: Run, { seq, line, hash }: AuditLine): boolean {
  if (seq !== run.seq + 2) return false
  for (let gone = 1; gone <= FURTHEST; gone += 1) {
    if (!chainHash(walk.hash, seq - walk.shift + gone, line).equals(hash)) continue
    forgetOdd(walk, seq - 1)
    walk.shift -= gone
    const says = `${gone === 1 ? 'a line was' : `${gone} lines were`} deleted before line ${seq - 1}, and those after renumbered`
    walk.faults.push({ kind: 'delete', seq: seq - 1, says })
    return true
  }
  return false
}

function forgetOdd(walk: Walk, from: number): void {
  while ((walk.odd.at(-1)?.seq ?? -1) >= from) {
    walk.odd.pop()
    walk.oddLines -= 1
  }
}

const linesFrom = (from: number, to: number): string =>
  from === to ? `line ${from} was` : `lines ${from} to ${to} were`

/** What the lines that never came right say together: two that changed places, and those that were edited. */
export function faultsOfWalk(walk: Walk): readonly ChainFault[] {
  const left = [...walk.odd]
  const found = [...walk.faults]
  for (let one = left.shift(); one !== undefined; one = left.shift()) {
    const first = one
    const at = left.findIndex((other) => changedPlaces(first, other))
    const other = left[at]
    if (other === undefined) {
      found.push(edited(first))
      continue
    }
    left.splice(at, 1)
    const settled = [first.seq + 1, other.seq + 1]
    for (const seq of settled) {
      const follower = left.findIndex((row) => row.seq === seq)
      if (follower >= 0) left.splice(follower, 1)
    }
    const says = `lines ${first.seq} and ${other.seq} changed places`
    found.push({ kind: 'reorder', seq: first.seq, says })
  }
  const more = walk.oddLines - walk.odd.length
  if (more > 0) {
    const says = `and ${more} more lines that do not follow from those before them`
    found.push({ kind: 'edit', seq: walk.odd.at(-1)?.seq ?? 0, says })
  }
  return found.sort((a, b) => a.seq - b.seq)
}

const edited = ({ seq }: Odd): ChainFault => ({
  kind: 'edit',
  seq,
  says: `line ${seq} does not have the hash that follows from line ${seq - 1}: one of the two was changed`,
})

/** The later line, with its hash or without, is what once stood at the place of the earlier one. */
function changedPlaces(first: Odd, other: Odd): boolean {
  const there = chainHash(first.before, first.seq - first.shift, other.line)
  return there.equals(other.hash) || there.equals(first.hash)
}
