import { insertRows } from './insert-rows.ts'
import type { Tx } from './tx.ts'

/** A question before a dose, as it was asked or as a dose was saved through it. */
export type DoseQuestion = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly kind: 'confirm' | 'second-clinician'
  readonly code: string
  /** The dose that was saved through it; null when it was asked. */
  readonly decisionId: string | null
  readonly by: string
  readonly at: string
}

const COLUMNS = [
  'provider_id',
  'id',
  'patient_id',
  'episode_id',
  'kind',
  'code',
  'what',
  'decision_id',
  'by',
  'at',
] as const

export async function addDoseQuestions(tx: Tx, questions: readonly DoseQuestion[]): Promise<void> {
  const rows = questions.map((one) => [
    tx.providerId,
    one.id,
    one.patientId,
    one.episodeId,
    one.kind,
    one.code,
    one.decisionId === null ? 'asked' : 'confirmed',
    one.decisionId,
    one.by,
    one.at,
  ])
  if (rows.length > 0) await insertRows(tx, 'dose_question', COLUMNS, rows)
}
