import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { addDays, londonDay } from '#base/day.ts'
import { ABSENCES, type Absence } from '#recall/absences.ts'
import { countAbsences } from '#store/absences.ts'
import { providersOf } from '#store/providers.ts'
import { TASK_KINDS } from '#store/tasks.ts'
import { inTransaction } from '#store/tx.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { bringInCounty, packCounty } from '#workflow/county-snapshot.ts'
import { type CountySize, liveCounty } from '#workflow/demonstration-county.ts'
import { LARGER_SITES } from '#workflow/demonstration-sites.ts'
import { absenceDay } from '#workflow/todays-absences.ts'
import { verify } from '#workflow/verify.ts'

// The demonstration's county by the very functions of `npm run county` and of a first start: a small one, lived, packed and
// unpacked, and the one in the repository.

const SMALL: CountySize = { days: 70, sites: LARGER_SITES, people: 0.2 }
const PACKED = join(import.meta.dirname, '../../data/county/county.json.br')

/** A day with a clinic at each of the three sites. */
const FRIDAY = '2026-11-20T12:00:00.000Z'

let lived: TestClinic
let packed: TestClinic
let unpacked: TestClinic
before(async () => {
  ;[lived, packed, unpacked] = await Promise.all([testClinic(), testClinic(), testClinic()])
  for (const { clock } of [lived, packed, unpacked]) clock.set(FRIDAY)
})
after(() => Promise.all([lived, packed, unpacked].map((clinic) => clinic.drop())))

/** What was done for whom and when, without the ids, which are new each time. */
async function told({ database }: TestClinic): Promise<readonly string[]> {
  const { rows } = await database.migratorPool.query<{ line: string }>(
    `select concat_ws(' ', x.name, p.nhs_number, r.sampled_on, r.comparator, r.tenths, r.method, d.kind, d.schedule::text,
            d.next_test_on, a.on_date, a.at_minute, t.how) as line
       from inr_result r
       join provider x on x.provider_id = r.provider_id
       join patient p on p.provider_id = r.provider_id and p.id = r.patient_id
       left join dose_decision d on d.provider_id = r.provider_id and d.result_id = r.id
       left join told t on t.provider_id = r.provider_id and t.decision_id = d.id
       left join appointment a on a.provider_id = r.provider_id and a.patient_id = r.patient_id and a.on_date = d.next_test_on
      order by 1`,
  )
  return rows.map(({ line }) => line)
}

test('a county that is packed, unpacked and lived on is the one that is lived in one go, and nothing in it must never be', async () => {
  await liveCounty(lived.house, SMALL)
  const county = await liveCounty(packed.house, SMALL, 'this-morning')
  const bytes = await packCounty(packed.house, packed.database.migratorPool, county)
  await bringInCounty(unpacked.house, unpacked.database.migratorUrl, bytes)

  const lines = await told(lived)
  assert.deepEqual(await told(unpacked), lines)
  assert.ok(lines.filter((line) => / (?:accepted|authorised) /.test(line)).length > 10)
  const { faults, decisions } = await verify(unpacked.pool, unpacked.clock.now())
  assert.deepEqual(faults, [])
  assert.ok(decisions > 10)
})

/** The county of the repository, on the first day that is not lived in it. */
async function countyOfRepository(): Promise<TestClinic> {
  const clinic = await testClinic()
  const bytes = readFileSync(PACKED)
  const { nextDay } = JSON.parse(brotliDecompressSync(bytes).toString())
  clinic.clock.set(`${nextDay}T12:00:00.000Z`)
  await bringInCounty(clinic.house, clinic.database.migratorUrl, bytes).catch((error: unknown) =>
    assert.fail(`data/county does not fit this version any more: npm run county DAY. ${error}`),
  )
  return clinic
}

/** How many lines each list of a site has. */
const listsOf = ({ pool, clock }: TestClinic, providerId: string) =>
  inTransaction(pool, providerId, async (tx) => ({
    keep: false,
    answer: await countAbsences(tx, absenceDay(londonDay(clock.now()))),
  }))

/** Lists that no act leaves anybody on, and why. */
const EMPTY: Readonly<Partial<Record<Absence, string>>> = {
  'no-next-test':
    'evenkeel verify calls it a fault: each act that takes a test date away leaves a task',
  'result-not-dosed': 'each act that keeps a visit keeps its dose or its task with it',
  'transfer-to-answer': 'the providers of the county hand nobody over to one another',
  'licence-expiring': 'the county keeps no licences',
  'survey-due': 'the county keeps no licences and has no contract',
  'return-due': 'the demonstration around the county records the contracts',
  'claim-due': 'as return-due',
  'transfer-not-answered': 'the providers of the county hand nobody over to one another',
  'action-plan-due': 'as return-due',
  'analysis-due': 'as return-due',
  'event-not-recorded': 'as return-due',
  'events-not-stated': 'as return-due',
}

/** A site of some dozen people has no list that is as long. */
const FEW = 13

/** Most of what has happened in two years is settled. */
const MOSTLY = 0.8

test('the county of the repository fits this version: doses replay, chains verify, each list and each kind of task has a few', async () => {
  const clinic = await countyOfRepository()
  const { database, pool, clock } = clinic
  const { faults, decisions } = await verify(pool, clock.now())
  assert.deepEqual(faults, [], 'npm run county DAY')
  assert.ok(decisions > 900, `${decisions}`)

  const county = (await providersOf(pool)).filter(({ name }) => name.includes('synthetic'))
  const lists = await Promise.all(county.map(({ providerId }) => listsOf(clinic, providerId)))
  const filled = lists.flat().filter(({ count }) => count > 0)
  const empty = ABSENCES.filter((list) => filled.every(({ kind }) => kind !== list))
  assert.deepEqual(empty, Object.keys(EMPTY), 'lists on which nobody is')
  const long = filled.filter(({ count }) => count >= FEW)
  assert.deepEqual(long, [], 'lists that nobody would believe')
  const { rows } = await database.migratorPool.query<{
    kind: string
    isClosed: number
    all: number
  }>(
    `select kind, count(*)::int as all, count(*) filter (where state = 'closed')::int as "isClosed" from task group by 1`,
  )
  assert.deepEqual(rows.map(({ kind }) => kind).toSorted(), TASK_KINDS.toSorted())
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  const [closed, all] = [sum(rows.map((row) => row.isClosed)), sum(rows.map((row) => row.all))]
  assert.ok(closed > all * MOSTLY, `${closed} of ${all} tasks are settled`)
  await clinic.drop()
})

test('a first start long after the county was packed lives a young one, whose people may all dose', async () => {
  const { house, database, pool, clock, drop } = await testClinic()
  const bytes = readFileSync(PACKED)
  const { nextDay } = JSON.parse(brotliDecompressSync(bytes).toString())
  clock.set(`${addDays(nextDay, 200)}T12:00:00.000Z`)
  const young = { days: 22, sites: LARGER_SITES.slice(1, 2), people: 0.1 }
  await bringInCounty(house, database.migratorUrl, bytes, young)
  const { faults, decisions } = await verify(pool, clock.now())
  assert.deepEqual(faults, [])
  assert.ok(decisions > 0)
  const { rows } = await database.migratorPool.query(
    `select s.name from staff s where s.competence_until < $1`,
    [addDays(nextDay, 200)],
  )
  assert.deepEqual(rows, [])
  await drop()
})

test('a site that is there already is left as it is, and so is a county of which one is', async () => {
  const before = (await told(lived)).length
  await liveCounty(lived.house, SMALL)
  await bringInCounty(lived.house, lived.database.migratorUrl, readFileSync(PACKED))
  assert.equal((await told(lived)).length, before)
})
