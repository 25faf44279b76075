import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'

const HOUSE = join(import.meta.dirname, '..', '..')
const PRELOAD = './test/planted/swap.ts'

/** One text of one file of the house, and what stands in its place. */
export type Swap = { readonly file: string; readonly from: string; readonly to: string }

/** How a process is started in which these faults are planted. */
export function withPlanted(swaps: readonly Swap[]) {
  return { preload: PRELOAD, environment: { EVENKEEL_PLANTED: JSON.stringify(swaps) } }
}

export type Caught =
  | { readonly kind: 'caught' }
  | { readonly kind: 'missed'; readonly says: string }

/** Runs one test of one file with these faults planted: it must fail, and no other way of ending counts. */
export async function caughtBy(
  swaps: readonly Swap[],
  { file, test }: { readonly file: string; readonly test: string },
  environment: Readonly<Record<string, string>> = {},
): Promise<Caught> {
  const planted = withPlanted(swaps)
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', '--import', './tools/tsx-hook.mjs'],
      ...['--import', planted.preload, '--test-reporter=tap'],
      `--test-name-pattern=${literal(test)}`,
      file,
    ],
    {
      cwd: HOUSE,
      env: { ...inherited, ...environment, ...planted.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const [said, broke] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  const failed = said.split('\n').filter((line) => /^\s*not ok /.test(line))
  return failed.some((line) => unescaped(line).includes(test))
    ? { kind: 'caught' }
    : { kind: 'missed', says: `${said.slice(-1500)}${broke.slice(-1500)}` }
}

const literal = (words: string): string => words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** TAP marks its own signs. */
const unescaped = (line: string): string => line.replaceAll('\\#', '#').replaceAll('\\\\', '\\')
