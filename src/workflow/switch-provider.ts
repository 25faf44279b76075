import { workplacesOf } from '#store/accounts.ts'
import { outside } from '#store/outside.ts'
import { endSession } from '#store/sessions.ts'
import type { House } from './desk.ts'
import type { SignedIn } from './see-session.ts'
import { hashOfToken } from './session-token.ts'
import { openSession } from './sign-in.ts'

/** The providers a person may work for today, the one of this session among them. */
export const workplaces = (house: House, accountId: string) =>
  workplacesOf(outside(house.pool), accountId)

/** Moves a person to another of their providers: a new session there, and the end of this one. */
export async function switchProvider(
  house: House,
  session: SignedIn,
  providerId: string,
  browser: string | null,
): Promise<string | undefined> {
  const { accountId } = session.caller
  // Whoever came by the NHS came with a role at one provider.
  if (session.proof.secondStep === 'nhs') return undefined
  const may = (await workplaces(house, accountId)).some((work) => work.providerId === providerId)
  const token = may
    ? await openSession(
        house,
        { accountId, providerId },
        { how: 'switch-provider', browser, proof: session.proof },
      )
    : undefined
  const tokenHash = hashOfToken(session.token)
  if (token === undefined || tokenHash === undefined) return undefined

  const at = new Date(house.clock()).toISOString()
  await endSession(outside(house.pool), tokenHash, { at, because: 'provider-switched' })
  return token
}
