import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rulesOfThisCode } from '#workflow/released-rules.ts'
import { hashOf } from '#workflow/suggestion-token.ts'

// When the rules were last compared with their second implementation over the whole grid, and which rules those were: written
// by `npm run soak` once all of it agrees, and read by the test that a release without it fails (H09).

const ROOT = join(import.meta.dirname, '..')
const RECORD = join(ROOT, 'docs/safety/compared.json')

export type Comparison = {
  readonly name: string
  readonly combinations: number
  readonly differences: number
}

export type Compared = {
  /** Of the application, as it was then: a release has its own. */
  readonly version: string
  readonly rules: Readonly<Record<string, string>>
  readonly comparisons: readonly Comparison[]
}

/** What is compared now: the version of the application and its rules. */
export const comparedNow = (): Omit<Compared, 'comparisons'> => ({
  version: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
  rules: Object.fromEntries(rulesOfThisCode().map(({ name, body }) => [name, hashOf(body)])),
})

export const lastCompared = (): Compared => JSON.parse(readFileSync(RECORD, 'utf8'))

/** Keeps what was compared, where none of it differs. */
export function keepCompared(comparisons: readonly Comparison[]): void {
  writeFileSync(RECORD, `${JSON.stringify({ ...comparedNow(), comparisons }, null, 2)}\n`)
}
