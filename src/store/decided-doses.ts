import type { Boost } from '#clinical/boost.ts'
import type { DoseRun } from '#clinical/schedule.ts'
import type { Tx } from './tx.ts'

/** The newest schedules of a course, newest first: what is taken now, and what was to be taken yesterday. */
export type DecidedDose = {
  readonly id: string
  readonly dailyUg: number
  readonly runs: readonly DoseRun[]
  readonly fromOn: string
  /** Days without a dose from that day on, and larger doses on named dates. */
  readonly omitDays: number
  readonly boosts: readonly Boost[]
}

const SCHEDULES_LOOKED_AT = 5

export async function newestDoses(tx: Tx, episodeId: string) {
  return tx.query<DecidedDose>(
    `select id, daily_ug as "dailyUg", schedule -> 'runs' as runs, from_on as "fromOn",
            omit_days as "omitDays", boosts
       from dose_decision where provider_id = $1 and episode_id = $2
      order by sequence desc limit $3`,
    [tx.providerId, episodeId, SCHEDULES_LOOKED_AT],
  )
}
