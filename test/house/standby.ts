import { spawn } from 'node:child_process'
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { accountFor, commandAs } from '#store/embedded/account.ts'
import { readyBinaries } from '#store/embedded/binaries.ts'
import { DATABASE, SUPERUSER } from '#store/embedded/connections.ts'
import { type Layout, layoutOf } from '#store/embedded/layout.ts'
import { ensurePrivateFolder } from '#store/embedded/private-folder.ts'
import { writeSettings } from '#store/embedded/settings.ts'
import { openPool } from '#store/pool.ts'
import { eventually } from './apps.ts'

/** One server of two, without the supervision that would start it again. */
export type Server = {
  /** Part of an address: where among several hosts this one is. */
  readonly host: string
  readonly ask: (sql: string) => Promise<readonly Record<string, unknown>[]>
  readonly start: () => Promise<void>
  readonly signal: (signal: NodeJS.Signals) => void
  readonly remove: () => Promise<void>
}

/**
 * Two servers of one stopped cluster: the first, and a standby that streams from it and on which each commit waits. The programs that
 * come with Evenkeel make no base backup of their own, so the standby begins as a copy of the files.
 */
export async function twoServers(first: string, second: string): Promise<[Server, Server]> {
  const [one, other] = [layoutOf(first), layoutOf(second)]
  const who = join(first, 'who-may-connect')
  writeFileSync(who, 'local all all trust\nlocal replication all trust\n')
  const settings = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
  const ofBoth = [`hba_file = '${who}'`, `wal_retrieve_retry_interval = '100ms'`]
  appendFileSync(join(one.cluster, 'postgresql.auto.conf'), settings(ofBoth))
  cpSync(one.cluster, other.cluster, { recursive: true })
  const follow = `primary_conninfo = 'host=${one.socket} user=${SUPERUSER}'`
  appendFileSync(join(other.cluster, 'postgresql.auto.conf'), settings([follow]))
  writeFileSync(join(other.cluster, 'standby.signal'), '')
  appendFileSync(
    join(one.cluster, 'postgresql.auto.conf'),
    settings([`synchronous_standby_names = '*'`]),
  )
  const servers: [Server, Server] = [serverOn(one), serverOn(other)]
  for (const server of servers) await server.start()
  return servers
}

function serverOn(layout: Layout): Server {
  const host = encodeURIComponent(layout.socket)
  const pid = () =>
    Number(readFileSync(join(layout.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  const ask = async (sql: string) => {
    const pool = openPool(`postgres://${SUPERUSER}@${host}/${DATABASE}`, 1)
    try {
      return (await pool.query(sql)).rows
    } finally {
      await pool.end()
    }
  }
  const start = async () => {
    const account = accountFor(layout.folder)
    ensurePrivateFolder(layout.cluster, account)
    ensurePrivateFolder(layout.socket, account)
    writeSettings(layout)
    const program = join(readyBinaries(layout, account), 'postgres')
    const { file, args, options } = commandAs(account, program, ['-D', layout.cluster])
    spawn(file, args, { ...options, stdio: 'ignore' })
    await eventually(() => ask('select 1'))
  }
  const remove = async () => {
    try {
      process.kill(pid(), 'SIGQUIT')
    } catch {
      // It has ended already.
    }
    await eventually(async () => rmSync(layout.folder, { recursive: true, force: true }))
  }
  return { host, ask, start, signal: (signal) => process.kill(pid(), signal), remove }
}
