import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { type BenchRow, isMet } from './bench-row.ts'
import { table } from './table.ts'

// npm run bench -- [NAME ...] [--json FILE]: runs the named benches, or all but the long ones, one after the other, and
// prints one table. Each runs in a process of its own, so that none warms up or weighs on the next.

const MINUTE_MS = 60_000
const LONGEST_BENCH_MS = 15 * MINUTE_MS
/** Run only where they are named: the first time the database of a nation is filled. */
const LONG: Readonly<Record<string, number>> = { national: 120 * MINUTE_MS }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
})

const all = globSync('*.bench.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.bench.ts'))
  .sort()
const unknown = positionals.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exitCode = 2
} else {
  const asked = positionals.length === 0 ? all.filter((name) => !(name in LONG)) : positionals
  process.exitCode = await runAll(asked)
}

async function runAll(names: readonly string[]): Promise<number> {
  const rows: BenchRow[] = []
  const broken: string[] = []
  for (const name of names) {
    console.error(`bench: ${name}`)
    const found = await rowsOf(name)
    if (found === undefined) broken.push(name)
    else rows.push(...found)
  }
  console.log(table(rows))
  for (const name of broken) console.log(`${name}: broke off, its own words are above`)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(rows.map(withVerdict), null, 2)}\n`)
  }
  return broken.length === 0 && rows.every(isMet) ? 0 : 1
}

function withVerdict(row: BenchRow) {
  return { ...row, met: isMet(row) }
}

async function rowsOf(name: string): Promise<readonly BenchRow[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-bench-'))
  const answer = join(folder, 'rows.json')
  try {
    const program = join(import.meta.dirname, 'run-one.ts')
    const one = spawn(process.execPath, [...process.execArgv, program, name, answer], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    return (await endOf(one, LONG[name] ?? LONGEST_BENCH_MS)) === 0
      ? JSON.parse(readFileSync(answer, 'utf8'))
      : undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The exit code; a bench that takes too long is ended. */
async function endOf(one: ChildProcess, longestMs: number): Promise<number | null> {
  const tooLong = setTimeout(() => one.kill('SIGKILL'), longestMs)
  const code = await new Promise<number | null>((done) => one.once('exit', (ended) => done(ended)))
  clearTimeout(tooLong)
  return code
}
