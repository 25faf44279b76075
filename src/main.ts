import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { BUDGETS } from '#access/budgets.ts'
import { ROLE_WORDS } from '#access/role-words.ts'
import { makeDemonstration } from '#cli/demonstration-export.ts'
import { openLog } from '#web/door/log.ts'
import { type Meters, openMeters } from '#web/metrics/meters.ts'
import { metricsApp } from '#web/metrics/metrics-app.ts'
import { type Serving, serve } from '#web/serve.ts'
import { server } from '#web/server.ts'
import { startDiskLooks } from '#worker/disk-looks.ts'
import { startWorker } from '#worker/start-worker.ts'
import { openTrialRoom } from '#worker/trial-room.ts'
import { ACTS } from '#workflow/acts.ts'
import { anchorHeads } from '#workflow/anchor-heads.ts'
import { whyNotAnchored } from '#workflow/anchor-trouble.ts'
import { demonstrationSignIns } from '#workflow/demonstration.ts'
import { commissionerSignIns } from '#workflow/demonstration-commissioner.ts'
import { sitesThere } from '#workflow/demonstration-county.ts'
import { LARGER_SITES, signInsAt } from '#workflow/demonstration-sites.ts'
import type { House } from '#workflow/desk.ts'
import { type OpenHouse, openHouse } from '#workflow/open-house.ts'
import { SESSION_LIMITS } from '#workflow/see-session.ts'
import { type Config, readConfig } from './config.ts'
import { doorRoutes, routes } from './routes.ts'
import { readTls } from './secret-files.ts'

// Opens the house, serves it, and closes it when told to. Everything it finds wrong is said in words.

const read = readConfig(process.env)
if (read.kind === 'refused') leave(read.messages)
else await start(read.config)

async function start(config: Config): Promise<void> {
  const open = await openHouse(config, 'application')
  if (open.kind === 'refused') return leave(open.messages)
  if (open.installation === 'demonstration') {
    await makeDemonstration(open, config)
  }
  // Whoever treats must not wait for it: the worker tries again each minute.
  await anchorHeads(open.house, 'now').catch(sayNotAnchored)
  await serveHouse(config, open)
}

async function serveHouse(config: Config, open: OpenHouse): Promise<void> {
  for (const note of open.notes) console.error(`Evenkeel: ${note}`)
  const log = openLog('stdout')
  const budgets = open.installation === 'demonstration' ? {} : { budgets: BUDGETS }
  const meters = config.metricsPort === undefined ? undefined : openMeters(open.house.clock)
  let isLeaving = false
  const settings = {
    origin: config.origin,
    proxies: config.proxies,
    isEncrypted: config.tls !== undefined,
    sessionLimits: SESSION_LIMITS,
    log,
    ...budgets,
    ...(meters && { served: meters.served }),
    isLeaving: () => isLeaving,
  }
  const trials = openTrialRoom(open.house, log)
  const house = {
    ...open.house,
    trialAsked: trials.wake,
    ...(meters && { actEnded: meters.actEnded }),
  }
  const app = server(house, settings, { routes, doorRoutes, acts: ACTS })
  const serving = await serveAll(app, config, house, meters)
  if (typeof serving === 'string') {
    await trials.stop()
    await open.close()
    return leave([serving])
  }
  const stopDiskLooks = open.house.disk && startDiskLooks(open.house.disk, log)
  const stopWorker = startWorker(house, log, meters && { ended: meters.jobEnded })
  await announce(config.origin ?? serving.url, open)

  const stop = async () => {
    // npm passes on a signal that the whole group has had already: the second must not end us half closed.
    if (isLeaving) return
    isLeaving = true
    await wait(config.drainSeconds * 1000)
    stopDiskLooks?.()
    await trials.stop()
    await serving.close()
    await stopWorker()
    await anchorHeads(open.house, 'now').catch(sayNotAnchored)
    await open.close()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
}

/** The pages and, where it is asked for, the figures for whoever runs the machine, which no other machine reaches. */
async function serveAll(
  app: ReturnType<typeof server>,
  config: Config,
  house: House,
  meters: Meters | undefined,
): Promise<Serving | string> {
  const tls = readTls(config.tls)
  if (typeof tls === 'string') return tls
  const pages = await serve(app, config, tls).catch(whyNoAddress)
  if (typeof pages === 'string' || meters === undefined) return pages
  const at = { host: '127.0.0.1', port: config.metricsPort ?? 0 }
  const figures = await serve(metricsApp(house, meters), at).catch(whyNoAddress)
  if (typeof figures === 'string') {
    await pages.close()
    return figures.replaceAll('PORT', 'EVENKEEL_METRICS_PORT')
  }
  return {
    url: pages.url,
    close: async () => {
      await pages.close()
      await figures.close()
    },
  }
}

function sayNotAnchored(error: unknown): void {
  console.error(`Evenkeel: THE AUDIT IS NOT ANCHORED. ${whyNotAnchored(error)}`)
}

const NO_CERTIFICATE =
  'The files of EVENKEEL_TLS_CERT_FILE and EVENKEEL_TLS_KEY_FILE are no certificate and its key.'

function whyNoAddress(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'Something else uses this port. Set PORT to another one.'
  if (`${code}`.startsWith('ERR_OSSL')) return NO_CERTIFICATE
  if (code === 'EACCES') return 'This port is not allowed. Set PORT to one above 1023.'
  throw error
}

async function announce(url: string, { house, installation }: OpenHouse): Promise<void> {
  console.log(`Evenkeel is open at ${url}`)
  if (installation !== 'demonstration') return
  console.log('\nThis is a demonstration. Every person in it is made up. Sign in as:\n')
  for (const { username, password, name, role } of demonstrationSignIns) {
    console.log(`  ${username.padEnd(22)} ${password}   ${name}, ${ROLE_WORDS[role].toLowerCase()}`)
  }
  console.log('\n  For the commissioner, who sees figures and none of the people:')
  for (const { username, password, name, role } of commissionerSignIns) {
    console.log(`  ${username.padEnd(22)} ${password}   ${name}, ${ROLE_WORDS[role].toLowerCase()}`)
  }
  const county = await sitesThere(house, LARGER_SITES)
  if (county.length > 0) {
    console.log(`\n  The same roles at ${signInsAt(county)}, with the same password.`)
  }
  console.log('')
}

function leave(messages: readonly string[]): void {
  for (const message of messages) console.error(`Evenkeel: ${message}`)
  process.exitCode = 1
}
