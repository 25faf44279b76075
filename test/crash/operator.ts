import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '#test/free-port.ts'
import type { CrashSite } from './crash-site.ts'

const HOUSE = join(import.meta.dirname, '..', '..')
const PAUSE_BEFORE_RESTART_MS = 100
const LAST_WORDS = 2000

/** Whoever looks after the application: starts it again, by the same command, whenever it has ended. */
export type Operator = {
  readonly url: string
  /** The process that runs now, or ran last. */
  readonly pid: () => number
  readonly starts: () => number
  /** How it ended when nobody killed it. */
  readonly falls: () => readonly string[]
  /** The end of what it wrote to its log. */
  readonly lastWords: () => string
  /** Stops it in order; answers its exit code. */
  readonly stop: () => Promise<number | null>
}

/** `planted` are modules that are loaded before the application and put a fault into it. */
export async function operate(
  { dataFolder, logs }: Pick<CrashSite, 'dataFolder' | 'logs'>,
  environment: Readonly<Record<string, string>>,
  planted: readonly string[] = [],
): Promise<Operator> {
  const port = await freePort()
  const hook = ['--import', './tools/tsx-hook.mjs']
  const plant = planted.flatMap((module) => ['--import', module])
  const logFile = join(logs, 'application.log')
  const log = openSync(logFile, 'a')
  let stopping = false
  let starts = 0
  const falls: string[] = []

  const start = (): ChildProcess => {
    starts += 1
    const app = spawn(process.execPath, [...hook, ...plant, 'src/main.ts'], {
      cwd: HOUSE,
      env: {
        ...process.env,
        EVENKEEL_DATA: dataFolder,
        EVENKEEL_ANCHORS: `${dataFolder}/anchors`,
        EVENKEEL_JOURNAL: `${dataFolder}/journal`,
        PORT: `${port}`,
        ...environment,
      },
      stdio: ['ignore', log, log],
    })
    app.once('exit', startAgain)
    return app
  }
  const startAgain = async (code: number | null, signal: string | null) => {
    if (!stopping && signal !== 'SIGKILL')
      falls.push(`the application ended by itself (${code ?? signal})`)
    await wait(PAUSE_BEFORE_RESTART_MS)
    if (!stopping) running = start()
  }
  let running = start()

  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => running.pid ?? 0,
    starts: () => starts,
    falls: () => falls,
    lastWords: () => readFileSync(logFile, 'utf8').slice(-LAST_WORDS),
    async stop() {
      stopping = true
      const code = await ended(running)
      closeSync(log)
      return code
    },
  }
}

async function ended(app: ChildProcess): Promise<number | null> {
  if (app.exitCode !== null || app.signalCode !== null) return app.exitCode
  app.kill('SIGTERM')
  const [code] = await once(app, 'exit')
  return code
}
