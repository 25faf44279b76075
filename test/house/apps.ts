import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { layoutOf } from '#store/embedded/layout.ts'
import { runningPostmaster, stopPostmaster } from '#store/embedded/postmaster.ts'
import { scratchFolder } from '#test/scratch.ts'

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), appUrl: z.string(), superuserUrl: z.string() }),
  z.object({ kind: z.literal('already-served'), message: z.string() }),
])

export const isRoot = process.getuid?.() === 0

/** A data folder of its own; whatever runs on it is stopped and it is gone when the test ends. */
export function newDataFolder(t: TestContext, mode = 0o711): string {
  const folder = scratchFolder('house')
  chmodSync(folder, mode)
  t.after(async () => {
    await stopPostmaster(layoutOf(folder))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Starts an application on the folder, as a process of its own, and waits for what it answers. */
export async function startApp(t: TestContext, dataFolder: string, uid?: number) {
  const program = join(import.meta.dirname, 'serving-app.ts')
  const app = spawn(process.execPath, [program, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  t.after(() => killed(app))
  const [line] = await once(createInterface({ input: app.stdout }), 'line')
  return { app, answer: answer.parse(JSON.parse(String(line))) }
}

export async function startedApp(t: TestContext, dataFolder: string, uid?: number) {
  const { app, answer } = await startApp(t, dataFolder, uid)
  if (answer.kind !== 'started') throw new Error(answer.message)
  return { app, ...answer }
}

/** kill -9, and wait until it is gone. */
export async function killed(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return
  app.kill('SIGKILL')
  await once(app, 'exit')
}

export async function leftInOrder(app: ChildProcess): Promise<void> {
  app.kill('SIGTERM')
  const [code] = await once(app, 'exit')
  if (code !== 0) throw new Error(`the application ended with ${code}`)
}

export const postmasterOf = (dataFolder: string): number | undefined =>
  runningPostmaster(layoutOf(dataFolder))

export function killPostmaster(dataFolder: string): number {
  const pid = postmasterOf(dataFolder)
  if (pid === undefined) throw new Error('no server runs')
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Asks again until it succeeds; the last refusal is thrown after ten seconds. */
export async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  const until = Date.now() + 10_000
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > until) throw error
      await wait(50)
    }
  }
}

/** The account that runs a process, as the kernel sees it from outside any namespace. */
export function accountOf(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
