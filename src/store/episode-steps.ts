import type { Tx } from './tx.ts'

/**
 * Moves a course on to the dose just decided, if the dose last decided is still the one that was seen:
 * of two people who dose the same patient, the second changes nothing and is told (H25).
 */
export async function moveToDecision(
  tx: Tx,
  step: {
    readonly episodeId: string
    readonly planVersion: number
    readonly seenDecisionId: string | null
    readonly decisionId: string
    readonly testedOn: string
    readonly nextTestOn: string
    readonly risk: number
  },
): Promise<boolean> {
  const moved = await tx.query(
    `update episode set last_decision_id = $5, last_told_id = null, last_tested_on = $6, next_test_on = $7,
        risk = $8
      where provider_id = $1 and id = $2 and version = $3 and last_decision_id is not distinct from $4
      returning id`,
    [
      tx.providerId,
      step.episodeId,
      step.planVersion,
      step.seenDecisionId,
      step.decisionId,
      step.testedOn,
      step.nextTestOn,
      step.risk,
    ],
  )
  return moved.length === 1
}

/**
 * Marks the tested day and the next test day without a dose (a referral, an alarm, a missed visit). An alarm raises
 * the risk by which an overdue test is looked for; only the next dose or plan lowers it.
 */
export async function setTestDays(
  tx: Tx,
  days: {
    readonly episodeId: string
    readonly lastTestedOn?: string
    readonly nextTestOn: string | null
    readonly riskAtLeast?: number
  },
): Promise<void> {
  await tx.query(
    `update episode set last_tested_on = coalesce($3, last_tested_on), next_test_on = $4,
        risk = greatest(risk, $5::smallint)
      where provider_id = $1 and id = $2`,
    [
      tx.providerId,
      days.episodeId,
      days.lastTestedOn ?? null,
      days.nextTestOn,
      days.riskAtLeast ?? 0,
    ],
  )
}

/**
 * Takes back that a course was tested on a day: its newest result was another patient's. The day before it counts again,
 * and no next test is set, because that one was set by a result that is none; a course tested later keeps both.
 */
export async function takeBackTest(tx: Tx, episodeId: string, sampledOn: string): Promise<void> {
  await tx.query(
    `update episode e set next_test_on = null,
        last_tested_on = (select max(r.sampled_on) from inr_result r
                           where r.provider_id = $1 and r.episode_id = e.id and r.status in ('final', 'corrected')
                             and not exists (select from inr_result later
                                              where later.provider_id = $1 and later.replaces = r.id))
      where e.provider_id = $1 and e.id = $2 and e.last_tested_on = $3
        and e.phase in ('initiating', 'maintaining', 'suspended')
        and not exists (select from inr_result r
                         where r.provider_id = $1 and r.episode_id = e.id and r.sampled_on = $3
                           and r.status in ('final', 'corrected')
                           and not exists (select from inr_result later
                                            where later.provider_id = $1 and later.replaces = r.id))`,
    [tx.providerId, episodeId, sampledOn],
  )
}

/** Raises, never lowers, the risk by which an overdue test of a course is looked for. */
export async function raiseRisk(tx: Tx, episodeId: string, atLeast: number): Promise<void> {
  await tx.query(
    `update episode set risk = greatest(risk, $3::smallint) where provider_id = $1 and id = $2`,
    [tx.providerId, episodeId, atLeast],
  )
}

/** Lets a course go beside the one that is treated, by the plan of a change that overlaps; or takes it back. */
export async function setBeside(
  tx: Tx,
  beside: { readonly id: string; readonly bridging: boolean; readonly switchId: string },
): Promise<void> {
  await tx.query(
    `update episode set bridging = $3, switch_id = $4 where provider_id = $1 and id = $2`,
    [tx.providerId, beside.id, beside.bridging, beside.switchId],
  )
}
