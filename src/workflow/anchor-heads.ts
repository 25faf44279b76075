import type { KeyObject } from 'node:crypto'
import { parseInstant } from '#base/instant.ts'
import { auditHead, noteAnchor } from '#store/audit-heads.ts'
import { organisationsOf } from '#store/providers.ts'
import { inTransaction } from '#store/tx.ts'
import { appendAnchor, beginWriting, endWriting, isThere, lastAnchorLine } from './anchor-file.ts'
import { checkingKey, makeAnchorFolder, signingKey } from './anchor-key.ts'
import { type Anchor, lineHash, NO_LINE, readAnchor, signedLine } from './anchor-line.ts'
import { answered } from './anchor-trouble.ts'
import type { House } from './desk.ts'

/** How long a chain may go on before it is anchored again. @technical The safety plan's interval (H37). */
const EVERY_MS = 300_000

/** Asks something of the folder, for as long as it may take. */
type Ask = <T>(ask: () => Promise<T>) => Promise<T>

type Round = {
  readonly house: House
  readonly folder: string
  readonly providers: readonly string[]
  readonly ask: Ask
}

/**
 * Writes down outside the database where each audit chain stands that has moved since its last anchor: a line that is
 * signed, names the line before it, and lies on the disk before the database notes its number. Whoever has the database
 * alone can then rewrite no chain unseen. What keeps it from being written is thrown in words, and keeps nothing else.
 */
export async function anchorHeads(
  house: House,
  when: 'now' | 'when-due',
  withinMs?: number,
): Promise<void> {
  const { anchors, pool } = house
  const providers = (await organisationsOf(pool)).map(({ providerId }) => providerId)
  if (anchors === undefined || providers.length === 0) return
  const { folder } = anchors
  const ask: Ask = (asked) => answered(asked, withinMs)
  const round = { house, folder, providers, ask }
  if (!(await ask(() => isThere(folder)))) {
    const wasAnchored = (await headsOf(round)).some(({ anchor }) => anchor > 0)
    await ask(() => makeAnchorFolder(folder, wasAnchored))
  }
  if (!(await ask(() => beginWriting(folder)))) return
  try {
    await writeRound(round, when)
  } finally {
    // A folder that hangs keeps its mark, which another may take over after a minute.
    await ask(() => endWriting(folder)).catch(() => undefined)
  }
}

async function writeRound(round: Round, when: 'now' | 'when-due'): Promise<void> {
  const { house, folder, ask } = round
  const lastLine = await ask(() => lastAnchorLine(folder))
  const last = lastAnchor(lastLine, await ask(() => checkingKey(folder)))
  if (when === 'when-due' && !isDue(last, house.clock())) return
  const heads = await headsOf(round)
  if (!heads.some(({ hasMoved }) => hasMoved)) return
  const wasAnchored = heads.some(({ anchor }) => anchor > 0)
  const was = { wasAnchored, hasLine: lastLine !== undefined }
  const key = await ask(() => signingKey(folder, was))
  await writeMoved(round, { key, lastLine, last, heads })
}

function lastAnchor(line: string | undefined, key: KeyObject | undefined): Anchor | undefined {
  if (line === undefined || key === undefined) return undefined
  return readAnchor(line, key)?.anchor
}

function isDue(last: Anchor | undefined, now: number): boolean {
  const at = parseInstant(last?.at)
  return at.kind === 'refused' || Math.abs(now - at.ms) >= EVERY_MS
}

type Head = Anchor['heads'][number] & { readonly anchor: number; readonly hasMoved: boolean }

async function headsOf({ house, providers }: Round): Promise<readonly Head[]> {
  const heads: Head[] = []
  for (const provider of providers) {
    const head = await inTransaction(house.pool, provider, async (tx) => ({
      keep: false,
      answer: await auditHead(tx),
    }))
    if (head === undefined) continue
    const { seq, hash, anchor, anchoredSeq } = head
    const hasMoved = seq !== anchoredSeq
    heads.push({ provider, seq, hash: hash.toString('hex'), anchor, hasMoved })
  }
  return heads
}

type Standing = {
  readonly key: KeyObject
  readonly lastLine: string | undefined
  readonly last: Anchor | undefined
  readonly heads: readonly Head[]
}

async function writeMoved(
  { house, folder, ask }: Round,
  { key, lastLine, last, heads }: Standing,
): Promise<void> {
  const moved = heads.filter(({ hasMoved }) => hasMoved)
  const number = Math.max(last?.number ?? 0, ...heads.map(({ anchor }) => anchor)) + 1
  const anchor: Anchor = {
    number,
    at: new Date(house.clock()).toISOString(),
    before: lastLine === undefined ? NO_LINE : lineHash(lastLine),
    heads: moved.map(({ provider, seq, hash }) => ({ provider, seq, hash })),
  }
  await ask(() => appendAnchor(folder, signedLine(anchor, key)))
  for (const { provider, seq } of moved) {
    await inTransaction(house.pool, provider, async (tx) => {
      await noteAnchor(tx, { number, seq })
      return { keep: true, answer: undefined }
    })
  }
}
