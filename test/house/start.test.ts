import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { londonDay } from '#base/day.ts'
import { residentOf } from '#simulation/resident.ts'
import { demonstrationExport } from '#src/cli/demonstration-export.ts'
import { foundInstallation } from '#store/installation.ts'
import { outside } from '#store/outside.ts'
import { SECRET } from '#test/clinic.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { Visitor } from '#test/http/served-clinic.ts'
import { scratchFolder } from '#test/scratch.ts'
import { LEFT_TO_CONFIRM } from '#workflow/confirm-imported-plans.ts'
import { FIRST_PRACTICE, foundDemonstration } from '#workflow/demonstration.ts'
import { doorAt, openSite, SITES } from '#workflow/demonstration-sites.ts'
import { seedDemonstration } from '#workflow/seed-demonstration.ts'
import { enrol } from '#workflow/virtual-clinic.ts'
import { type Application, ended, heard, startApplication } from './application.ts'

// The application as `npm start` runs it, against a database of its own.

const HOUSE = join(import.meta.dirname, '../..')
let database: TestDatabase
let folder: string
before(async () => {
  database = await testDatabase()
  folder = scratchFolder('start')
})
after(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const application = (
  variables: Readonly<Record<string, string>>,
  first: readonly string[] = [],
): Application =>
  startApplication(
    {
      EVENKEEL_DATA: folder,
      EVENKEEL_ANCHORS: `${folder}/anchors`,
      EVENKEEL_JOURNAL: `${folder}/journal`,
      EVENKEEL_COUNTY: 'none',
      DATABASE_URL: database.appUrl,
      MIGRATION_DATABASE_URL: database.migratorUrl,
      ...variables,
    },
    first,
  )

/** How many plans of the export nobody has confirmed. */
async function unconfirmed(): Promise<number> {
  const { rows } = await database.migratorPool.query<{ readonly count: number }>(
    `select count(*)::int as count from episode where standing = 'unverified'`,
  )
  return rows[0]?.count ?? assert.fail()
}

/**
 * A first start that was broken off twice: as soon as the export was brought in, with two sites of the county and no plan
 * confirmed, and where a site has its meter and controls and not yet its rule.
 */
async function brokenOff(): Promise<void> {
  const house = { pool: database.appPool, clock: Date.now, secret: SECRET }
  const installation = { kind: 'demonstration', secret: SECRET } as const
  await foundInstallation(outside(house.pool), installation, new Date().toISOString())
  await foundDemonstration(house)
  for (const prefix of ['abbeydale', 'rivelin']) {
    const site = SITES.find((known) => known.prefix === prefix) ?? assert.fail('no such site')
    const today = londonDay(Date.now())
    const open = await openSite(house, site, today)
    const resident = residentOf(1, { seed: 1, joinedOn: today, days: 9 })
    const door = doorAt(house, open, today, 540)
    assert.ok(await enrol(door, resident, site.enrolling))
  }
  const breaksWithout = async (name: string) => {
    const works = (active: boolean) =>
      database.migratorPool.query('update staff set active = $2 where name = $1', [name, active])
    await works(false)
    await assert.rejects(
      seedDemonstration(house, demonstrationExport(), async () => undefined),
      /does not work at this provider/,
    )
    await works(true)
  }
  await breaksWithout('Rashid Siddiqui')
  assert.ok((await unconfirmed()) > 200)
  await breaksWithout('Dr Clare Lindqvist')
  const { rows } = await database.migratorPool.query(
    `select exists (select from meter_control c where c.provider_id = p.provider_id) as "isControlled",
            exists (select from site_setting s where s.provider_id = p.provider_id) as "isRuled"
       from provider p where p.name = $1`,
    [FIRST_PRACTICE],
  )
  assert.deepEqual(rows, [{ isControlled: true, isRuled: false }])
}

test('H27: a first start that was broken off is made whole, also where no anchor can be written; it says where it is and how to sign in, serves, and closes when told to', async () => {
  await brokenOff()
  const nowhere = join(HOUSE, 'package.json/anchors')
  const child = application({ EVENKEEL_COUNTY: 'whole', EVENKEEL_ANCHORS: nowhere })
  const end = ended(child)
  const warned = heard(child.stderr, /NOT ANCHORED.*\n/)
  const said = await heard(child.stdout, /with the same password.*\n/)
  assert.match(await warned, /THE AUDIT IS NOT ANCHORED\. .*Set EVENKEEL_ANCHORS/)
  assert.match(said, /The same roles at Rivelin Pharmacy \(rivelin-nurse, \.\.\.\), with/)
  const url = /Evenkeel is open at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1] ?? ''
  const [, password = ''] = /^ {2}nurse +(.*?) {3}/m.exec(said) ?? []
  const visitor = new Visitor(url)
  assert.equal((await visitor.get('/health/ready')).status, 200)
  assert.equal((await visitor.signIn('nurse', password)).location, '/')
  assert.match((await visitor.get('/account')).text, /Jo Whitfield/)
  const { rows } = await database.migratorPool.query(
    `select p.name, count(*) > 1 as "isFull" from provider p join patient using (provider_id) group by 1 order by 1`,
  )
  assert.deepEqual(
    rows.map(({ name, isFull }) => [name, isFull]),
    [
      ['Abbeydale Surgery (synthetic)', false],
      [FIRST_PRACTICE, true],
      ['Rivelin Pharmacy (synthetic)', false],
    ],
  )
  const left = await unconfirmed()
  assert.ok(left >= LEFT_TO_CONFIRM && left < 40, `${left} are left to confirm`)
  const { rows: asked } = await database.migratorPool.query(
    `select (select count(*) from patient where family_name in ('Okonjo', 'Marchetti', 'Hathersage'))::int as people,
            (select count(*) from procedure_plan)::int as plans,
            (select count(*) from clinic_pattern where name = 'Home visits')::int as rounds`,
  )
  assert.deepEqual(asked, [{ people: 3, plans: 2, rounds: 1 }])
  child.kill('SIGTERM')
  assert.equal(await end, 0)
})

test('a port that is taken is said in words', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const child = application({ PORT: String(port) })
  const end = ended(child)
  assert.match(await heard(child.stderr, /port/), /Something else uses this port/)
  assert.equal(await end, 1)
  taken.close()
})

test('a setting that is wrong is said in words, and nothing is opened', async () => {
  const child = application({ EVENKEEL_INSTALLATION: 'production' })
  const end = ended(child)
  assert.match(await heard(child.stderr, /live/), /must be demonstration, trial or live/)
  assert.equal(await end, 1)
})

test('H10: rules that are not as they were released open nothing: no address, no database', async () => {
  const child = application({}, [join(HOUSE, 'test/house/tampered-rules.ts')])
  const end = ended(child)
  const said = await heard(child.stderr, /release again/)
  assert.match(said, /The rules "evenkeel-warfarin 1\.2" are not the ones that were released/)
  assert.equal(await end, 1)
  assert.equal(await heard(child.stdout, /open/), '')
})
