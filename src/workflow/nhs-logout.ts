import { z } from 'zod'
import { isAway } from './nhs-away.ts'

export type NhsLoggedOut =
  | {
      readonly kind: 'logged-out'
      readonly subject: string | null
      readonly session: string | null
      readonly at: number
    }
  | { readonly kind: 'away' }
  | { readonly kind: 'not-ours' }

const LOGOUT = z.object({
  sub: z.string().optional(),
  sid: z.string().optional(),
  iat: z.number(),
  jti: z.string().min(1),
  nonce: z.undefined().optional(),
  events: z.object({ 'http://schemas.openid.net/event/backchannel-logout': z.object({}) }),
})

type By = {
  readonly issuer: string
  readonly clientId: string
  /** Where its keys are. */
  readonly keys: string
  readonly signedBy: string
  readonly timeoutSeconds: number
}

/** Reads a token that says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
export async function readLogout(
  { issuer, clientId, keys, signedBy, timeoutSeconds }: By,
  token: string,
  now: number,
): Promise<NhsLoggedOut> {
  const { createRemoteJWKSet, jwtVerify } = await import('jose')
  const timeoutDuration = timeoutSeconds * 1000
  try {
    const keySet = createRemoteJWKSet(new URL(keys), { timeoutDuration })
    const { payload } = await jwtVerify(token, keySet, {
      issuer,
      audience: clientId,
      algorithms: [signedBy],
      maxTokenAge: '5 minutes',
      clockTolerance: '30 seconds',
      currentDate: new Date(now),
    })
    const { sub = null, sid = null, iat } = LOGOUT.parse(payload)
    if (sub === null && sid === null) return { kind: 'not-ours' }
    return { kind: 'logged-out', subject: sub, session: sid, at: iat * 1000 }
  } catch (error) {
    return isAway(error) ? { kind: 'away' } : { kind: 'not-ours' }
  }
}
