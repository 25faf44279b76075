import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOUSE } from './house-loader.ts'
import type { Fault } from './instrument.d.mts'

/** One fault in one file: the text as it would be, and how to know it again when lines have moved. */
export type Planted = {
  readonly id: string
  readonly file: string
  readonly line: number
  readonly mutator: string
  /** The line as it is, and what would stand in place of what. */
  readonly code: string
  readonly original: string
  readonly replacement: string
  readonly text: string
  readonly key: string
}

export const filesOf = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: HOUSE }).sort()
export const textOf = (file: string): string => readFileSync(join(HOUSE, file), 'utf8')
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The faults of one file, each with its whole text. */
export function plantedIn(file: string, faults: readonly Fault[]): readonly Planted[] {
  const text = textOf(file)
  const lines = text.split('\n')
  const starts = startsOf(lines)
  const offset = ({ line, column }: Fault['location']['start']) => (starts[line] ?? 0) + column
  const seen = new Map<string, number>()
  return faults.map(({ id, mutatorName, replacement, location }) => {
    const [from, to] = [offset(location.start), offset(location.end)]
    const code = oneLine(lines[location.start.line] ?? '')
    const original = oneLine(text.slice(from, to))
    const about = [file, mutatorName, code, original, oneLine(replacement)].join(' | ')
    const times = (seen.get(about) ?? 0) + 1
    seen.set(about, times)
    return {
      id,
      file,
      line: location.start.line + 1,
      mutator: mutatorName,
      code,
      original,
      replacement: oneLine(replacement),
      text: text.slice(0, from) + replacement + text.slice(to),
      key: `${about} | ${times}`,
    }
  })
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = []
  let start = 0
  for (const line of lines) {
    starts.push(start)
    start += line.length + 1
  }
  return starts
}
