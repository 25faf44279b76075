import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import type { Config } from '#src/config.ts'
import { type CountySize, WHOLE_COUNTY } from '#workflow/demonstration-county.ts'
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

/** How much of the county the configuration asks for. */
export const countyOf = (county: Config['county']): CountySize | 'none' =>
  county === 'whole' ? WHOLE_COUNTY : 'none'
