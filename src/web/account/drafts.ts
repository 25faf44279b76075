import type { DoorRoute } from '#web/door/door-route.ts'
import { isForPatient } from '#web/door/patient-token.ts'
import { pageAnswer } from '#web/door/receive.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { respond } from '#web/door/respond.ts'
import { forgedPage } from '#web/door/trouble.tsx'
import { typedIn } from '#web/door/visit.ts'
import { keepDraft } from '#workflow/keep-draft.ts'

/** Where a script on a patient's page keeps what is typed while it is typed; the form names the patient. */
export const draftsRoute: DoorRoute = {
  method: 'POST',
  path: '/drafts',
  forWhom: 'signed-in',
  async answer(door, { arrival, sent }, session) {
    const patientId = sent.draftPatient ?? ''
    if (patientId !== '' && !isForPatient(door.house, sent.csrf, session.csrf, patientId)) {
      return pageAnswer(door, arrival, session, forgedPage())
    }
    const kept = await keepDraft(door.house, session.caller, { patientId, form: typedIn(sent) })
    if (kept.kind === 'refused') return pageAnswer(door, arrival, session, refusalPage(kept))
    return respond(door.settings, arrival, { status: 204, body: null, headers: {} })
  },
}
