import type { DraftForm } from '#workflow/keep-draft.ts'
import { keepDraft } from '#workflow/keep-draft.ts'
import type { SeenSession } from '#workflow/see-session.ts'
import { isSameToken } from './forgery.ts'
import type { Door } from './receive.ts'
import type { Sent } from './visit.ts'

/** Never kept, whatever a form called it. */
const SECRET = /password/i

/** What a person typed, without what is secret. */
export const typedIn = (sent: Sent): DraftForm =>
  Object.fromEntries([...sent.form].filter(([name]) => !SECRET.test(name)))

/**
 * Keeps what was sent from a session that had run out, for the person whose session it was. The form must bear
 * that session's token: nobody else can put words into a draft.
 */
export async function keepTyped(
  { house }: Door,
  session: Extract<SeenSession, { kind: 'over' }>,
  sent: Sent,
): Promise<boolean> {
  const ranOut = session.because === 'idle' || session.because === 'too-long'
  const patientId = sent.draftPatient
  if (!ranOut || patientId === undefined || !isSameToken(sent.csrf, session.csrf)) return false
  const kept = await keepDraft(house, session.caller, { patientId, form: typedIn(sent) })
  return kept.kind === 'kept'
}
