import type { Pool } from 'pg'

/** A provider in a database of its own whose people all take direct oral anticoagulants. */
export type DoacProvider = {
  readonly providerId: string
  readonly accountId: string
  /** The day that all dates are counted from. */
  readonly today: string
  readonly patients: number
  /** Reviews of each patient, three months apart, up to this month. */
  readonly reviewsEach: number
}

/**
 * Fills a provider with reviews: some are overdue, some not told, some wait for a prescriber. Everything is made up and
 * written as SQL series by the migrator: the product's own acts would take hours.
 */
export async function fillDoacProvider(migrator: Pool, provider: DoacProvider): Promise<void> {
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

function tablesOf({ providerId, accountId, today, patients, reviewsEach }: DoacProvider) {
  const provider = `'${providerId}'::uuid`
  const by = `'${accountId}'::uuid`
  const lastReviewed = `(date '${today}' - (n % 90) - case when n % 9 = 0 then 20 else 0 end)`
  const people = `generate_series(1, ${patients}) n`
  const reviews = `${people}, generate_series(0, ${reviewsEach - 1}) v`
  const reviewKey = `n || '-' || v`
  const reviewDay = `(${lastReviewed} - v * 92)`
  return [
    `insert into patient select ${provider}, ${id('patient', 'n')}, 1, 'live', 'Family' || n % 900, 'Given' || n % 300,
       date '1930-01-01' + n % 20000, 'female', null, 'not-traced', 'family' || n, false,
       jsonb_build_object('familyName', 'Family', 'mechanicalValve', jsonb_build_object('kind', 'none'),
         'mitralStenosis', 'no', 'antiphospholipid', case when n % 700 = 0 then 'yes' else 'no' end,
         'address', repeat('x', 600)), null, null, ${by}, now() from ${people}`,
    `insert into episode select ${provider}, ${id('episode', 'n')}, ${id('patient', 'n')}, 1, 'maintaining', 'confirmed',
       false, (array['apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban'])[1 + n % 4], 'atrial-fibrillation', null,
       null, null, '2020-01-01', null, jsonb_build_object('managementPlan', repeat('x', 500)), null, null, null, null,
       null, date '${today}' + 200, ${lastReviewed} + 92, ${lastReviewed}, null, null, n % 20 / 17, null, ${by}, now()
       from ${people}`,
    `insert into measurement select ${provider}, ${id('weight', 'n')}, ${id('patient', 'n')}, 'weight', '=', 70000,
       ${lastReviewed}, 'measured-here', 'final', null, null, ${by}, now() from ${people}`,
    `insert into measurement select ${provider}, ${id('creatinine', 'n')}, ${id('patient', 'n')}, 'creatinine', '=', 80,
       ${lastReviewed}, 'laboratory', 'final', null, null, ${by}, now() from ${people}`,
    `insert into doac_review (provider_id, id, patient_id, episode_id, sequence, plan_version, on_date, rules_id,
       rules_version, inputs, answers, verdict, weight_id, creatinine_id, outcome, next_review_on, bloods_due_on,
       told_how, told_whom, competence, reviewed_by, reviewed_at)
     select ${provider}, ${id('review', reviewKey)}, ${id('patient', 'n')}, ${id('episode', 'n')}, ${reviewsEach} - v, 1,
       ${reviewDay}, 'evenkeel-doac', '1', jsonb_build_object('inputs', repeat('x', 900)), '{}',
       jsonb_build_object('rules', repeat('x', 900)), ${id('weight', 'n')}, ${id('creatinine', 'n')}, 'matches',
       ${reviewDay} + 92, ${reviewDay} + 120, case when n % 300 = 0 then null else 'handed-over' end,
       case when n % 300 = 0 then null else 'patient' end, '{}', ${by}, ${reviewDay} from ${reviews}`,
    `insert into task select ${provider}, ${id('task', 'n')}, 'doac-review', ${id('patient', 'n')}, ${id('episode', 'n')},
       null, 'apixaban: the dose does not match', '{}', 'prescriber', ${by}, now(), now(), 'open', null, null, null,
       null, null, null, null, 1 from ${people} where n % 200 = 0`,
  ]
}
