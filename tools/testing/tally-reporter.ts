import type { TestEvent } from 'node:test/reporters'
import type { Counted } from './tally.ts'

/** Writes the final count of a run, and how long each file took, as one line of JSON, for the program that started it. */
// biome-ignore lint/style/noDefaultExport: Node takes a reporter by its default export
export default async function* tally(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: Counted['files'][number][] = []
  for await (const event of events) {
    files.push(...fileEndedBy(event))
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue
    const { tests, passed, skipped, todo } = event.data.counts
    const unproven = skipped + todo
    const tally = { passed, failed: tests - passed - unproven, skipped: unproven }
    yield JSON.stringify({ tally, files } satisfies Counted)
  }
}

/** Each file is a suite of the run. */
function fileEndedBy({ type, data }: TestEvent): Counted['files'] {
  if (type !== 'test:pass' && type !== 'test:fail') return []
  const { duration_ms, type: kind } = data.details
  return kind === 'suite' && data.nesting === 0
    ? [{ name: data.name, seconds: duration_ms / 1000 }]
    : []
}
