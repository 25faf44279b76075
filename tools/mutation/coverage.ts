import { join } from 'node:path'
import { HOUSE } from './house-loader.ts'
import type { Met, TestRun } from './thread.ts'
import type { Thread } from './threads.ts'

/** What the tests of one file meet, and how long each takes. */
export type TestFile = {
  readonly file: string
  readonly loading: Met
  readonly tests: readonly TestRun[]
}

/** Runs every test once over the code with all faults planted and none switched on. */
export async function coverageOf(
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
  threads: readonly Thread[],
): Promise<readonly TestFile[]> {
  const covered: TestFile[] = []
  const waiting = [...files]
  await Promise.all(
    threads.map(async (thread) => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const file = join(HOUSE, name)
        const { loading, tests } = await thread.cover({ kind: 'cover', file, texts })
        covered.push({ file, loading, tests })
      }
    }),
  )
  return covered
}
