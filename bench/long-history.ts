import type { Pool } from 'pg'
import { type BusyProvider, fillProvider } from './busy-provider.ts'

/**
 * A busy provider whose people have been tested for years before: their last year is as it is in a busy provider, and
 * what went before are results alone, as another product's export leaves them.
 */
export async function fillLongHistory(
  migrator: Pool,
  provider: BusyProvider,
  yearsBefore: number,
): Promise<void> {
  await fillProvider(migrator, provider)
  const client = await migrator.connect()
  await client.query('set statement_timeout = 0; set synchronous_commit = off')
  for (const fill of historyOf(provider, yearsBefore)) await client.query(fill)
  await client.query('vacuum analyze')
  client.release(true)
}

const DAYS_APART = 28

function historyOf({ providerId, accountId, visitsEach }: BusyProvider, yearsBefore: number) {
  const provider = `'${providerId}'::uuid`
  const by = `'${accountId}'::uuid`
  const earlier = Math.round((yearsBefore * 365) / DAYS_APART)
  const daysAgo = `(v * ${DAYS_APART})`
  return [
    `update episode set plan = plan || jsonb_build_object('medicine', 'warfarin', 'indication', 'atrial-fibrillation',
       'target', '{"valueTenths": 25, "lowTenths": 20, "highTenths": 30}'::jsonb, 'startedOn', '2015-01-05',
       'duration', '{"kind": "long-term", "reviewOn": "2027-03-01"}'::jsonb, 'howStarted', 'imported'), recorded_at = '2020-01-01'
     where provider_id = ${provider}`,
    `insert into episode_version select provider_id, id, 1, phase, standing, plan, 'Planned', ${by}, '2020-01-01'
       from episode where provider_id = ${provider}`,
    // As results arrive: day after day, not person after person.
    `insert into inr_result
     select ${provider}, gen_random_uuid(), e.patient_id, e.id, '=', 18 + (v * 7 + e.n * 11) % 19, '2.4',
            e.last_tested_on - ${daysAgo}, null, 'provider-meter', null, 'final', null, null, null, null, null, null,
            null, ${by}, e.last_tested_on - ${daysAgo}
       from (select patient_id, id, last_tested_on, row_number() over (order by id) as n
               from episode where provider_id = ${provider}) e,
            generate_series(${visitsEach}, ${visitsEach + earlier - 1}) v
      order by e.last_tested_on - ${daysAgo}`,
  ]
}
