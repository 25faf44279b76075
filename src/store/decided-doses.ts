import type { Boost } from '#clinical/boost.ts'
import type { DoseRun } from '#clinical/schedule.ts'
import type { Tx } from './tx.ts'
import { isVoidResult } from './void-results.ts'

/** The newest schedules of a course, newest first: what is taken now, and what was to be taken yesterday. */
export type DecidedDose = {
  readonly id: string
  readonly dailyUg: number
  readonly runs: readonly DoseRun[]
  readonly fromOn: string
  /** Days without a dose from that day on, and larger doses on named dates. */
  readonly omitDays: number
  readonly boosts: readonly Boost[]
  /** The day of the INR it was decided on, where that has become void: it was told or sent before, and perhaps taken. */
  readonly voidInrOn: string | null
}

const SCHEDULES_LOOKED_AT = 5

/**
 * A dose whose INR has become void counts only where it was told or its text was sent: then it was perhaps taken, answered or
 * not, and else nobody knows of it. `decision` is its row.
 */
export const maybeTaken = (decision: string): string =>
  `(not ${isVoidResult(`${decision}.provider_id`, `${decision}.result_id`)} or ${isKnown(decision)})`

/** Whether a patient may know of a dose: it was told, or its text was sent. `decision` is its row. */
export const isKnown = (decision: string): string =>
  `(exists (select from told t
            where t.provider_id = ${decision}.provider_id and t.decision_id = ${decision}.id)
    or exists (select from text_sent x
                where x.provider_id = ${decision}.provider_id and x.decision_id = ${decision}.id))`

export async function newestDoses(tx: Tx, episodeId: string) {
  return tx.query<DecidedDose>(
    `select d.id, d.daily_ug as "dailyUg", d.schedule -> 'runs' as runs, d.from_on as "fromOn",
            d.omit_days as "omitDays", d.boosts,
            case when ${isVoidResult('d.provider_id', 'd.result_id')} then (
              select r.sampled_on from inr_result r where r.provider_id = d.provider_id and r.id = d.result_id)
            end as "voidInrOn"
       from dose_decision d
      where d.provider_id = $1 and d.episode_id = $2 and ${maybeTaken('d')}
      order by d.sequence desc limit ${SCHEDULES_LOOKED_AT}`,
    [tx.providerId, episodeId],
  )
}
