import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { freePort } from '#test/free-port.ts'

// A monitor and nodes of pg_auto_failover on this machine, as docs/operations.md sets them up on three.

/** Found by drills: how soon a silent node counts as dead, and how long a primary that was cut off may still believe in itself. */
const MONITOR_SETTINGS = {
  'pgautofailover.health_check_period': '1000',
  'pgautofailover.health_check_timeout': '1000',
  'pgautofailover.health_check_retry_delay': '500',
  'pgautofailover.health_check_max_retries': '2',
  'pgautofailover.node_considered_unhealthy_timeout': '3000',
  'pgautofailover.primary_demote_timeout': '4000',
} as const
const NETWORK_PARTITION_TIMEOUT_S = '3'
/** What a small machine has room for, four servers beside one another. */
const NODE_SETTINGS = `
shared_buffers = '128MB'
max_connections = 60
wal_keep_size = '512MB'
`
const LONGEST_WAIT_MS = 90_000

type Account = { readonly uid?: number; readonly gid?: number }
type Place = { readonly folder: string; readonly programs: string; readonly account: Account }

/** Where Debian puts PostgreSQL's programs, newest first; undefined where they or pg_autoctl are not installed. */
export function programsOfAutoFailover(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (spawnSync('pg_autoctl', ['--version']).status !== 0 || !existsSync(root)) return undefined
  const versions = readdirSync(root).sort((one, other) => Number(other) - Number(one))
  return versions
    .map((version) => join(root, version, 'bin'))
    .find((programs) => existsSync(join(programs, 'pg_rewind')))
}

/** PostgreSQL does not run as root: the account that its packages made is borrowed. */
function accountOfPostgres(): Account {
  if (process.getuid?.() !== 0) return {}
  const of = (what: string) => Number(spawnSync('id', [what, 'postgres']).stdout.toString().trim())
  return { uid: of('-u'), gid: of('-g') }
}

export function openPlace(folder: string, programs: string): Place {
  const account = accountOfPostgres()
  for (const name of ['', 'run', 'config', 'share']) {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
    if (account.uid !== undefined && account.gid !== undefined) {
      chownSync(join(folder, name), account.uid, account.gid)
    }
  }
  return { folder, programs, account }
}

function start(place: Place, program: string, args: readonly string[]): ChildProcess {
  const log = openSync(join(place.folder, 'drill.log'), 'a')
  return spawn(program, args, {
    ...place.account,
    cwd: place.folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      PATH: `${place.programs}:/usr/bin:/bin`,
      LC_ALL: 'C.UTF-8',
      HOME: place.folder,
      XDG_RUNTIME_DIR: join(place.folder, 'run'),
      XDG_CONFIG_HOME: join(place.folder, 'config'),
      XDG_DATA_HOME: join(place.folder, 'share'),
    },
  })
}

async function run(place: Place, program: string, args: readonly string[]): Promise<void> {
  const code = await new Promise((done) => start(place, program, args).once('exit', done))
  if (code === 0) return
  const log = readFileSync(join(place.folder, 'drill.log'), 'utf8')
  throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${log.slice(-2000)}`)
}

/** One server with the process that keeps it. */
class Keeper {
  readonly name: string
  readonly port: number
  private readonly place: Place
  private process: ChildProcess | undefined

  constructor(place: Place, name: string, port: number) {
    this.place = place
    this.name = name
    this.port = port
  }

  get folder(): string {
    return join(this.place.folder, this.name)
  }

  async create(kind: 'monitor' | 'postgres', more: readonly string[]): Promise<void> {
    const common = ['--pgdata', this.folder, '--pgport', `${this.port}`, '--hostname', '127.0.0.1']
    const access = ['--auth', 'trust', '--no-ssl']
    await run(this.place, 'pg_autoctl', ['create', kind, ...common, ...access, ...more])
  }

  run(): void {
    this.process = start(this.place, 'pg_autoctl', ['run', '--pgdata', this.folder])
  }

  /** The power is off (SIGKILL), or everything stands still (SIGSTOP): the keeper, the server and all that it began. Answers when. */
  strike(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): number {
    const pids = this.pids()
    const at = Date.now()
    for (const pid of pids) {
      try {
        process.kill(pid, signal)
      } catch {
        // It has ended with its parent.
      }
    }
    return at
  }

  /** The keeper and everything below it, oldest first. */
  private pids(): readonly number[] {
    const family = [this.process?.pid ?? Number.NaN]
    const parents = parentsOfProcesses()
    for (const member of family) {
      for (const [pid, parent] of parents) if (parent === member) family.push(pid)
    }
    return family
  }

  async stop(): Promise<void> {
    const { process: keeper } = this
    if (keeper === undefined || keeper.exitCode !== null || keeper.signalCode !== null) return
    const gone = new Promise((done) => keeper.once('exit', done))
    keeper.kill('SIGTERM')
    await gone
  }
}

function parentsOfProcesses(): readonly (readonly [pid: number, parent: number])[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='])
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => [pid, parent] as const)
}

export type Cluster = {
  readonly hosts: string
  /** Whom the monitor takes for the primary, when every node is where it should be; waits until it is so. */
  readonly settled: () => Promise<{ readonly primary: Keeper; readonly others: readonly Keeper[] }>
  readonly ask: (node: Keeper, sql: string) => Promise<Record<string, unknown>>
  readonly stop: () => Promise<void>
}

async function asked(port: number, database: string, user: string, sql: string) {
  const client = new Client({
    host: '127.0.0.1',
    port,
    database,
    user,
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Waits until `ask` answers something. */
async function until<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = Date.now() + LONGEST_WAIT_MS
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`${what}: not within ${LONGEST_WAIT_MS / 1000} s`)
    await wait(200)
  }
}

/** A monitor and so many nodes, each commit of which waits for a standby. */
export async function startCluster(place: Place, nodes: number): Promise<Cluster> {
  const keepers: Keeper[] = []
  const monitor = new Keeper(place, 'monitor', await freePort())
  const atMonitor = (sql: string) => asked(monitor.port, 'pg_auto_failover', 'autoctl_node', sql)
  const settled = () =>
    until(async () => {
      const rows = await atMonitor(
        'select nodename as name, reportedstate::text as is, goalstate::text as goal from pgautofailover.node',
      )
      const inState = (state: string) =>
        keepers.filter(({ name }) =>
          rows.some((row) => row.name === name && row.is === state && row.goal === state),
        )
      const [[primary], others] = [inState('primary'), inState('secondary')]
      return primary !== undefined && others.length === nodes - 1 ? { primary, others } : undefined
    }, 'a primary and its standbys')

  await monitor.create('monitor', [])
  monitor.run()
  const uri = `postgres://autoctl_node@127.0.0.1:${monitor.port}/pg_auto_failover?sslmode=disable`
  await until(() => atMonitor('select 1'), 'the monitor')
  for (const [name, setting] of Object.entries(MONITOR_SETTINGS)) {
    await run(place, 'psql', [
      ...['-h', '127.0.0.1', '-p', `${monitor.port}`, '-d', 'postgres'],
      ...['-c', `alter system set ${name} = ${setting}`, '-c', 'select pg_reload_conf()'],
    ])
  }
  for (const name of Array.from({ length: nodes }, (_, index) => `node-${index + 1}`)) {
    const node = new Keeper(place, name, await freePort())
    // pg_auto_failover makes clusters without checksums; the standbys are copies of the first.
    if (keepers.length === 0) {
      const options = ['--data-checksums', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
      await run(place, 'initdb', ['--pgdata', node.folder, '--username=postgres', ...options])
    }
    await node.create('postgres', ['--name', name, '--monitor', uri, '--listen', '127.0.0.1'])
    const setting = ['timeout.network_partition_timeout', NETWORK_PARTITION_TIMEOUT_S]
    await run(place, 'pg_autoctl', ['config', 'set', '--pgdata', node.folder, ...setting])
    await run(place, 'sh', ['-c', `echo "${NODE_SETTINGS}" >> ${node.folder}/postgresql.conf`])
    node.run()
    keepers.push(node)
    await until(() => asked(node.port, 'postgres', 'postgres', 'select 1'), name)
  }
  await settled()
  return {
    hosts: keepers.map(({ port }) => `127.0.0.1:${port}`).join(),
    settled,
    ask: async ({ port }, sql) => (await asked(port, 'evenkeel', 'postgres', sql))[0] ?? {},
    stop: async () => {
      for (const keeper of [...keepers, monitor]) await keeper.stop()
    },
  }
}
