import type { LaterReason } from '#recall/later-reasons.ts'
import { addDoseQuestions, type PassedOfDose } from '#store/dose-questions.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { Tx } from '#store/tx.ts'
import type { Desk } from './desk.ts'
import { newId } from './new-id.ts'
import type { Finding, Refused } from './outcome.ts'

/** A question before a dose, or a limit for a second clinician, that a dose was saved through, and why. */
export type PassedQuestion = PassedOfDose

/** Why the next test is later than advised: a question with a list of its own, that of a booking. */
const LATER_TEST = { kind: 'confirm', code: 'later-than-advised' } as const

export const passedLater = (because: LaterReason): PassedQuestion => ({
  ...LATER_TEST,
  because: { code: because, text: null },
})

/** A refusal with whose dose it is about, so that the questions in it are kept as asked. */
export const about = ({ id, patientId }: FoundEpisode, refusal: Refused): Refused => ({
  ...refusal,
  about: { patientId, episodeId: id },
})

/** Keeps that the questions among the findings of a refusal were asked: what nobody counts cannot become less (H33). */
export async function keepAsked(tx: Tx, by: string, no: Refused, now: number): Promise<void> {
  const { about: whose, findings } = no
  if (whose === undefined) return
  const at = new Date(now).toISOString()
  await addDoseQuestions(
    tx,
    findings.flatMap(questionIn).map((one) => ({
      ...one,
      ...whose,
      id: newId(now),
      decisionId: null,
      because: null,
      by,
      at,
    })),
  )
}

/** Keeps the questions that a dose was saved through. */
export async function keepPassed(
  { tx, actor, now, newId: id }: Desk,
  { id: episodeId, patientId }: FoundEpisode,
  decisionId: string,
  passed: readonly PassedQuestion[],
): Promise<void> {
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  await addDoseQuestions(
    tx,
    passed.map((one) => ({ ...one, id: id(), patientId, episodeId, decisionId, by, at })),
  )
}

type Asked = Omit<PassedQuestion, 'because'>

const CODED = /^(confirm|second-clinician):(.+)$/

/** The question that a finding asks, if it asks one; anything else is refused and not asked. */
function questionIn({ field, code }: Finding): readonly Asked[] {
  if (field === 'laterBecause' && code === LATER_TEST.code) return [LATER_TEST]
  const [, kind, question] = CODED.exec(code) ?? []
  if (question === undefined) return []
  return [{ kind: kind === 'confirm' ? 'confirm' : 'second-clinician', code: question }]
}
