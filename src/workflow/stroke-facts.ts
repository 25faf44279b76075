import type { Day } from '#base/day.ts'
import { anyOf } from '#clinical/scores/answer.ts'
import type { RiskFacts } from '#clinical/warfarin/advice.ts'
import { STROKE_NOT_ASKED, type StrokeFacts } from '#clinical/warfarin/high-risk.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { FoundPatient } from '#store/patients.ts'
import { newestScoreFacts } from '#store/score-records.ts'
import type { Tx } from '#store/tx.ts'
import { riskFacts } from './risk-facts.ts'

/**
 * What was last recorded for the scores and belongs to the high-risk list at a low INR. An embolism counts with the
 * stroke: the scores ask for it together with TIA.
 */
export async function strokeFacts(tx: Tx, patientId: string): Promise<StrokeFacts> {
  const facts = await newestScoreFacts(tx, patientId)
  if (facts === undefined) return STROKE_NOT_ASKED
  const { stroke, tiaOrEmbolism, heartFailure, hypertension, diabetes } = facts.answers
  return { strokeOrTia: anyOf(stroke, tiaOrEmbolism), heartFailure, hypertension, diabetes }
}

/** What makes a low INR dangerous for this person, by everything on record today. */
export const riskOnRecord = async (
  tx: Tx,
  { id, details }: Pick<FoundPatient, 'id' | 'details'>,
  plan: EpisodePlan,
  today: Day,
): Promise<RiskFacts> => riskFacts(details, plan, today, await strokeFacts(tx, id))
