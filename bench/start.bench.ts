import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { layoutOf } from '#store/embedded/layout.ts'
import { runningPostmaster, stopPostmaster } from '#store/embedded/postmaster.ts'
import { freePort } from '#test/free-port.ts'
import type { BenchRow } from './bench-row.ts'
import { ready } from './serve-county.ts'

// What a new user waits for: `npm start` in a fresh clone, and the same command again, each until the first 200 of
// /health/ready. Beside them what is not ours: npm's own installing, and Node starting with nothing to do.

const HOUSE = join(import.meta.dirname, '..')
const ASKED_FRESH_S = 90
const ASKED_WARM_S = 3

export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-start-'))
  chmodSync(folder, 0o755)
  try {
    const [clone, other] = [join(folder, 'evenkeel'), join(folder, 'packages-only')]
    await done('git', ['clone', '--quiet', HOUSE, clone], folder)
    await done('git', ['clone', '--quiet', HOUSE, other], folder)
    const install = await seconds(() =>
      done('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], other),
    )
    const fresh = await startOnce(clone)
    const warm = await startOnce(clone)
    const node = await seconds(() => done(process.execPath, ['--eval', '0'], clone))
    return [
      row('first npm start on a fresh clone, s (baseline: npm ci)', ASKED_FRESH_S, fresh, install),
      row('warm start, s (baseline: node --eval 0)', ASKED_WARM_S, warm, node),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const row = (what: string, asked: number, measured: number, baseline: number): BenchRow => {
  return { what, asked, measured, baseline, ratio: measured / baseline, mustBe: 'at most' }
}

async function startOnce(clone: string): Promise<number> {
  const port = await freePort()
  const started = performance.now()
  const app = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: `${port}` },
  })
  try {
    await ready(app, `http://127.0.0.1:${port}`, LONGEST_START_MS)
    return (performance.now() - started) / 1000
  } finally {
    await stopGroup(app, join(clone, 'var'))
  }
}

const LONGEST_START_MS = 5 * 60_000
const LONGEST_STOP_MS = 30_000

/** Stops npm and all that it started; it is over when the database has gone too. */
async function stopGroup(app: ChildProcess, dataFolder: string): Promise<void> {
  if (app.pid === undefined || app.exitCode !== null) return
  const ended = once(app, 'exit')
  process.kill(-app.pid, 'SIGTERM')
  await ended
  const until = Date.now() + LONGEST_STOP_MS
  while (runningPostmaster(layoutOf(dataFolder)) !== undefined) {
    if (Date.now() > until) {
      await stopPostmaster(layoutOf(dataFolder))
      throw new Error('Evenkeel was stopped and left its database running')
    }
    await wait(50)
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

async function done(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`)
}
