import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CopyRefused } from './refusal.ts'

/** Folders whose content a base backup leaves out, because the server makes it anew (PostgreSQL 18, 54.4, BASE_BACKUP). */
const LEFT_EMPTY: readonly string[] = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
]
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|current_logfiles|backup_label(\.old)?|tablespace_map|recovery\.signal|standby\.signal|pg_internal\.init.*|pgsql_tmp.*|.*\.part)$/
const CONTROL = 'global/pg_control'

export type ClusterFiles = {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

/** What of a cluster belongs into a base backup; the control file comes last. */
export function clusterFiles(cluster: string): ClusterFiles {
  if (readdirSync(join(cluster, 'pg_tblspc')).length > 0) {
    throw new CopyRefused(
      'This database has tablespaces outside its folder, which this command does not copy.',
    )
  }
  const found = entriesIn(cluster, '')
  const pathsOf = (kind: Entry['kind']) =>
    found.filter((one) => one.kind === kind).map(({ path }) => path)
  // The server refuses to start without the last folder, which is inside one that is left empty.
  const folders = [...pathsOf('folder'), 'pg_wal/archive_status']
  return { folders, files: [...pathsOf('file').filter((path) => path !== CONTROL), CONTROL] }
}

type Entry = { readonly path: string; readonly kind: 'folder' | 'file' }

function entriesIn(cluster: string, inside: string): readonly Entry[] {
  return readdirSync(join(cluster, inside), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.test(name))
    .flatMap((entry): readonly Entry[] => {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (!entry.isDirectory()) return [{ path, kind: 'file' }]
      const within = LEFT_EMPTY.includes(path) ? [] : entriesIn(cluster, path)
      return [{ path, kind: 'folder' }, ...within]
    })
}

export function bytesOf(cluster: string, files: readonly string[]): number {
  return files
    .map((file) => statSync(join(cluster, file), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0)
}
