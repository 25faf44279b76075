import { ENTER_CODE, NEW_SECOND_STEP } from '#web/account/addresses.ts'
import type { SeenSession, SignedIn } from '#workflow/see-session.ts'
import { changesNothing } from './arrival.ts'
import { keepTyped } from './keep-typed.ts'
import type { Door } from './receive.ts'
import { goTo } from './respond.ts'
import type { Visit } from './visit.ts'

type NotSignedIn = Exclude<SeenSession, SignedIn>

/** After signing in, the person goes on where they were; what they had typed for a patient waits there. */
export async function askToSignIn(
  door: Door,
  { arrival, sent }: Visit,
  session: NotSignedIn,
  pageAbove: (path: string) => string,
): Promise<Response> {
  const asked = changesNothing(arrival)
    ? `${arrival.path}${arrival.query.size > 0 ? `?${arrival.query}` : ''}`
    : pageAbove(arrival.path)
  const why = session.kind === 'over' ? session.because : undefined
  const isKept = session.kind === 'over' && (await keepTyped(door, session, sent))
  const question = new URLSearchParams({
    ...(asked !== '/' && { next: asked }),
    ...(why !== undefined && { why }),
    ...(isKept && { kept: 'yes' }),
  })
  return goTo(door.settings, arrival, withQuestion(whereFor(session), question))
}

/** Where somebody goes who is not, or not wholly, signed in. */
function whereFor(session: NotSignedIn): string {
  if (session.kind !== 'half') return '/sign-in'
  return session.needs === 'code' ? ENTER_CODE : NEW_SECOND_STEP
}

const withQuestion = (path: string, question: URLSearchParams): string =>
  question.size > 0 ? `${path}?${question}` : path
