import type { Pool } from 'pg'

/** A provider in a database of its own, and one person who recorded everything there. */
export type BusyProvider = {
  readonly providerId: string
  readonly accountId: string
  /** The day that all dates are counted from. */
  readonly today: string
  readonly patients: number
  /** Visits of each patient, four weeks apart, up to this month. */
  readonly visitsEach: number
}

/**
 * Fills a provider as a busy one is filled: everybody has visits, doses, tellings and appointments; some are overdue,
 * untold, undosed or did not come. Every name, number and result is made up. Written as SQL series by the migrator:
 * the product's own acts would take hours.
 */
export async function fillProvider(migrator: Pool, provider: BusyProvider): Promise<void> {
  const client = await migrator.connect()
  await client.query('set statement_timeout = 0')
  for (const fill of tablesOf(provider)) {
    await client.query(fill)
    // The checks of foreign keys are planned anew for the size that the table has now.
    await client.query('analyze')
  }
  await client.query('vacuum')
  client.release(true)
}

/** The same id for the same row of the same kind, without a table of them. */
const id = (kind: string, key: string) => `md5('${kind}' || ${key})::uuid`

function tablesOf({ providerId, accountId, today, patients, visitsEach }: BusyProvider) {
  const provider = `'${providerId}'::uuid`
  const by = `'${accountId}'::uuid`
  const lastTested = `(date '${today}' - (n % 28) - case when n % 33 = 0 then 28 else 0 end)`
  const people = `generate_series(1, ${patients}) n`
  const visits = `${people}, generate_series(0, ${visitsEach - 1}) v`
  const visitDay = `(${lastTested} - v * 28)`
  const visitKey = `n || '-' || v`
  // What a visit knew: its own result and the one before, which is within the days that are kept.
  const before = `case when v < ${visitsEach - 1} then array[${id('result', "n || '-' || (v + 1)")}] end`
  const knew = `array[${id('result', visitKey)}] || ${before}`
  const isNewest = 'v = 0'
  const lastIsDosed = 'n % 400 <> 0'
  return [
    `insert into rule_set values (${provider}, 'bench', '{}', ${by}, now())`,
    `insert into clinic_pattern values (${provider}, ${id('pattern', "''")}, 'Morning', 1, 540, 720, 10,
       '2020-01-01', null, false, 1, ${by}, now())`,
    `insert into patient select ${provider}, ${id('patient', 'n')}, 1, 'live', 'Family' || n % 900, 'Given' || n % 300,
       date '1930-01-01' + n % 20000, 'female', null, 'not-traced', 'family' || n, false,
       jsonb_build_object('familyName', 'Family', 'address', repeat('x', 600)), null, null, ${by}, now() from ${people}`,
    `insert into episode select ${provider}, ${id('episode', 'n')}, ${id('patient', 'n')}, 1, 'maintaining', 'confirmed',
       false, 'warfarin', 'atrial-fibrillation', 25, 20, 30, '2020-01-01', 'provider-meter',
       jsonb_build_object('managementPlan', repeat('x', 500)), null, null, null, null, null, date '${today}' + 200,
       ${lastTested} + case when ${lastIsDosed} then 28 else 0 end, ${lastTested}, ${id('decision', "n || '-0'")},
       case when n % 500 = 0 then null else ${id('told', "n || '-0'")} end, n % 20 / 17, null, ${by}, now() from ${people}`,
    `insert into inr_result select ${provider}, ${id('result', visitKey)}, ${id('patient', 'n')}, ${id('episode', 'n')},
       '=', 20 + (n + v) % 15, '2.4', ${visitDay}, null, 'provider-meter', null, 'final', null, null, null, null, null,
       null, null, ${by}, ${visitDay} from ${visits}`,
    `insert into visit select ${provider}, ${id('visit', visitKey)}, ${id('patient', 'n')}, ${id('episode', 'n')},
       ${id('result', visitKey)}, ${visitDay}, '{}', ${by}, ${visitDay}, ${knew} from ${visits}`,
    `insert into dose_decision select ${provider}, ${id('decision', visitKey)}, ${id('patient', 'n')},
       ${id('episode', 'n')}, ${id('visit', visitKey)}, ${id('result', visitKey)}, ${visitsEach} - v, 1, 'bench',
       'accepted', jsonb_build_object('inputs', repeat('x', 900)), 4500, 31500, 0, '{}', ${visitDay}, ${visitDay} + 35,
       ${visitDay} + 28, null, null, 'Take 4.5 mg a day', '{}', ${by}, null, ${visitDay}, null
       from ${visits} where not (${isNewest}) or ${lastIsDosed}`,
    `insert into told select ${provider}, ${id('told', visitKey)}, ${id('decision', visitKey)}, ${id('patient', 'n')},
       'handed-over', 'the patient', ${by}, ${visitDay} from ${visits}
       where not (${isNewest}) or (${lastIsDosed} and n % 500 <> 0)`,
    `insert into appointment select ${provider}, ${id('appointment', visitKey)}, ${id('patient', 'n')},
       ${id('episode', 'n')}, ${id('pattern', "''")}, ${visitDay} + 28, n % 1440,
       case when ${isNewest} then case when ${visitDay} + 28 < '${today}' then 'missed' else 'booked' end
            else 'attended' end, 1, ${by}, now(), ${by}, now()
       from ${visits} where n <= 1400 or not (${isNewest}) on conflict do nothing`,
    `insert into contact select ${provider}, ${id('contact', 'n')}, ${id('patient', 'n')}, ${id('episode', 'n')},
       'missed-test', 1, 'telephone', 'no-answer', date '${today}' - 1, null, ${by}, date '${today}' - 8
       from ${people} where n % 66 = 0`,
    `insert into reassessment select ${provider}, ${id('episode', 'n')}, ${id('patient', 'n')},
       case when n % 14 = 0 then 'answered' else 'open' end, array['timeInRangeBelow65'],
       case when n % 14 = 0 then null else date '${today}' - 9 end, now(), 1, now() from ${people} where n % 7 = 0`,
    `insert into task select ${provider}, ${id('task', 'n')}, 'referral', ${id('patient', 'n')}, ${id('episode', 'n')},
       null, 'INR 4.8', '{}', 'authoriser', ${by}, now(), now(), case when n % 2 = 0 then 'open' else 'closed' end,
       null, null, null, ${by}, now(), 'dosed', '', 1 from ${people} where n % 50 = 0 or n % 51 = 0`,
  ]
}
