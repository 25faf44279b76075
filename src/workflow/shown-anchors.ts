import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { auditHead, noteAnchor } from '#store/audit-heads.ts'
import { organisationsOf } from '#store/providers.ts'
import { inTransaction } from '#store/tx.ts'
import { anchorLines, beginWriting, endWriting, hasAnchors } from './anchor-file.ts'
import { checkingKey, fingerprint, makeAnchorFolder, putAnchorsAside } from './anchor-key.ts'
import { readAnchor } from './anchor-line.ts'
import type { House } from './desk.ts'

/** What to keep on paper or on another machine: the key by its fingerprint, and where each chain stood last. */
export async function newestAnchor({ pool, anchors }: House): Promise<readonly string[]> {
  if (anchors === undefined) return ['No anchors are kept here: EVENKEEL_ANCHORS is none.']
  const key = await checkingKey(anchors.folder)
  if (key === undefined || !(await hasAnchors(anchors.folder))) {
    return [`Nothing is anchored in ${anchors.folder} yet. The application does it when it starts.`]
  }
  const names = new Map(
    (await organisationsOf(pool)).map(({ providerId, name }) => [providerId, name]),
  )
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

/**
 * Begins a new file, and keeps the old one beside it where it is there; each chain says so, with the reason. The application may
 * run: nobody writes an anchor meanwhile.
 */
export async function beginAnchorsAnew(house: House, reason: string): Promise<readonly string[]> {
  const { anchors } = house
  if (anchors === undefined) {
    return ['Nothing was begun anew: no anchors are kept here, EVENKEEL_ANCHORS is none.']
  }
  if (reason.trim() === '') return ['Nothing was begun anew: give the reason in words.']
  const { folder } = anchors
  await makeAnchorFolder(folder, false)
  if (!(await beginWriting(folder))) {
    return ['Nothing was begun anew: an anchor is being written. Try again in a minute.']
  }
  try {
    const kept = await putAnchorsAside(folder)
    await noteAnew(house, reason)
    return [
      ...kept.map((file) => `What was there is kept as ${file}. Copy it to where it is safe.`),
      'Anchors begin anew within five minutes, or at the next start. Each audit says so, with the reason.',
    ]
  } finally {
    await endWriting(folder)
  }
}

async function noteAnew({ pool, clock }: House, reason: string): Promise<void> {
  for (const { providerId } of await organisationsOf(pool)) {
    await inTransaction(pool, providerId, async (tx) => {
      const last = (await auditHead(tx))?.anchor ?? 0
      await noteAnchor(tx, { number: 0, seq: 0 })
      const at = new Date(clock()).toISOString()
      const noted = { anchors: last, reason }
      await addAuditLine(tx, canonicalJson({ act: 'begin-anchors-anew', at, noted }))
      return { keep: true, answer: undefined }
    })
  }
}
