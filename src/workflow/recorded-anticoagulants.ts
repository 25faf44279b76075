import type { EpisodePlan } from '#register/episode.ts'
import type { PlanWarning } from '#register/plan-warnings.ts'
import { otherAnticoagulantsOf, type RecordedAnticoagulant } from '#store/import-held-rows.ts'
import type { Tx } from '#store/tx.ts'

/** Another anticoagulant that an import recorded of a person and that nobody has settled, in words. */
export const recordedInWords = ({ medicine, line }: RecordedAnticoagulant): string =>
  `Other anticoagulant recorded: the other product has ${medicine} for this patient (episodes.csv, line ${line}). Ask what is taken now.`

/**
 * What whoever plans or confirms treatment must answer before it: an import has another anticoagulant on record than the
 * one of this plan (H18).
 */
export async function recordedWarnings(
  tx: Tx,
  patientId: string,
): Promise<(plan: EpisodePlan) => readonly PlanWarning[]> {
  const recorded = await otherAnticoagulantsOf(tx, patientId)
  return (plan) =>
    recorded
      .filter(({ medicine }) => medicine !== plan.medicine)
      .map((other) => ({
        code: 'other-anticoagulant-recorded',
        message: recordedInWords(other),
        source: 'a row of the import that waits to be settled',
      }))
}
