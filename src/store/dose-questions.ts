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
  /** Why it was saved through it, as a coded reason with the words of another one; null when it was asked, and where a second clinician agreed. */
  readonly because: { readonly code: string; readonly text: string | null } | null
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
  'reason_code',
  'reason_text',
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
    one.because?.code ?? null,
    one.because?.text ?? null,
  ])
  if (rows.length > 0) await insertRows(tx, 'dose_question', COLUMNS, rows)
}

/** A question that a dose was saved through, and why. */
export type PassedOfDose = Pick<DoseQuestion, 'kind' | 'code' | 'because'>

/** The questions that a dose was saved through, in the order in which they were kept. */
export async function questionsOfDecision(
  tx: Tx,
  decisionId: string,
): Promise<readonly PassedOfDose[]> {
  return tx.query<PassedOfDose>(
    `select kind, code, case when reason_code is null then null
              else jsonb_build_object('code', reason_code, 'text', reason_text) end as because
       from dose_question
      where provider_id = $1 and decision_id = $2 and what = 'confirmed'
      order by at, id`,
    [tx.providerId, decisionId],
  )
}
