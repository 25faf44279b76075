import { errorFacts } from '#base/error-facts.ts'
import { underNewRole } from '#workflow/renew-for-role.ts'
import type { SeenSession } from '#workflow/see-session.ts'
import { sessionCookie } from './cookie.ts'
import type { Door } from './receive.ts'
import { isSecure } from './settings.ts'

/**
 * Answers for whoever asks; where their role has changed, under a new token, which the answer brings. Where the database takes no
 * changes the old one goes on: what it may do is asked of the role anyway, at each request.
 */
export async function answerUnderRole<Session extends SeenSession>(
  door: Door,
  session: Session,
  answer: (session: Session) => Promise<Response>,
): Promise<Response> {
  if (session.kind !== 'signed-in' || !session.hasNewRole || session.readOnlySince !== undefined) {
    return await answer(session)
  }
  const renewed = await underNewRole(door.house, session).catch((error: unknown) => {
    door.settings.log.error(errorFacts(error), 'a session was not renewed')
    return undefined
  })
  if (renewed === undefined) return await answer(session)
  const response = await answer({ ...session, ...renewed })
  // What the answer itself says of the session is newer.
  if (!response.headers.has('set-cookie')) {
    response.headers.set('set-cookie', sessionCookie(renewed.token, isSecure(door.settings)))
  }
  return response
}
