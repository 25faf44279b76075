import { relative } from 'node:path'
import process from 'node:process'
import type { TestEvent } from 'node:test/reporters'

type Covered = Extract<TestEvent, { type: 'test:coverage' }>['data']['summary']['files'][number]

/** Says which lines hold something that no test ran, and which tests failed: what `npm test` shows of the coverage. */
// biome-ignore lint/style/noDefaultExport: Node takes a reporter by its default export
export default async function* missed(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type === 'test:fail') yield `Failed: ${data.name}\n`
    if (type !== 'test:coverage') continue
    for (const place of data.summary.files.flatMap(missedIn)) yield `No test runs ${place}\n`
  }
}

function missedIn({ path, branches, lines, functions }: Covered): readonly string[] {
  const never = [...branches, ...lines, ...functions].filter(({ count }) => count === 0)
  const file = relative(process.cwd(), path)
  return [...new Set(never.map(({ line }) => `${file}:${line}`))]
}
