import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// What each run of the long crash test came to, written by `npm run soak` after every round of it: a run takes hours and may be
// ended, and what it had shown by then counts. Runs of one version add up; the safety case report says to what.

const ROOT = join(import.meta.dirname, '..')
const RECORD = join(ROOT, 'docs/safety/soaked.json')

/** A run of the crash test: which code, from which seed, and what came of it. */
export type Soaked = {
  readonly commit: string
  readonly seed: number
  readonly cycles: number
  readonly saves: number
  readonly lost: number
  readonly doubled: number
  readonly otherFaults: number
}

export const NOTHING_SOAKED = { cycles: 0, saves: 0, lost: 0, doubled: 0, otherFaults: 0 }

/** Every run that was kept, the oldest first. */
export const soakedRuns = (): readonly Soaked[] =>
  existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : []

/** What the runs come to together. */
export function soakedInAll(runs: readonly Soaked[]): typeof NOTHING_SOAKED {
  return runs.reduce(
    (sum, run) => ({
      cycles: sum.cycles + run.cycles,
      saves: sum.saves + run.saves,
      lost: sum.lost + run.lost,
      doubled: sum.doubled + run.doubled,
      otherFaults: sum.otherFaults + run.otherFaults,
    }),
    NOTHING_SOAKED,
  )
}

/** The runs with this one as it stands now: a run is known by its code and its seed. */
export const withRun = (runs: readonly Soaked[], run: Soaked): readonly Soaked[] => [
  ...runs.filter(({ commit, seed }) => commit !== run.commit || seed !== run.seed),
  run,
]

/** Keeps a run as it stands now. */
export function keepSoaked(run: Soaked): void {
  writeFileSync(RECORD, `${JSON.stringify(withRun(soakedRuns(), run), null, 2)}\n`)
}

/** The code that runs, by its commit; with what was changed since, it is of no commit. */
export function commitHere(): string {
  const git = (...asked: readonly string[]) =>
    execFileSync('git', asked, { cwd: ROOT, encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'test/crash', 'package-lock.json')
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed === '' ? '' : ' and changes'}`
  } catch {
    return 'not known'
  }
}
