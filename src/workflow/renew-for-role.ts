import { outside } from '#store/outside.ts'
import { renewForRole } from '#store/sessions.ts'
import type { House } from './desk.ts'
import type { SignedIn } from './see-session.ts'
import { hashOfToken, newToken } from './session-token.ts'

/**
 * A session whose person has another role since its token was given goes on under another token: who knew the one of before does not come
 * into the new role with it. The token of its forms stays, so that pages that are open keep working. Of two requests at once one renews it.
 */
export async function underNewRole(house: House, session: SignedIn): Promise<SignedIn | undefined> {
  const token = newToken()
  const [before, tokenHash] = [hashOfToken(session.token), hashOfToken(token)]
  if (before === undefined || tokenHash === undefined) return undefined
  const isRenewed = await renewForRole(outside(house.pool), before, {
    tokenHash,
    role: session.role,
  })
  return isRenewed ? { ...session, token, hasNewRole: false } : undefined
}
