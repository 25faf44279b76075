import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { openPool } from '#store/pool.ts'
import { openAckLog, readAckLog } from '#test/crash/ack-log.ts'
import { chance } from '#test/crash/chance.ts'
import { practise } from '#test/crash/clinician.ts'
import { CLINIC_DAY } from '#test/crash/crash-site.ts'
import { judge } from '#test/crash/oracle.ts'
import { freePort } from '#test/free-port.ts'
import { verify } from '#workflow/verify.ts'
import { isReady, openBalancer } from './balancer.ts'
import { beginDrafts } from './drafts.ts'

// npm run rolling-drill -- OLD [NEW]: two checkouts with their packages; NEW is this one unless it is named. Two processes of the old version
// serve a clinic behind a balancer, the new version's schema is put under them, and each is replaced while people save and forms are open.

const CLINICIANS = 4
const PATIENTS = 300
const DRAIN_S = 2
const LONGEST_START_MS = 60_000

const HOUSE = resolve(import.meta.dirname, '../..')
const [old = '', fresh = HOUSE] = process.argv.slice(2).map((folder) => resolve(folder))
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-rolling-'))
chmodSync(folder, 0o711)
const server = await attachOrStart(join(folder, 'database'))
const environment = {
  DATABASE_URL: server.appUrl,
  EVENKEEL_PRETEND_TODAY: CLINIC_DAY,
  EVENKEEL_DATA: join(folder, 'data'),
  EVENKEEL_JOURNAL: join(folder, 'journal'),
  EVENKEEL_ANCHORS: 'none',
  EVENKEEL_DRAIN_SECONDS: `${DRAIN_S}`,
}
const node = ['--import', './tools/tsx-hook.mjs']

function migrateBy(checkout: string): void {
  const { status, stderr } = spawnSync(process.execPath, [...node, 'src/cli/main.ts', 'migrate'], {
    cwd: checkout,
    env: { ...process.env, ...environment, MIGRATION_DATABASE_URL: server.migratorUrl },
  })
  if (status !== 0) throw new Error(`migrate of ${checkout}: ${stderr}`)
}

type Process = { readonly child: ChildProcess; readonly port: number; readonly log: string }

async function start(checkout: string, name: string): Promise<Process> {
  const port = await freePort()
  const log = join(folder, `${name}.log`)
  const out = openSync(log, 'a')
  const child = spawn(process.execPath, [...node, 'src/main.ts'], {
    cwd: checkout,
    env: { ...process.env, ...environment, PORT: `${port}` },
    stdio: ['ignore', out, out],
  })
  const until = Date.now() + LONGEST_START_MS
  while (!(await isReady(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      throw new Error(`${name} does not start: ${readFileSync(log, 'utf8').slice(-1000)}`)
    }
    await wait(100)
  }
  return { child, port, log }
}

async function stop({ child, log }: Process): Promise<readonly string[]> {
  const code = await new Promise((done) => {
    child.once('exit', done)
    child.kill('SIGTERM')
  })
  return code === 0
    ? []
    : [`a process ended with ${code}: ${readFileSync(log, 'utf8').slice(-500)}`]
}

/** A clinic of the old version: what made it knows the old schema alone. */
async function found(appPool: Pool, migratorPool: Pool) {
  const path = join(old, 'test/clinic.ts')
  const { testClinic } = (await import(path)) as typeof import('#test/clinic.ts')
  const { appUrl, migratorUrl } = server
  const drop = async () => undefined
  const clinic = await testClinic({
    database: { appUrl, migratorUrl, appPool, migratorPool, drop },
  })
  const patientIds: string[] = []
  while (patientIds.length < PATIENTS) {
    const patientId = await clinic.addPatient()
    await clinic.addEpisode(patientId)
    patientIds.push(patientId)
  }
  const usernames = (['nurse', 'pharmacist', 'prescriber', 'clinical-lead'] as const).map(
    clinic.usernameOf,
  )
  return { patientIds, usernames }
}

async function drill(appPool: Pool, migratorPool: Pool): Promise<readonly string[]> {
  const faults: string[] = []
  migrateBy(old)
  const { patientIds, usernames } = await found(appPool, migratorPool)
  const before = [await start(old, 'old-1'), await start(old, 'old-2')]
  const balancer = await openBalancer()
  balancer.sendTo(before.map(({ port }) => port))
  await wait(1000)

  const drafted = patientIds.splice(0, 2)
  let isOver = false
  let acknowledged = 0
  const room = {
    nextPatient: () => patientIds.pop(),
    isOver: () => isOver,
    isAbandoned: () => isOver,
    acknowledged: () => {
      acknowledged += 1
    },
    report: (oddity: string) => faults.push(oddity),
  }
  const logs = usernames.slice(0, CLINICIANS).map((_, index) => join(folder, `acks-${index}.log`))
  const working = logs.map(async (file, index) => {
    const log = openAckLog(file)
    const by = { username: usernames[index] ?? '', url: balancer.url, log, room }
    await practise({ ...by, chance: chance(index + 1), impatientIn: Number.MAX_SAFE_INTEGER })
    log.close()
  })
  const step = (what: string) =>
    console.log(`${what}: ${acknowledged} saves, answers ${JSON.stringify(balancer.answers)}`)

  const own = join(folder, 'acks-drafts.log')
  const drafts = await beginDrafts(`http://127.0.0.1:${before[0]?.port}`, drafted, own)
  await wait(3000)
  step('two processes of the old version')

  migrateBy(fresh)
  const standing = await Promise.all(before.map(({ port }) => isReady(port)))
  if (standing.includes(false)) {
    faults.push(
      'the old version does not work on beside the new schema: stop it everywhere, migrate, start the new one',
    )
  }
  await wait(3000)
  step('the new schema under them')

  const after = [await start(fresh, 'new-1')]
  balancer.sendTo([...before, ...after].map(({ port }) => port))
  await wait(1000)
  faults.push(...(await drafts.send(`http://127.0.0.1:${after[0]?.port}`)))
  for (const [index, process] of before.entries()) {
    faults.push(...(await stop(process)))
    step(`old-${index + 1} has left`)
    if (index === 0) after.push(await start(fresh, 'new-2'))
    balancer.sendTo([...before.slice(index + 1), ...after].map(({ port }) => port))
    await wait(3000)
  }
  isOver = true
  await Promise.all(working)
  step('two processes of the new version')
  const failed = Object.entries(balancer.answers).filter(
    ([what]) => !/^[23]|^401$|^409$/.test(what),
  )
  faults.push(...failed.map(([what, times]) => `${times} requests were answered ${what}`))
  for (const process of after) faults.push(...(await stop(process)))
  balancer.close()

  const acks = [...logs, own].flatMap(readAckLog)
  const judged = await judge(acks, migratorPool)
  const verified = await verify(appPool, Date.parse(`${CLINIC_DAY}T23:59:00Z`))
  const again = acks.filter(({ tries }) => tries > 1).length
  console.log(
    `${acks.length} saves acknowledged, ${again} of them after an unknown outcome; ${verified.decisions} doses and ${verified.auditLines} audit lines verified`,
  )
  // The member of staff of the open form is no act of a clinician, and is looked for by name.
  return [
    ...faults,
    ...judged.filter((fault) => !fault.startsWith('manage-staff ')),
    ...verified.faults.map(({ invariant, says }) => `${invariant}: ${says}`),
    ...(await drafts.faults(migratorPool)),
  ]
}

const [appPool, migratorPool] = [openPool(server.appUrl), openPool(server.migratorUrl)]
try {
  const faults = await drill(appPool, migratorPool)
  console.log(`${faults.length} faults`)
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
  if (faults.length > 0) process.exitCode = 1
} finally {
  await Promise.all([appPool.end(), migratorPool.end()])
  await server.stop()
  if (process.exitCode === 1) console.log(`What was written is kept in ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
}
