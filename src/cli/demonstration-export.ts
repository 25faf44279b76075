import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import type { Config } from '#src/config.ts'
import { bringInCounty } from '#workflow/county-snapshot.ts'
import type { OpenHouse } from '#workflow/open-house.ts'
import { type Export, seedDemonstration } from '#workflow/seed-demonstration.ts'

const FOLDER = join(import.meta.dirname, '../../data/migration-a')

/** The synthetic export that the demonstration is made of. */
export function demonstrationExport(): Export {
  const files = IMPORT_KINDS.map((kind) => [
    kind,
    readFileSync(join(FOLDER, IMPORT_FILES[kind]), 'utf8'),
  ])
  return Object.fromEntries(files) as Export
}

/** Two years of the county, lived beforehand by `npm run county`. */
const PACKED = join(import.meta.dirname, '../../data/county/county.json.br')

/** Makes the demonstration in an open house, as configured; what is there already is left as it is. */
export async function makeDemonstration(
  { house, migratorUrl }: Pick<OpenHouse, 'house' | 'migratorUrl'>,
  { county }: Pick<Config, 'county'>,
): Promise<void> {
  // Nobody was told of what is made here.
  const { journal, ...unwritten } = house
  await seedDemonstration(unwritten, demonstrationExport(), async () => {
    if (county === 'whole') await bringInCounty(unwritten, migratorUrl, readFileSync(PACKED))
  })
}
