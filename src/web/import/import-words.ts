import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { IMPORT_FILES, type ImportKind } from '#interchange/import-finding.ts'
import type { TagColour } from '#web/parts/tag.tsx'
import type { ImportBatch } from '#workflow/import-list.ts'

/** An instant as staff read it: 22-Nov-2026 at 09:02. */
export const whenWords = (instant: number): string =>
  `${clinicalDate(londonDay(instant))} at ${londonClock(instant)}`

export const STATE_WORDS: Readonly<
  Record<ImportBatch['state'], { readonly text: string; readonly colour: TagColour }>
> = {
  staged: { text: 'Waiting to be taken', colour: 'yellow' },
  committed: { text: 'Taken', colour: 'green' },
  reversed: { text: 'Taken back', colour: 'grey' },
  abandoned: { text: 'Laid aside', colour: 'grey' },
}

export const SEVERITY_WORDS = {
  error: { text: 'Row waits', colour: 'red' },
  warning: { text: 'Look at it', colour: 'yellow' },
} as const

export const KIND_WORDS: Readonly<Record<ImportKind, string>> = {
  patients: 'patients',
  episodes: 'treatment plans',
  results: 'results',
}

export const fileOf = (kind: ImportKind): string => IMPORT_FILES[kind]

/** `1 row waits`, `12 rows wait`. */
export const rowsWait = (count: number): string =>
  count === 1 ? '1 row waits' : `${count.toLocaleString('en-GB')} rows wait`
