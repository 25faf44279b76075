import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, accountFor, commandAs } from './account.ts'
import { type Program, readyBinaries } from './binaries.ts'
import { SUPERUSER } from './connections.ts'
import { type Layout, layoutOf, restoringCluster } from './layout.ts'
import { ensurePrivateFolder } from './private-folder.ts'
import { writeSettings } from './settings.ts'

const POLL_MS = 15
const LONGEST_START_MS = 60_000
/** By then a server has written down that it started, if it can. */
const SOON_MS = 10_000
const LINES_OF_A_START = 8
const LONGEST_STOP_MS = 30_000
const LARGEST_LOG_BYTES = 10_000_000
const CLUSTER_OPTIONS = [
  `--username=${SUPERUSER}`,
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
]

/** The process id of the server that runs on this cluster and takes connections, else undefined. */
export function runningPostmaster(layout: Layout): number | undefined {
  const lines = readLines(join(layout.cluster, 'postmaster.pid'))
  const pid = Number(lines[0])
  const isReady = lines[7]?.trim() === 'ready'
  return isReady && isPostmasterOf(layout, pid) ? pid : undefined
}

/** A process id alone proves nothing: after a kill the number may have gone to another program. */
function isPostmasterOf(layout: Layout, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  return readLines(`/proc/${pid}/cmdline`)[0]?.split('\0').includes(layout.cluster) ?? false
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

/**
 * Leaves a server running on this cluster: the one that runs already, else a new one, making the cluster first where
 * there is none. It outlives this process. One caller at a time (see supervision.ts).
 */
export async function ensurePostmaster(layout: Layout): Promise<void> {
  if (runningPostmaster(layout) !== undefined) return
  if (hasUnfinishedRestore(layout.folder)) throw new Error(unfinishedRestore(layout.folder))
  const account = accountFor(layout.folder)
  const binaries = readyBinaries(layout, account)
  if (!existsSync(layout.cluster)) await makeCluster(layout, account, binaries)
  ensurePrivateFolder(layout.cluster, account)
  ensurePrivateFolder(layout.socket, account)
  writeSettings(layout)

  await launchUntilReady(layout, account, binaries)
}

export const hasUnfinishedRestore = (folder: string): boolean =>
  existsSync(restoringCluster(layoutOf(folder)))

/** What to say of a folder in which a restore was not finished; there is nothing in it that may be used. */
export const unfinishedRestore = (folder: string): string =>
  `A restore into ${folder} was not finished, so nothing is started from it. Empty the folder and restore again.`

/** Starts a cluster that was unpacked from copies and waits, however long, until it has replayed its log. */
export async function recoverCluster(layout: Layout): Promise<void> {
  const account = accountFor(layout.folder)
  const binaries = readyBinaries(layout, account)
  writeSettings(layout)
  ensurePrivateFolder(layout.cluster, account)
  ensurePrivateFolder(layout.socket, account)
  const outcome = await launch(layout, account, binaries, Number.POSITIVE_INFINITY)
  if (outcome.kind === 'ready') return
  throw new Error(
    `The copies could not be replayed. The end of ${layout.log} says:\n${outcome.says}`,
  )
}

async function launchUntilReady(layout: Layout, account: Account, binaries: string): Promise<void> {
  const until = Date.now() + LONGEST_START_MS
  while (runningPostmaster(layout) === undefined) {
    const outcome = await launch(layout, account, binaries, until)
    if (outcome.kind === 'ready') return
    if (!outcome.mayPass || Date.now() > until) {
      throw new Error(`PostgreSQL did not start. The end of ${layout.log} says:\n${outcome.says}`)
    }
    await wait(10 * POLL_MS)
  }
}

/** The cluster appears under its own name only when it is whole, so a kill in the middle leaves none. */
async function makeCluster(layout: Layout, account: Account, binaries: string): Promise<void> {
  const growing = `${layout.cluster}.new`
  rmSync(growing, { recursive: true, force: true })
  ensurePrivateFolder(growing, account)
  const making = run(layout, account, binaries, 'initdb', [
    `--pgdata=${growing}`,
    ...CLUSTER_OPTIONS,
  ])
  const code = await new Promise((done, fail) => making.once('exit', done).once('error', fail))
  if (code !== 0) {
    throw new Error(`The database could not be made. ${layout.log} says:\n${endOf(layout.log)}`)
  }
  renameSync(growing, layout.cluster)
}

type Launch =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly mayPass: boolean; readonly says: string }

async function launch(
  layout: Layout,
  account: Account,
  binaries: string,
  until: number,
): Promise<Launch> {
  const logged = sizeOf(layout.log)
  const server = run(layout, account, binaries, 'postgres', ['-D', layout.cluster])
  server.on('error', () => {})
  const begun = Date.now()
  let wasMute = false
  while (server.exitCode === null && server.signalCode === null && server.pid !== undefined) {
    if (runningPostmaster(layout) === server.pid) {
      server.unref()
      return { kind: 'ready' }
    }
    wasMute = Date.now() > begun + SOON_MS && isMute(layout)
    if (wasMute || Date.now() > until) process.kill(server.pid, 'SIGQUIT')
    await wait(POLL_MS)
  }
  const says = endOf(layout.log, logged)
  return { kind: 'ended', mayPass: wasMute || isPassing(says), says }
}

/** A server that had no room to write down that it started never says that it is ready, not even once there is room. */
const isMute = (layout: Layout): boolean =>
  readLines(join(layout.cluster, 'postmaster.pid')).length < LINES_OF_A_START

/**
 * After a kill -9 the old server's last backends hold its memory for a moment; only PostgreSQL may judge that. A full disk
 * is waited for: somebody makes room.
 */
const isPassing = (says: string): boolean =>
  /pre-existing shared memory block|lock file "postmaster.pid" already exists|No space left on device/.test(
    says,
  )

function run(
  layout: Layout,
  account: Account,
  binaries: string,
  program: Program,
  programArgs: readonly string[],
) {
  if (sizeOf(layout.log) > LARGEST_LOG_BYTES) renameSync(layout.log, `${layout.log}.old`)
  const log = openSync(layout.log, 'a', 0o600)
  const { file, args, options } = commandAs(account, join(binaries, program), programArgs)
  const started = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  return started
}

/** Fast shutdown: sessions are ended, everything committed is on the disk. */
export async function stopPostmaster(layout: Layout): Promise<void> {
  const pid = runningPostmaster(layout)
  if (pid === undefined) return
  process.kill(pid, 'SIGINT')
  const until = Date.now() + LONGEST_STOP_MS
  while (isPostmasterOf(layout, pid)) {
    if (Date.now() > until) throw new Error(`PostgreSQL (process ${pid}) does not stop.`)
    await wait(POLL_MS)
  }
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0)

const endOf = (file: string, from = 0): string =>
  readFileSync(file).subarray(from).toString('utf8').split('\n').slice(-15).join('\n').trim()
