import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Role } from '#access/policy.ts'
import { PASSWORD } from '#test/clinic.ts'
import { freePort } from '#test/free-port.ts'
import { Visitor } from '#test/http/served-clinic.ts'
import type { County } from './county.ts'
import { TODAY } from './county-layout.ts'
import { usernameOf } from './fill-county.ts'

const HOUSE = join(import.meta.dirname, '..')
const LONGEST_START_MS = 60_000

/** The application itself, in a process of its own, on the county's database. */
export type ServedCounty = {
  readonly url: string
  /** Somebody who works at this provider, signed in. */
  readonly signIn: (provider: number, role: Role) => Promise<SignedIn>
  readonly stop: () => Promise<void>
}
export type SignedIn = { readonly cookie: string; readonly csrf: string }

type Setting = {
  readonly nodeOptions?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Where its journal and its anchors stay for the next run; without it they go when it stops. */
  readonly dataFolder?: string
  readonly longestStartMs?: number
}

export async function serveCounty(
  county: County,
  { nodeOptions = [], env = {}, dataFolder, longestStartMs }: Setting = {},
): Promise<ServedCounty> {
  const port = await freePort()
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'evenkeel-bench-app-'))
  const program = ['--import', './tools/tsx-hook.mjs', 'src/main.ts']
  const app = spawn(process.execPath, [...nodeOptions, ...program], {
    cwd: HOUSE,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: `${port}`,
      DATABASE_URL: county.appUrl,
      MIGRATION_DATABASE_URL: county.migratorUrl,
      EVENKEEL_DATA: folder,
      EVENKEEL_PRETEND_TODAY: TODAY,
      ...env,
    },
  })
  const url = `http://127.0.0.1:${port}`
  await ready(app, url, longestStartMs)
  return {
    url,
    signIn: (provider, role) => signIn(url, usernameOf(provider, role)),
    async stop() {
      app.kill('SIGTERM')
      if (app.exitCode === null) await once(app, 'exit')
      if (dataFolder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits for the first 200 of /health/ready. */
export async function ready(
  app: ChildProcess,
  url: string,
  longestMs: number = LONGEST_START_MS,
): Promise<void> {
  const until = Date.now() + longestMs
  while (Date.now() < until && app.exitCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.status === 200) return
    await wait(20)
  }
  app.kill('SIGKILL')
  throw new Error('the application did not become ready')
}

async function signIn(url: string, username: string): Promise<SignedIn> {
  const visitor = new Visitor(url)
  const answer = await visitor.signIn(username, PASSWORD)
  if (answer.status !== 303) throw new Error(`${username} could not sign in: ${answer.status}`)
  return { cookie: visitor.cookie, csrf: await visitor.csrf('/account') }
}
