// Stands in for node:test while mutating: keeps the tests of a file, so that one thread runs any of them any number of times.

type Body = () => unknown
export type RecordedTest = { readonly name: string; readonly run: Body }

const recorded: RecordedTest[] = []
const within: string[] = []

export function describe(name: string, body: Body): void {
  within.push(name)
  body()
  within.pop()
}

export function test(name: string, body: Body): void {
  if (typeof body !== 'function') throw new Error(`${name}: tests here have a name and a body only`)
  recorded.push({ name: [...within, name].join(' > '), run: body })
}

/** The tests recorded since the last time. */
export function takeTests(): readonly RecordedTest[] {
  within.length = 0
  return recorded.splice(0)
}
