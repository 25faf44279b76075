import { keepDraft } from '#workflow/keep-draft.ts'
import type { SeenSession } from '#workflow/see-session.ts'
import { isForPatient } from './patient-token.ts'
import type { Door } from './receive.ts'
import { type Sent, typedIn } from './visit.ts'

/**
 * Keeps what was sent from a session that had run out, for the person whose session it was. The form must bear
 * that session's token, sealed for that patient: nobody else can put words into a draft, and no page of somebody else.
 */
export async function keepTyped(
  { house }: Door,
  session: Extract<SeenSession, { kind: 'over' }>,
  sent: Sent,
): Promise<boolean> {
  const ranOut = session.because === 'idle' || session.because === 'too-long'
  const patientId = sent.draftPatient
  if (
    !ranOut ||
    patientId === undefined ||
    !isForPatient(house, sent.csrf, session.csrf, patientId)
  )
    return false
  const kept = await keepDraft(house, session.caller, { patientId, form: typedIn(sent) })
  return kept.kind === 'kept'
}
