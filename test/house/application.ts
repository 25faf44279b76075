import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'

export type Application = ChildProcessByStdio<null, Readable, Readable>

const HOUSE = join(import.meta.dirname, '../..')

/** The application as `npm start` runs it, on a port that is free; `first` is loaded before it. */
export function startApplication(
  variables: Readonly<Record<string, string>>,
  first: readonly string[] = [],
): Application {
  const loaded = [join(HOUSE, 'tools/tsx-hook.mjs'), ...first]
  const args = [...loaded.flatMap((file) => ['--import', file]), join(HOUSE, 'src/main.ts')]
  return spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** What it says until it says this, or ends. */
export async function heard(from: Readable, until: RegExp): Promise<string> {
  let text = ''
  for await (const part of from) {
    text += String(part)
    if (until.test(text)) return text
  }
  return text
}

export const ended = (child: Application) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
