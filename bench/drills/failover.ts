import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { APP_ROLE, DATABASE, MIGRATOR_ROLE, SUPERUSER } from '#store/embedded/connections.ts'
import { ensureRolesAndDatabase } from '#store/embedded/roles.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { openAckLog, readAckLog } from '#test/crash/ack-log.ts'
import { chance } from '#test/crash/chance.ts'
import { practise } from '#test/crash/clinician.ts'
import { CLINIC_DAY, fillSite } from '#test/crash/crash-site.ts'
import { operate } from '#test/crash/operator.ts'
import { judge } from '#test/crash/oracle.ts'
import { verify } from '#workflow/verify.ts'
import { type Cluster, openPlace, programsOfAutoFailover, startCluster } from './auto-failover.ts'

// npm run failover-drill -- [TIMES] [--frozen] [--nodes N]: a clinic over HTTP on a primary with synchronous standbys that pg_auto_failover
// keeps. The primary is killed (or frozen) so many times under load; then what was acknowledged is held against what is there.
// Needs the packages pg-auto-failover-cli and postgresql-15-auto-failover, and this machine alone.

const CLINICIANS = 6
const PATIENTS = 1200
const LONGEST_SILENCE_MS = 15_000
/** By then what was under way when it struck has been answered or has not. */
const STILL_UNDER_WAY_MS = 3000
const BEFORE_MS = 5000
const AFTER_MS = 5000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { frozen: { type: 'boolean' }, nodes: { type: 'string', default: '2' } },
})
const addressOf = ({ hosts }: Cluster, role: string, database: string = DATABASE) =>
  `postgres://${role}@${hosts}/${database}?target_session_attrs=read-write`

async function foundDatabase(cluster: Cluster) {
  const { primary } = await cluster.settled()
  const server = new Client({
    host: '127.0.0.1',
    port: primary.port,
    user: SUPERUSER,
    database: 'postgres',
  })
  await server.connect()
  await ensureRolesAndDatabase(server)
  await server.end()
  const [appUrl, migratorUrl] = [addressOf(cluster, APP_ROLE), addressOf(cluster, MIGRATOR_ROLE)]
  const migrated = await migrate(migratorUrl)
  if (migrated.kind === 'refused') throw new Error(migrated.message)
  const [appPool, migratorPool] = [openPool(appUrl), openPool(migratorUrl)]
  return { appUrl, migratorUrl, appPool, migratorPool, drop: async () => undefined }
}

async function drill(cluster: Cluster, folder: string, times: number): Promise<void> {
  mkdirSync(folder)
  const database = await foundDatabase(cluster)
  const site = await fillSite(database, PATIENTS)
  const operator = await operate(
    { dataFolder: folder, logs: folder },
    {
      DATABASE_URL: database.appUrl,
      EVENKEEL_PRETEND_TODAY: CLINIC_DAY,
    },
  )
  const moments: number[] = []
  const faults: string[] = []
  const waiting = [...site.patientIds]
  let [isOver, isAbandoned] = [false, false]
  const room = {
    nextPatient: () => waiting.pop(),
    isOver: () => isOver,
    isAbandoned: () => isAbandoned,
    acknowledged: () => moments.push(Date.now()),
    report: (oddity: string) => faults.push(oddity),
  }
  const logs = Array.from({ length: CLINICIANS }, (_, index) => join(folder, `acks-${index}.log`))
  const working = logs.map(async (file, index) => {
    const log = openAckLog(file)
    const username = site.usernames[index % site.usernames.length] ?? ''
    const by = chance(index + 1)
    await practise({ username, url: operator.url, chance: by, impatientIn: 12, log, room })
    log.close()
  })
  try {
    for (let time = 1; time <= times; time += 1) {
      faults.push(...(await strikeOnce(cluster, moments, time)))
    }
  } catch (error) {
    isAbandoned = true
    throw error
  } finally {
    isOver = true
    await Promise.all(working)
  }
  const code = await operator.stop()
  if (operator.falls().length > 0) console.log(operator.lastWords())
  if (code !== 0) faults.push(`the application ended with ${code} when it was told to stop`)
  faults.push(...operator.falls(), ...(await standbysDiffer(cluster)))
  const acks = logs.flatMap(readAckLog)
  faults.push(...(await judge(acks, database.migratorPool)))
  const verified = await verify(database.appPool, Date.parse(`${CLINIC_DAY}T23:59:00Z`))
  faults.push(...verified.faults.map(({ invariant, says }) => `${invariant}: ${says}`))
  await Promise.all([database.appPool.end(), database.migratorPool.end()])
  const retried = acks.filter(({ tries }) => tries > 1).length
  console.log(
    `${acks.length} saves acknowledged, ${retried} of them after an unknown outcome; ${verified.decisions} doses and ` +
      `${verified.auditLines} audit lines verified; ${faults.length} faults`,
  )
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
  if (faults.length > 0) process.exitCode = 1
}

/** One primary falls while the clinic is at work, another takes over, and the old one comes back as its standby. */
async function strikeOnce(
  cluster: Cluster,
  moments: readonly number[],
  time: number,
): Promise<readonly string[]> {
  const { primary } = await cluster.settled()
  await wait(BEFORE_MS)
  const { safe } = await cluster.ask(
    primary,
    `select current_setting('synchronous_standby_names') as safe`,
  )
  const standstill = monitorEventLoopDelay()
  standstill.enable()
  const struck = primary.strike(values.frozen ? 'SIGSTOP' : 'SIGKILL')
  const silence = await silenceAfter(moments, struck)
  standstill.disable()
  await wait(AFTER_MS)
  const again = Date.now()
  if (values.frozen) primary.strike('SIGCONT')
  else primary.run()
  await cluster.settled()
  const back = ((Date.now() - again) / 1000).toFixed(1)
  console.log(
    `${time}: ${primary.name} ${values.frozen ? 'frozen' : 'killed'} (waits for ${safe}); no save was acknowledged for ` +
      `${(silence / 1000).toFixed(1)} s (${(standstill.max / 1e9).toFixed(1)} s at most of it the drill itself stood still); ` +
      `it was a standby again ${back} s after its return`,
  )
  return [
    ...(silence > LONGEST_SILENCE_MS
      ? [`strike ${time}: nothing was saved for ${silence} ms`]
      : []),
    ...(safe === '' ? [`strike ${time}: no commit waited for a standby`] : []),
  ]
}

/** The longest time between two acknowledged saves, from the strike on until they come again. */
async function silenceAfter(moments: readonly number[], struck: number): Promise<number> {
  const end = Date.now() + 4 * LONGEST_SILENCE_MS
  for (;;) {
    await wait(100)
    const since = [struck, ...moments.filter((at) => at > struck)]
    const isBack = Date.now() - (since.at(-1) ?? 0) < 300
    if (isBack && Date.now() - struck > STILL_UNDER_WAY_MS) {
      return Math.max(...since.map((at, index) => at - (since[index - 1] ?? at)))
    }
    if (Date.now() > end) throw new Error('no save was acknowledged any more')
  }
}

/** Both servers have the same lines of the audit once the standby has what was sent to it. */
async function standbysDiffer(cluster: Cluster): Promise<readonly string[]> {
  const { primary, others } = await cluster.settled()
  await wait(1000)
  const count = `select count(*)::int as lines,
    md5(string_agg(encode(hash, 'hex'), '' order by provider_id, seq)) as chain from audit_line`
  const here = JSON.stringify(await cluster.ask(primary, count))
  const there = await Promise.all(others.map((node) => cluster.ask(node, count)))
  return there.flatMap((found) =>
    JSON.stringify(found) === here ? [] : ['a standby has another audit than its primary'],
  )
}

const programs = programsOfAutoFailover()
if (programs === undefined) {
  console.log(
    'SKIPPED: pg_autoctl is not installed. On Debian: apt-get install pg-auto-failover-cli postgresql-15-auto-failover',
  )
} else {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-failover-'))
  chmodSync(folder, 0o711)
  const cluster = await startCluster(
    openPlace(join(folder, 'servers'), programs),
    Number(values.nodes),
  )
  try {
    await drill(cluster, join(folder, 'application'), Number(positionals[0] ?? 5))
  } finally {
    await cluster.stop()
    if (process.exitCode === 1) console.log(`The logs of the servers are kept in ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
}
