import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type CountySize, liveCounty } from '#workflow/demonstration-county.ts'
import { LARGER_SITES } from '#workflow/demonstration-sites.ts'
import { verify } from '#workflow/verify.ts'

// The demonstration's county by the very functions of a first start, with a few people of three sites and some weeks of them.

const SMALL: CountySize = { days: 70, sites: LARGER_SITES, people: 0.2 }

let clinic: TestClinic
let other: TestClinic
before(async () => {
  ;[clinic, other] = await Promise.all([testClinic(), testClinic()])
  await Promise.all([liveCounty(clinic.house, SMALL), liveCounty(other.house, SMALL)])
})
after(() => Promise.all([clinic.drop(), other.drop()]))

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

test('the same today makes the same county, whose people are dosed, told and booked by the acts of the product', async () => {
  const [one, again] = [await told(clinic), await told(other)]
  assert.deepEqual(again, one)
  assert.ok(
    one.filter((line) => / (?:accepted|authorised) /.test(line)).length > 25,
    `${one.length}`,
  )
  assert.ok(one.some((line) => /read-back$/.test(line)))
})

test('nothing in it is what must never be: every dose replays, every chain verifies', async () => {
  const { faults, decisions } = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(faults, [])
  assert.ok(decisions > 15)
})

test('a site that is there already is left as it is', async () => {
  const count = async () => (await told(clinic)).length
  const before = await count()
  await liveCounty(clinic.house, SMALL)
  assert.equal(await count(), before)
})
