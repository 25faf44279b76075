import type { Day } from '#base/day.ts'
import { LINK_STANDS } from './record-links.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

export type Registered = {
  readonly nhsNumber: string
  readonly familyName: string
  readonly dateOfBirth: Day
  readonly standing: 'live' | 'left' | 'deceased'
}

/** Who of these NHS numbers is on the register already; a withdrawn import is not. */
export async function registeredUnder(
  tx: Tx,
  nhsNumbers: readonly string[],
): Promise<readonly Registered[]> {
  return tx.query<Registered>(
    `select nhs_number as "nhsNumber", family_name as "familyName", date_of_birth as "dateOfBirth", standing
       from patient
      where provider_id = $1 and nhs_number = any($2) and standing <> 'withdrawn'`,
    [tx.providerId, nhsNumbers],
  )
}

/** What has been done since with the people of an import: a dose decided or a visit begun binds it for good. */
export async function workOnBatch(tx: Tx, batchId: string) {
  const found = await maybeOne<{ decisions: number; visits: number; links: number }>(
    tx,
    `select
       (select count(*)::int from dose_decision d
          join patient p on p.provider_id = d.provider_id and p.id = d.patient_id
         where d.provider_id = $1 and p.import_batch_id = $2) as decisions,
       (select count(*)::int from visit v
          join patient p on p.provider_id = v.provider_id and p.id = v.patient_id
         where v.provider_id = $1 and p.import_batch_id = $2) as visits,
       (select count(*)::int from record_link l
          join patient p on p.provider_id = l.provider_id and p.id in (l.keeps_id, l.closes_id)
         where l.provider_id = $1 and p.import_batch_id = $2 and ${LINK_STANDS}) as links`,
    [tx.providerId, batchId],
  )
  return found ?? { decisions: 0, visits: 0, links: 0 }
}

type Withdrawal = {
  readonly batchId: string
  readonly by: string
  readonly at: string
  readonly reason: string
}

/** Takes the people of an import off the register; their record stays, as withdrawn. */
export async function withdrawPeople(tx: Tx, { batchId, by, at, reason }: Withdrawal) {
  const withdrawn = await tx.query(
    `update patient set standing = 'withdrawn', version = version + 1, recorded_by = $3, recorded_at = $4
      where provider_id = $1 and import_batch_id = $2 and standing <> 'withdrawn' returning id`,
    [tx.providerId, batchId, by, at],
  )
  const versions = await tx.query<{ sealId: string }>(
    `insert into patient_version (provider_id, patient_id, version, standing, details, died_on, reason, recorded_by, recorded_at)
     select provider_id, id, version, standing, details, died_on, $3, recorded_by, recorded_at
       from patient where provider_id = $1 and import_batch_id = $2 returning seal_id as "sealId"`,
    [tx.providerId, batchId, reason],
  )
  toSeal(tx, 'patient_version', ...versions.map(({ sealId }) => sealId))
  return withdrawn.length
}

/** Ends the courses of an import, so that nobody is looked for because of them. */
export async function endEpisodesOfBatch(
  tx: Tx,
  { batchId, by, at, reason }: Withdrawal,
  endedOn: Day,
): Promise<void> {
  await tx.query(
    `update episode set phase = 'ended', ended_on = $5, ended_reason = $6, next_test_on = null,
        suspended_from = null, suspended_until = null, version = version + 1, recorded_by = $3, recorded_at = $4
      where provider_id = $1 and import_batch_id = $2`,
    [tx.providerId, batchId, by, at, endedOn, IMPORT_REVERSED],
  )
  const versions = await tx.query<{ sealId: string }>(
    `insert into episode_version (provider_id, episode_id, version, phase, standing, plan, suspended_from, suspended_until,
       ended_on, ended_reason, reason, recorded_by, recorded_at)
     select provider_id, id, version, phase, standing, plan, suspended_from, suspended_until, ended_on, ended_reason, $3, recorded_by, recorded_at
       from episode where provider_id = $1 and import_batch_id = $2 returning seal_id as "sealId"`,
    [tx.providerId, batchId, reason],
  )
  toSeal(tx, 'episode_version', ...versions.map(({ sealId }) => sealId))
}

/** Why a course ended whose import was taken back. */
const IMPORT_REVERSED = 'import-reversed'

/** Frees the slots that were booked for the people of an import. */
export async function cancelAppointmentsOfBatch(tx: Tx, { batchId, by, at }: Withdrawal) {
  await tx.query(
    `update appointment a set status = 'cancelled', version = a.version + 1, changed_by = $3, changed_at = $4
       from patient p
      where a.provider_id = $1 and p.provider_id = a.provider_id and p.id = a.patient_id
        and p.import_batch_id = $2 and a.status in ('booked', 'arrived')`,
    [tx.providerId, batchId, by, at],
  )
}
