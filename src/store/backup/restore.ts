import { chmodSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { SUPERUSER, urlFor } from '#store/embedded/connections.ts'
import { type Layout, layoutOf, restoringCluster } from '#store/embedded/layout.ts'
import { recoverCluster, stopPostmaster } from '#store/embedded/postmaster.ts'
import {
  basesIn,
  fileName,
  isEmptyOrMissing,
  type Manifest,
  needsSpace,
  type Reach,
  readManifest,
  readReach,
  sealedIn,
  sealedPath,
  walName,
} from './copies-folder.ts'
import { renameDurably, syncFolder, writeDurably } from './durable.ts'
import { restoreJournal } from './journal-copies.ts'
import { CopyRefused } from './refusal.ts'
import { unsealToFile } from './sealed-file.ts'
import { isSegment, numberOf, segmentAt } from './segments.ts'
import { several } from './several.ts'

export type Restored = {
  readonly base: string
  /** The moment to which it was restored: the one asked for, else the last that the copies reach. */
  readonly until: string
  readonly timeline: number
  readonly journalDays: number
}

export type RestoreAsked = {
  readonly from: string
  readonly into: string
  readonly until: string | undefined
  /** Where the journal is that outlived the database; else where it was when the backup was made, if that is here. */
  readonly journal: string | undefined
}

const SEGMENT_BYTES = 16 * 2 ** 20

/**
 * Restores into an empty folder. The cluster grows under a name from which nothing starts, each file is opened and compared, the
 * server replays the log to the moment and goes on in a timeline of its own; then it gets its name, marked as restored.
 */
export async function restore(asked: RestoreAsked, key: Buffer): Promise<Restored> {
  const { from, into, until } = asked
  if (!isEmptyOrMissing(into)) {
    throw new CopyRefused(
      `${into} is not empty. A restore goes into a new folder only; nothing was changed.`,
    )
  }
  const reach = await readReach(from, key)
  const chosen = await baseFor(from, key, until, reach)
  mkdirSync(into, { recursive: true, mode: 0o711 })
  const layout = layoutOf(realpathSync(into))
  const growing = { ...layout, cluster: restoringCluster(layout) }
  await unpack(growing, from, key, chosen)
  const target = until !== undefined && until < chosen.reach.committedAt ? until : undefined
  const timeline = await recover(growing, chosen.manifest, target)

  const journal = asked.journal ?? chosen.manifest.journal
  const journalDays = await restoreJournal(from, key, journal, `${layout.folder}-journal`)
  const restored = {
    base: chosen.base,
    until: until ?? chosen.reach.checkedAt,
    timeline,
    journalDays,
  }
  const mark = { ...restored, restoredAt: new Date().toISOString() }
  await writeDurably(join(layout.folder, 'restored.json'), `${JSON.stringify(mark)}\n`)
  await renameDurably(growing.cluster, layout.cluster)
  return restored
}

type Chosen = { readonly base: string; readonly manifest: Manifest; readonly reach: Reach }

/** The newest base that was finished by the moment; a moment outside what was copied is refused. */
async function baseFor(
  folder: string,
  key: Buffer,
  until: string | undefined,
  reach: Reach | undefined,
): Promise<Chosen> {
  const bases = basesIn(folder)
  if (reach === undefined || bases.length === 0) {
    throw new CopyRefused(`${folder} has no finished backup.`)
  }
  if (until !== undefined && until > reach.checkedAt) {
    throw new CopyRefused(`The copies reach ${reach.checkedAt}. ${until} is later.`)
  }
  for (const base of bases.toReversed()) {
    const manifest = await readManifest(folder, key, base)
    if (until === undefined || manifest.takenAt <= until) return { base, manifest, reach }
  }
  const { takenAt } = await readManifest(folder, key, bases[0] ?? '')
  throw new CopyRefused(`The oldest backup was finished at ${takenAt}. ${until} is earlier.`)
}

async function unpack(growing: Layout, from: string, key: Buffer, { base, manifest }: Chosen) {
  const start = segmentAt(manifest.startLsn)
  const log = sealedIn(from, 'wal').filter((name) => !isSegment(name) || numberOf(name) >= start)
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, log.length * SEGMENT_BYTES)
  needsSpace(growing.folder, bytes)
  mkdirSync(growing.cluster, { mode: 0o700 })
  await syncFolder(growing.folder)
  for (const path of manifest.folders) {
    mkdirSync(join(growing.cluster, path), { recursive: true, mode: 0o700 })
  }
  await several(manifest.files, async (file) => {
    const name = fileName(base, file.path)
    const sealed = sealedPath(from, name)
    const found = await unsealToFile(sealed, key, name, join(growing.cluster, file.path))
    if (found.bytes === file.bytes && found.sha256 === file.sha256) return
    throw new CopyRefused(`${sealed} is not the file that was copied. Use another copy.`)
  })
  await several(log, async (name) => {
    const to = join(growing.cluster, 'pg_wal', name)
    await unsealToFile(sealedPath(from, walName(name)), key, walName(name), to)
  })
}

/** All the log lies in pg_wal already, so there is nothing to fetch: the command that fetches always says so. */
async function recover(growing: Layout, manifest: Manifest, until: string | undefined) {
  writeFileSync(join(growing.cluster, 'backup_label'), manifest.label, { mode: 0o600 })
  writeFileSync(join(growing.cluster, 'recovery.signal'), '', { mode: 0o600 })
  const settings = [
    "restore_command = 'false'",
    "hot_standby = 'off'",
    "recovery_target_timeline = 'latest'",
    "recovery_target_action = 'promote'",
    ...(until === undefined
      ? []
      : [`recovery_target_time = '${until.replace('T', ' ').replace('Z', '+00')}'`]),
  ]
  const own = join(growing.cluster, 'postgresql.auto.conf')
  writeFileSync(own, `${settings.join('\n')}\n`, { mode: 0o600 })
  chmodSync(growing.folder, 0o711)
  await recoverCluster(growing)
  try {
    return await timelineOf(growing)
  } finally {
    await stopPostmaster(growing)
    writeFileSync(own, '')
  }
}

async function timelineOf(layout: Layout): Promise<number> {
  const server = new Client({ connectionString: urlFor(layout, SUPERUSER, 'postgres') })
  await server.connect()
  try {
    await server.query('checkpoint')
    const { rows } = await server.query<{ timeline: number; recovering: boolean }>(
      `select timeline_id as timeline, pg_is_in_recovery() as recovering from pg_control_checkpoint()`,
    )
    const [now] = rows
    if (now === undefined || now.recovering) throw new Error('the restored server still recovers')
    return now.timeline
  } finally {
    await server.end()
  }
}
