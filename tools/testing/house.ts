import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

export const HOUSE = join(import.meta.dirname, '..', '..')

const running = new Set<ReturnType<typeof spawn>>()

export type Ended = { readonly code: number; readonly output: string }

type Surroundings = {
  readonly env?: Readonly<Record<string, string>>
  /** Shown as it comes, or kept to be shown when it matters. */
  readonly output: 'shown' | 'kept'
}

/** Runs a program in the house to its end. */
export function runProgram(
  file: string,
  args: readonly string[],
  { env = {}, output }: Surroundings,
): Promise<Ended> {
  return new Promise((done) => {
    const program = spawn(file, args, {
      cwd: HOUSE,
      env: { ...process.env, ...env },
      stdio: [
        'ignore',
        output === 'shown' ? 'inherit' : 'pipe',
        output === 'shown' ? 'inherit' : 'pipe',
      ],
    })
    running.add(program)
    let kept = ''
    const keep = (piece: unknown) => {
      kept += piece
    }
    program.stdout?.on('data', keep)
    program.stderr?.on('data', keep)
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
