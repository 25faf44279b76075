import { dirname, join } from 'node:path'
import type { TestFile } from './coverage.ts'
import { HOUSE } from './house-loader.ts'
import { whyNotBehaviour } from './not-behaviour.ts'
import type { Planted } from './plant.ts'
import type { Chosen, Killer } from './thread.ts'
import type { Outcome, Thread } from './threads.ts'

/** What became of a fault. */
export type Verdict =
  | Outcome
  | { readonly kind: 'not covered' }
  | { readonly kind: 'no program' }
  | { readonly kind: 'not behaviour'; readonly because: string }

export type Result = { readonly planted: Planted; readonly verdict: Verdict }

/** No test noticed the fault. */
export const isAlive = ({ kind }: Verdict): boolean => kind === 'survived' || kind === 'not covered'

/** How much longer than usual a test may take, and what every test may take. */
const PATIENCE = 6
const LEAST_MS = 1500

type Means = {
  readonly thread: Thread
  /** The test that noticed this fault the last time. */
  readonly hint: Pick<Killer, 'file' | 'test'> | undefined
}

/** Tries one fault on every test that runs the code it is in, until one fails. */
export async function resultOf(
  planted: Planted,
  covered: readonly TestFile[],
  { thread, hint }: Means,
): Promise<Result> {
  const because = whyNotBehaviour(planted)
  if (because !== undefined) return { planted, verdict: { kind: 'not behaviour', because } }
  const chosen = nearest(
    planted,
    covered.flatMap((file) => chosenIn(file, Number(planted.id))),
  )
  if (chosen.length === 0) return { planted, verdict: { kind: 'not covered' } }
  const longest = Math.max(...chosen.map(({ longestMs }) => longestMs))
  const verdict = await thread.attempt(
    {
      kind: 'try',
      texts: new Map([[join(HOUSE, planted.file), planted.text]]),
      chosen: [...firstOf(hint, chosen), ...chosen.map(({ file, tests }) => ({ file, tests }))],
    },
    longest * PATIENCE + LEAST_MS,
  )
  return { planted, verdict }
}

const firstOf = (hint: Means['hint'], chosen: readonly Chosen[]): readonly Chosen[] =>
  hint !== undefined && chosen.some(({ file }) => file === join(HOUSE, hint.file))
    ? [{ file: join(HOUSE, hint.file), tests: hint.test < 0 ? [] : [hint.test] }]
    : []

type Costing = Chosen & { readonly costMs: number; readonly longestMs: number }

function chosenIn({ file, loading, tests }: TestFile, fault: number): readonly Costing[] {
  const isLoading = loading[fault] === 1
  const places = tests.flatMap(({ met }, place) => (isLoading || met[fault] === 1 ? [place] : []))
  if (places.length === 0) return []
  const times = places.map((place) => tests[place]?.ms ?? 0)
  return [
    {
      file,
      tests: isLoading ? 'all' : places,
      costMs: times.reduce((sum, ms) => sum + ms, 0),
      longestMs: Math.max(...times),
    },
  ]
}

/** Tests further off than those beside the code are asked for so long in all, as long as they usually take. */
const FURTHER_OFF_MS = 8000

/** The tests beside the code, then those of its folder, then the quickest, until the time is over. */
function nearest({ file }: Planted, all: readonly Costing[]): readonly Costing[] {
  const beside = join(HOUSE, file.replace(/\.ts$/, '.test.ts'))
  const distance = (test: Costing): number =>
    test.file === beside ? 0 : dirname(test.file) === dirname(beside) ? 1 : 2
  const sorted = all.toSorted(
    (one, other) => distance(one) - distance(other) || one.costMs - other.costMs,
  )
  let spent = 0
  return sorted.filter((test) => {
    const isAsked = distance(test) === 0 || spent < FURTHER_OFF_MS
    if (isAsked && distance(test) > 0) spent += test.costMs
    return isAsked
  })
}
