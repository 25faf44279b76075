import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

export const HOUSE = join(import.meta.dirname, '..', '..')

/** What one process has compiled no other compiles again: many of them load the whole product. */
export const COMPILED = { NODE_COMPILE_CACHE: join(HOUSE, 'node_modules/.cache/compiled') }

const running = new Set<ReturnType<typeof spawn>>()

export type Ended = { readonly code: number; readonly output: string }

/** Runs a program in the house to its end; what it says is kept, to be shown when it matters. */
export function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((done) => {
    const program = spawn(file, args, {
      cwd: HOUSE,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(program)
    let kept = ''
    const keep = (piece: unknown) => {
      kept += piece
    }
    program.stdout.on('data', keep)
    program.stderr.on('data', keep)
    program.on('error', (error) => done({ code: 127, output: error.message }))
    program.on('close', (code) => {
      running.delete(program)
      done({ code: code ?? 1, output: kept })
    })
  })
}

/** Whoever stops the run stops what it started. */
export function stopWithSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      for (const program of running) program.kill('SIGTERM')
      console.error(`Stopped by ${signal}.`)
      process.exit(1)
    })
  }
}
