import type { KeyObject } from 'node:crypto'
import { auditHead, noteAnchor } from '#store/audit-heads.ts'
import { providersOf } from '#store/providers.ts'
import { inTransaction } from '#store/tx.ts'
import { beginWriting, endWriting, openAnchors } from './anchor-file.ts'
import { checkingKey, signingKey } from './anchor-key.ts'
import { type Anchor, lineHash, NO_LINE, readAnchor, signedLine } from './anchor-line.ts'
import type { House } from './desk.ts'

/** How long a chain may go on before it is anchored again. @technical The safety plan's interval (H37). */
const EVERY_MS = 300_000

/**
 * Writes down outside the database where each audit chain stands that has moved since its last anchor: a line that is
 * signed, names the line before it, and lies on the disk before the database notes its number. Whoever has the database
 * alone can then rewrite no chain unseen.
 */
export async function anchorHeads(house: House, when: 'now' | 'when-due'): Promise<void> {
  const { anchors, pool } = house
  const providers = (await providersOf(pool)).map(({ providerId }) => providerId)
  if (anchors === undefined || providers.length === 0) return
  const key = signingKey(anchors.folder)
  if (!beginWriting(anchors.folder)) return
  const file = openAnchors(anchors.folder)
  try {
    const last = lastAnchor(file.lastLine, anchors.folder)
    if (when === 'when-due' && !isDue(last, house.clock())) return
    const heads = await headsOf(house, providers)
    await writeMoved(house, { ...file, key, last, heads })
  } finally {
    file.close()
    endWriting(anchors.folder)
  }
}

function lastAnchor(line: string | undefined, folder: string): Anchor | undefined {
  const key = checkingKey(folder)
  if (line === undefined || key === undefined) return undefined
  return readAnchor(line, key)?.anchor
}

const isDue = (last: Anchor | undefined, now: number): boolean =>
  last === undefined || Math.abs(now - Temporal.Instant.from(last.at).epochMilliseconds) >= EVERY_MS

type Head = Anchor['heads'][number] & { readonly anchor: number; readonly hasMoved: boolean }

async function headsOf({ pool }: House, providers: readonly string[]): Promise<readonly Head[]> {
  const heads: Head[] = []
  for (const provider of providers) {
    const head = await inTransaction(pool, provider, async (tx) => ({
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

type Round = Omit<ReturnType<typeof openAnchors>, 'close'> & {
  readonly key: KeyObject
  readonly last: Anchor | undefined
  readonly heads: readonly Head[]
}

async function writeMoved(house: House, { lastLine, append, key, last, heads }: Round) {
  const moved = heads.filter(({ hasMoved }) => hasMoved)
  if (moved.length === 0) return
  const number = Math.max(last?.number ?? 0, ...heads.map(({ anchor }) => anchor)) + 1
  const anchor: Anchor = {
    number,
    at: new Date(house.clock()).toISOString(),
    before: lastLine === undefined ? NO_LINE : lineHash(lastLine),
    heads: moved.map(({ provider, seq, hash }) => ({ provider, seq, hash })),
  }
  append(signedLine(anchor, key))
  for (const { provider, seq } of moved) {
    await inTransaction(house.pool, provider, async (tx) => {
      await noteAnchor(tx, { number, seq })
      return { keep: true, answer: undefined }
    })
  }
}
