import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { HOUSE } from './house-loader.ts'
import type { Killer } from './thread.ts'

// Which test noticed each fault the last time. That one is asked first, so that a second run is quick; every fault is
// tried again all the same, and no verdict is ever taken from an earlier run.

const FILE = join(HOUSE, 'node_modules/.cache/evenkeel-mutation.json')

type Hint = Pick<Killer, 'file' | 'test'>

export const hintOf = ({ file, test }: Killer): Hint => ({ file: relative(HOUSE, file), test })

export function readHints(): Map<string, Hint> {
  try {
    const kept: readonly (readonly [string, Hint])[] = JSON.parse(readFileSync(FILE, 'utf8'))
    return new Map(kept)
  } catch {
    return new Map()
  }
}

export function writeHints(hints: ReadonlyMap<string, Hint>): void {
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(FILE, JSON.stringify([...hints]))
}
