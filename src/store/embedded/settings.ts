import { writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Layout } from './layout.ts'

/**
 * Durability is never traded for speed: a dose that was acknowledged is on the disk. The log is terse and carries no
 * statements, because both would carry names and results of patients.
 */
const SETTINGS = {
  listen_addresses: '',
  max_connections: '150',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  max_slot_wal_keep_size: '2GB',
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_completion_target: '0.9',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, ymd',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
} as const

const MEBIBYTE = 2 ** 20
const LEAST_CACHE_MIB = 128
const MOST_CACHE_MIB = 4096
const SHARE_OF_MEMORY = 8

/**
 * How much PostgreSQL keeps of its tables: an eighth of the machine, which it shares with the application and whatever
 * else a practice runs there. It takes what it uses, so a small practice takes little.
 */
function cacheSize(): string {
  const share = Math.floor(totalmem() / MEBIBYTE / SHARE_OF_MEMORY)
  return `${Math.min(MOST_CACHE_MIB, Math.max(LEAST_CACHE_MIB, share))}MB`
}

/**
 * No password on the socket. Its folder has mode 0700 and belongs to PostgreSQL's account, so the only ones who reach
 * it are that account and root, and both can read the data files anyway; a password would keep nobody out.
 * There is no TCP.
 */
const WHO_MAY_CONNECT = 'local all all trust\n'

/** Written anew at each start: the files in the cluster are never edited by hand. */
export function writeSettings(layout: Layout): void {
  const settings = {
    ...SETTINGS,
    shared_buffers: cacheSize(),
    unix_socket_directories: layout.socket,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quoted(value)}\n`)
  writeFileSync(join(layout.cluster, 'postgresql.conf'), lines.join(''))
  writeFileSync(join(layout.cluster, 'pg_hba.conf'), WHO_MAY_CONNECT)
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`
