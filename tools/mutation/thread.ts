// One thread that runs tests against planted faults, each on a fresh load of the code.
import { parentPort, workerData } from 'node:worker_threads'
import { configureGlobal } from 'fast-check'
import { MET, MOST_FAULTS } from './covering.ts'
import { importOfHouse, loadHouseAnew, startAnew } from './house-loader.ts'
import { type RecordedTest, takeTests } from './recorded-tests.ts'

/** Which tests of a file may notice a fault, by their places in it; all: the fault is there while the file loads. */
export type Chosen = { readonly file: string; readonly tests: readonly number[] | 'all' }

export type Order =
  | {
      readonly kind: 'cover'
      readonly file: string
      readonly texts: ReadonlyMap<string, string>
    }
  | {
      readonly kind: 'try'
      readonly texts: ReadonlyMap<string, string>
      readonly chosen: readonly Chosen[]
    }

/** For each fault, by its number: 1 when the code it is in was run. */
export type Met = Uint8Array
export type TestRun = { readonly ms: number; readonly met: Met }
export type Covered = {
  readonly kind: 'covered'
  /** Faults met while the file loads. */
  readonly loading: Met
  readonly tests: readonly TestRun[]
}
export type Killer = { readonly file: string; readonly test: number; readonly words: string }
export type Tried =
  | { readonly kind: 'killed'; readonly by: Killer }
  | { readonly kind: 'survived' }
  | { readonly kind: 'no program'; readonly words: string }

/** Any seed will do, but always the same one: a score that moves by itself says nothing. */
const SEED = 20_261_122
const LOADING = -1

const heartbeat: Int32Array = workerData
const met = new Uint8Array(MOST_FAULTS)
Object.assign(globalThis, { [MET]: met })
configureGlobal({ seed: SEED, endOnFailure: true })
loadHouseAnew()

parentPort?.on('message', (order: Order) => {
  void (order.kind === 'cover' ? cover(order) : attempt(order)).then((answer) =>
    parentPort?.postMessage(answer),
  )
})

const wordsOf = (error: unknown): string => String(error).split('\n')[0] ?? ''

/** A load gives its tests once; whoever asks again gets the same. */
const loaded = new Map<string, readonly RecordedTest[]>()

function forgetAndPlant(texts: ReadonlyMap<string, string>): void {
  loaded.clear()
  startAnew(texts)
}

async function testsOf(file: string): Promise<readonly RecordedTest[]> {
  Atomics.add(heartbeat, 0, 1)
  const known = loaded.get(file)
  if (known !== undefined) return known
  takeTests()
  await importOfHouse(file)
  const tests = takeTests()
  loaded.set(file, tests)
  return tests
}

async function cover({ file, texts }: Extract<Order, { kind: 'cover' }>): Promise<Covered> {
  forgetAndPlant(texts)
  met.fill(0)
  const tests = await testsOf(file)
  const loading = met.slice()
  const runs: TestRun[] = []
  for (const { run } of tests) {
    met.fill(0)
    const start = performance.now()
    await run()
    runs.push({ ms: performance.now() - start, met: met.slice() })
  }
  return { kind: 'covered', loading, tests: runs }
}

async function attempt({ texts, chosen }: Extract<Order, { kind: 'try' }>): Promise<Tried> {
  forgetAndPlant(texts)
  for (const { file, tests } of chosen) {
    const killer = await firstToFail(file, tests)
    if (killer !== undefined) return killer
  }
  return { kind: 'survived' }
}

async function firstToFail(file: string, chosen: Chosen['tests']): Promise<Tried | undefined> {
  const tests = await testsOf(file).catch((error: unknown): Tried => {
    const words = wordsOf(error)
    const isCode = !(error instanceof Error && 'code' in error && error.code === NO_SYNTAX)
    return isCode
      ? { kind: 'killed', by: { file, test: LOADING, words } }
      : { kind: 'no program', words }
  })
  if ('kind' in tests) return tests
  return await runUntilOneFails(file, tests, chosen)
}

const NO_SYNTAX = 'ERR_INVALID_TYPESCRIPT_SYNTAX'

async function runUntilOneFails(
  file: string,
  tests: readonly RecordedTest[],
  chosen: Chosen['tests'],
): Promise<Tried | undefined> {
  for (const place of chosen === 'all' ? tests.keys() : chosen) {
    Atomics.add(heartbeat, 0, 1)
    try {
      await tests[place]?.run()
    } catch (error) {
      return { kind: 'killed', by: { file, test: place, words: wordsOf(error) } }
    }
  }
  return undefined
}
