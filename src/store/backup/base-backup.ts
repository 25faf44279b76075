import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { bytesOf, clusterFiles } from './cluster-files.ts'
import {
  baseName,
  fileName,
  type Manifest,
  needsSpace,
  readReach,
  sealedPath,
  writeManifest,
} from './copies-folder.ts'
import { renameDurably, syncFolder } from './durable.ts'
import { MOMENT, MOMENT_AFTER } from './moment.ts'
import { CopyRefused } from './refusal.ts'
import { sealFile } from './sealed-file.ts'
import { several } from './several.ts'
import { copyLog, keepLogFor, mustBeOf, systemIdOf } from './wal-copies.ts'

export type Source = {
  /** A superuser's address on the server, and the folder of its cluster on this machine. */
  readonly superuserUrl: string
  readonly cluster: string
  readonly migrations: number
  readonly journal: string
}

const GROWING = '.growing'

/**
 * Copies the running cluster with the log that it needs to be consistent. The folder gets its name when all of it is on the disk:
 * one that was interrupted is no backup, and goes with the next.
 */
export async function takeBase(source: Source, folder: string, key: Buffer): Promise<string> {
  for (const left of readdirSync(folder).filter((name) => name.endsWith(GROWING))) {
    rmSync(join(folder, left), { recursive: true, force: true })
  }
  const base = baseName(new Date())
  const server = new Client({ connectionString: source.superuserUrl })
  await server.connect()
  try {
    mustBeOf(await systemIdOf(server), await readReach(folder, key), folder)
    await keepLogFor(server, folder)
    const manifest = await copyCluster(server, source, folder, key, base)
    await copyLog(server, source.cluster, folder, key)
    await writeManifest(folder, key, base + GROWING, base, manifest)
    for (const inside of ['', 'files', ...manifest.folders.map((path) => `files/${path}`)]) {
      const copied = join(folder, base + GROWING, inside)
      if (existsSync(copied)) await syncFolder(copied)
    }
  } finally {
    await server.end()
  }
  await renameDurably(join(folder, base + GROWING), join(folder, base))
  return base
}

type Started = {
  readonly lsn: string
  readonly at: string
  readonly timeline: number
  readonly postgres: string
}

async function copyCluster(
  server: Client,
  source: Source,
  folder: string,
  key: Buffer,
  base: string,
): Promise<Manifest> {
  const { folders, files } = clusterFiles(source.cluster)
  needsSpace(folder, bytesOf(source.cluster, files))
  const started = await server.query<Started>(
    `select pg_backup_start('evenkeel', true) as lsn, ${MOMENT} as at,
            timeline_id as timeline, current_setting('server_version') as postgres from pg_control_checkpoint()`,
  )
  const [start] = started.rows
  if (start === undefined) throw new Error('the server did not begin the backup')
  const copied: Manifest['files'][number][] = []
  const [control = ''] = files.slice(-1)
  const copy = async (path: string) => {
    copied.push(...(await copyFile(source, folder, key, base, path)))
  }
  await several(files.slice(0, -1), copy)
  await copy(control)
  const { rows } = await server.query<{ lsn: string; label: string; at: string }>(
    `select lsn, labelfile as label, ${MOMENT_AFTER} as at from pg_backup_stop(false)`,
  )
  const [stop] = rows
  if (stop === undefined) throw new Error('the server did not end the backup')
  return {
    format: 1,
    systemId: await systemIdOf(server),
    postgres: start.postgres,
    migrations: source.migrations,
    timeline: start.timeline,
    startLsn: start.lsn,
    stopLsn: stop.lsn,
    startedAt: start.at,
    takenAt: stop.at,
    label: stop.label,
    folders: [...folders],
    files: copied,
    journal: source.journal,
  }
}

/** A table that is dropped meanwhile is gone from the log's point of view, too. */
async function copyFile(
  { cluster }: Source,
  folder: string,
  key: Buffer,
  base: string,
  path: string,
): Promise<Manifest['files']> {
  const to = sealedPath(folder, fileName(base + GROWING, path))
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  try {
    return [{ path, ...(await sealFile(join(cluster, path), to, key, fileName(base, path))) }]
  } catch (error) {
    if (isMissing(error)) {
      rmSync(`${to}.part`, { force: true })
      return []
    }
    if (isFull(error))
      throw new CopyRefused(`${folder} is full. Make space, or name another folder.`)
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC'
