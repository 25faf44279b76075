import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { auditHead, noteAnchor } from '#store/audit-heads.ts'
import { providersOf } from '#store/providers.ts'
import { inTransaction } from '#store/tx.ts'
import { anchorLines, hasAnchors } from './anchor-file.ts'
import { checkingKey, fingerprint } from './anchor-key.ts'
import { readAnchor } from './anchor-line.ts'
import type { House } from './desk.ts'

/** What to keep on paper or on another machine: the key by its fingerprint, and where each chain stood last. */
export async function newestAnchor({ pool, anchors }: House): Promise<readonly string[]> {
  if (anchors === undefined) return ['No anchors are kept here: EVENKEEL_ANCHORS is none.']
  const key = checkingKey(anchors.folder)
  if (key === undefined || !hasAnchors(anchors.folder)) {
    return [`Nothing is anchored in ${anchors.folder} yet. The application does it when it starts.`]
  }
  const names = new Map((await providersOf(pool)).map(({ providerId, name }) => [providerId, name]))
  const newest = new Map<string, string>()
  for await (const line of anchorLines(anchors.folder)) {
    const read = readAnchor(line, key)
    for (const { provider, seq, hash } of read?.anchor.heads ?? []) {
      const named = `${names.get(provider) ?? provider}: line ${seq}, ${hash}`
      newest.set(provider, `anchor ${read?.anchor.number} of ${read?.anchor.at}  ${named}`)
    }
  }
  return [`Fingerprint of the key: ${fingerprint(key)}`, ...newest.values()]
}

/** Begins a new file where the old one was lost or moved away; each chain says so, with the reason. */
export async function beginAnchorsAnew(
  { pool, anchors, clock }: House,
  reason: string,
): Promise<readonly string[]> {
  if (anchors === undefined || hasAnchors(anchors.folder)) {
    return ['Nothing was begun anew: a file of anchors is there. Move it away first, and keep it.']
  }
  if (reason.trim() === '') return ['Nothing was begun anew: give the reason in words.']
  for (const { providerId } of await providersOf(pool)) {
    await inTransaction(pool, providerId, async (tx) => {
      const last = (await auditHead(tx))?.anchor ?? 0
      await noteAnchor(tx, { number: 0, seq: 0 })
      const at = new Date(clock()).toISOString()
      const noted = { anchors: last, reason }
      await addAuditLine(tx, canonicalJson({ act: 'begin-anchors-anew', at, noted }))
      return { keep: true, answer: undefined }
    })
  }
  return ['Anchors begin anew at the next start. Each audit says so, with the reason.']
}
