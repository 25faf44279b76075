import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { day } from '#base/day.ts'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { foundInstallation } from '#store/installation.ts'
import { migrate } from '#store/migrate.ts'
import { outside } from '#store/outside.ts'
import { openPool } from '#store/pool.ts'
import { packCounty } from '#workflow/county-snapshot.ts'
import { liveCounty, WHOLE_COUNTY } from '#workflow/demonstration-county.ts'
import { houseAt } from '#workflow/demonstration-sites.ts'

// `npm run county DAY`: lives two years of the demonstration's county up to a day, by the product's own acts in a database
// of its own, and packs it into data/county for first starts from that day on.

const PACKED = join(import.meta.dirname, '../data/county/county.json.br')
const NOON = 720

/** Nothing is signed for long in a database that is taken away again. */
const SECRET = Buffer.alloc(32, 1)

const [typed = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-county-'))
chmodSync(folder, 0o711)
const server = await attachOrStart(folder)
const [pool, migratorPool] = [openPool(server.appUrl), openPool(server.migratorUrl)]
try {
  const migrated = await migrate(server.migratorUrl)
  if (migrated.kind === 'refused') throw new Error(migrated.message)
  // Its days are pretended, which no other installation may do.
  const founded = { kind: 'demonstration', secret: SECRET } as const
  await foundInstallation(outside(pool), founded, new Date().toISOString())
  const house = houseAt({ pool, clock: Date.now, secret: SECRET }, day(typed), NOON)
  const county = await liveCounty(house, WHOLE_COUNTY, 'this-morning')
  const packed = await packCounty(house, migratorPool, county)
  writeFileSync(PACKED, packed)
  console.log(`${PACKED}: ${packed.byteLength} bytes, for first starts from ${typed} on`)
} finally {
  await Promise.all([pool.end(), migratorPool.end()])
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
