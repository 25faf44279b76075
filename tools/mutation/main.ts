import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { coverageOf } from './coverage.ts'
import { onlyCovering } from './covering.ts'
import { hintOf, readHints, writeHints } from './hints.ts'
import { HOUSE } from './house-loader.ts'
import { instrument } from './instrument.mjs'
import { folderOf, pageOf, summaryOf } from './page.ts'
import { filesOf, type Planted, plantedIn, textOf } from './plant.ts'
import { isAlive, type Result, resultOf } from './results.ts'
import { Thread } from './threads.ts'
import { refusedByTypes } from './type-check.ts'

// `npm run mutate`: plants every fault that Stryker knows in src/clinical, one at a time, and tells which ones no test
// notices. Words choose files: `npm run mutate -- warfarin/alarms`. `--jobs=2` takes two threads. A run over
// every file of a folder writes the folder anew in docs/mutation.md. `--keep=FILE` writes every verdict as JSON.

const PAGE = join(HOUSE, 'docs/mutation.md')
const SAY_EVERY = 500

const given = process.argv.slice(2)
const words = given.filter((word) => !word.startsWith('--'))
const jobs = Number.parseInt(/^--jobs=(\d)$/.exec(given.join(' '))?.[1] ?? '1', 10)
const keep = /--keep=(\S+)/.exec(given.join(' '))?.[1]
const isWanted = (file: string) => words.length === 0 || words.some((word) => file.includes(word))

const start = performance.now()
const threads = Array.from({ length: jobs }, () => new Thread(jobs))
const results = await allResults()
for (const thread of threads) await thread.end()
for (const one of results.filter(({ verdict }) => isAlive(verdict))) console.log(inWords(one))
if (keep !== undefined) writeFileSync(keep, JSON.stringify(results.map(withoutText)))
console.log(summaryOf(results))
writePage()

/** Only folders of which every file was asked. */
function writePage(): void {
  const whole = [...new Set(results.map(folderOf))].filter((folder) =>
    filesOf(`${folder}/*.ts`)
      .filter((file) => !file.endsWith('.test.ts'))
      .every(isWanted),
  )
  if (whole.length === 0) return
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''
  writeFileSync(PAGE, pageOf(before, results, whole))
}

async function allResults(): Promise<readonly Result[]> {
  const code = filesOf('src/clinical/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const tests = filesOf('{src,test}/clinical/**/*.test.ts')
  const { files, mutants } = await instrument(code.map((name) => ({ name, content: textOf(name) })))
  const texts = new Map(
    files.map(({ name, content }) => [join(HOUSE, name), onlyCovering(content)]),
  )
  const covered = await coverageOf(tests, texts, threads)
  const planted = code.filter(isWanted).flatMap((file) =>
    plantedIn(
      file,
      mutants.filter(({ fileName }) => fileName === file),
    ),
  )
  say(`${planted.length} faults to try`)
  const tried = await tryAll(planted, covered)
  const refused = refusedByTypes(tried.filter(({ verdict }) => isAlive(verdict)))
  return tried.map((one) =>
    refused.has(one.planted.id) ? { ...one, verdict: { kind: 'no program' } } : one,
  )
}

async function tryAll(
  planted: readonly Planted[],
  covered: Awaited<ReturnType<typeof coverageOf>>,
): Promise<readonly Result[]> {
  const hints = readHints()
  const results: Result[] = []
  const waiting = planted.values()
  await Promise.all(
    threads.map(async (thread) => {
      for (const one of waiting) {
        const result = await resultOf(one, covered, { thread, hint: hints.get(one.key) })
        results.push(result)
        if (result.verdict.kind === 'killed') hints.set(one.key, hintOf(result.verdict.by))
        if (results.length % SAY_EVERY > 0) continue
        say(
          `${results.length} tried, ${results.filter(({ verdict }) => isAlive(verdict)).length} alive`,
        )
        writeHints(hints)
      }
    }),
  )
  writeHints(hints)
  return results
}

function say(text: string): void {
  console.log(`${((performance.now() - start) / 1000).toFixed(0)} s: ${text}`)
}

function inWords({ planted, verdict }: Result): string {
  const { file, line, mutator, original, replacement } = planted
  return `${file}:${line} ${verdict.kind} (${mutator}): ${original} -> ${replacement}`
}

function withoutText({ planted: { text, ...planted }, verdict }: Result) {
  return { planted, verdict }
}
