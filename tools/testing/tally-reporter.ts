import type { TestEvent } from 'node:test/reporters'

/** Writes the final count of a run as one line of JSON, for the program that started it. */
// biome-ignore lint/style/noDefaultExport: Node takes a reporter by its default export
export default async function* tally(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue
    const { tests, passed, skipped, todo } = event.data.counts
    const unproven = skipped + todo
    yield JSON.stringify({ passed, failed: tests - passed - unproven, skipped: unproven })
  }
}
