import type { Schedule } from '#clinical/schedule.ts'
import { INTERRUPTED } from './procedure-breaks.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'
import { isVoidResult } from './void-results.ts'

/** How a person tells a dose. */
export type HowTold = 'handed-over' | 'read-back' | 'message' | 'letter'

/** What is on record of a telling; a letter counts by a second row, once its days have passed. */
export type ToldHow = HowTold | 'letter-arrived' | 'delivered'

/** Whether the patient counts as told: a letter that is on its way has told nobody (H16). */
export const countsAsTold = (told: readonly { readonly how: ToldHow }[]): boolean =>
  told.some(({ how }) => how !== 'letter')

/** Records a telling, and with its course that its newest dose is told; a letter that goes tells nobody on that day. */
export async function addTold(
  tx: Tx,
  episodeId: string,
  told: {
    readonly id: string
    readonly decisionId: string
    readonly patientId: string
    readonly how: ToldHow
    readonly toWhom: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  toSeal(tx, 'told', told.id)
  await tx.query(
    `insert into told (provider_id, id, decision_id, patient_id, how, to_whom, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.providerId,
      told.id,
      told.decisionId,
      told.patientId,
      told.how,
      told.toWhom,
      told.by,
      told.at,
    ],
  )
  if (!countsAsTold([told])) return
  await tx.query(
    `update episode set last_told_id = $4
      where provider_id = $1 and id = $2 and last_decision_id = $3`,
    [tx.providerId, episodeId, told.decisionId, told.id],
  )
}

/** How and when a dose was told, first to last. */
export async function toldOf(tx: Tx, decisionId: string) {
  return tx.query<{ id: string; how: ToldHow; toWhom: string; byName: string; at: number }>(
    `select t.id, t.how, t.to_whom as "toWhom", s.name as "byName", t.at
       from told t
       join staff s on s.provider_id = t.provider_id and s.account_id = t.by
      where t.provider_id = $1 and t.decision_id = $2
      order by t.at`,
    [tx.providerId, decisionId],
  )
}

/**
 * The calendar that a patient follows until a dose: of the newest dose before it, if that counts as told, its INR is not void,
 * and nothing was said since by which they may take something else: a visit that ended without a dose, a pause, a procedure.
 */
export async function toldBefore(
  tx: Tx,
  { episodeId, sequence }: { readonly episodeId: string; readonly sequence: number },
): Promise<Schedule | undefined> {
  const row = await maybeOne<{ schedule: Schedule; counts: boolean }>(
    tx,
    `select d.schedule, not ${isVoidResult('$1', 'd.result_id')}
            and exists (select from told t where t.provider_id = $1 and t.decision_id = d.id and t.how <> 'letter')
            and not exists (select from visit v
                             where v.provider_id = $1 and v.episode_id = $2 and v.recorded_at > d.decided_at
                               and not exists (select from dose_decision x
                                                where x.provider_id = $1 and x.visit_id = v.id))
            and not exists (select from episode_version s
                             where s.provider_id = $1 and s.episode_id = $2 and s.phase = 'suspended'
                               and s.recorded_at > d.decided_at)
            and not exists (select from procedure_plan q
                             where q.provider_id = $1 and q.episode_id = $2 and ${INTERRUPTED}
                               and (q.restarted_on is null
                                    or q.restarted_on >= (d.decided_at at time zone 'Europe/London')::date)) as counts
       from dose_decision d
      where d.provider_id = $1 and d.episode_id = $2 and d.sequence < $3
      order by d.sequence desc limit 1`,
    [tx.providerId, episodeId, sequence],
  )
  return row?.counts === true ? row.schedule : undefined
}
