import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import type { Export } from '#workflow/seed-demonstration.ts'

const FOLDER = join(import.meta.dirname, '../../data/migration-a')

/** The synthetic export that the demonstration is made of. */
export function demonstrationExport(): Export {
  const files = IMPORT_KINDS.map((kind) => [
    kind,
    readFileSync(join(FOLDER, IMPORT_FILES[kind]), 'utf8'),
  ])
  return Object.fromEntries(files) as Export
}
