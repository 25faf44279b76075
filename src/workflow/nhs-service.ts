import type { Configuration } from 'openid-client'
import { z } from 'zod'
import { isLoopback } from '#base/outward-address.ts'
import { isAway } from './nhs-away.ts'
import { type NhsLoggedOut, readLogout } from './nhs-logout.ts'

// The NHS identity service (Care Identity Service 2) as this product asks it: OpenID Connect, authorisation code with PKCE. Anything else that
// speaks the same and tells the same of a person does as well. Loaded where it is set up and used, and not before.

export type NhsAddress = {
  readonly issuer: string
  readonly clientId: string
  readonly secret: string
  /** Which level whoever may dose needs, of who they are and of how they have shown it. */
  readonly assurance: NhsLevel
  /** One of these job roles is needed by whoever may dose; any does where none is named. */
  readonly dosingRoles: readonly string[]
  /** For how long an answer is waited for. */
  readonly timeoutSeconds?: number
}

export type NhsLevel = 2 | 3

/** What goes out with a person, and must come back with them. */
export type NhsLeft = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export type NhsRole = { readonly organisation: string; readonly codes: readonly string[] }

/** Somebody who came back: what the service says of them, held against its signature. */
export type NhsPerson = {
  readonly issuer: string
  readonly subject: string
  readonly session: string | null
  /** When they showed the service who they are, in milliseconds, where it says. */
  readonly authenticatedAt: number | null
  readonly identityLevel: number
  readonly authenticationLevel: number
  /** The role that was chosen on the way, or all of them where none was. */
  readonly roles: readonly NhsRole[]
}

export type NhsAway = { readonly kind: 'away' }
type NhsBegun = { readonly kind: 'begun'; readonly to: string; readonly left: NhsLeft }
export type NhsBack =
  | { readonly kind: 'person'; readonly person: NhsPerson }
  | NhsAway
  | { readonly kind: 'broken-off' }
  /** It is not what went out, was changed on the way, is too old, or was used already. */
  | { readonly kind: 'not-ours' }

export type NhsService = Pick<NhsAddress, 'issuer' | 'assurance' | 'dosingRoles'> & {
  readonly begin: (redirect: string) => Promise<NhsBegun | NhsAway>
  readonly finish: (came: URL, left: NhsLeft) => Promise<NhsBack>
  readonly loggedOut: (token: string, now: number) => Promise<NhsLoggedOut>
}

/** @technical The service answers in a second; nobody waits longer in front of a sign-in page. */
const TIMEOUT_SECONDS = 5
/** @technical What the service says of itself is asked for again after so long. */
const KNOWN_FOR_MS = 3_600_000
const SCOPES = 'openid profile nationalrbacaccess'
/** The one kind of signature that it says it uses. */
const SIGNED_BY = 'RS256'

export function nhsAt(address: NhsAddress): NhsService {
  const { issuer, assurance, dosingRoles } = address
  const known = knownFor(() => discovered(address))
  return {
    issuer,
    assurance,
    dosingRoles,
    begin: async (redirect) => {
      const oidc = await import('openid-client')
      const service = await known().catch(() => undefined)
      if (service === undefined) return { kind: 'away' }
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
      const verifier = oidc.randomPKCECodeVerifier()
      const to = oidc.buildAuthorizationUrl(service, {
        redirect_uri: redirect,
        scope: SCOPES,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        acr_values: assurance === 3 ? 'AAL3_ANY' : 'AAL2_OR_AAL3_ANY',
      })
      return { kind: 'begun', to: to.href, left: { state, nonce, verifier } }
    },
    finish: async (came, left) => {
      const service = await known().catch(() => undefined)
      return service === undefined ? { kind: 'away' } : await personIn(service, came, left)
    },
    loggedOut: async (token, now) => {
      const service = await known().catch(() => undefined)
      const keys = service?.serverMetadata().jwks_uri
      if (keys === undefined) return { kind: 'away' }
      const { clientId, timeoutSeconds = TIMEOUT_SECONDS } = address
      const by = { issuer, clientId, keys, signedBy: SIGNED_BY, timeoutSeconds }
      return await readLogout(by, token, now)
    },
  }
}

/** What was found out once is known for a while; what could not be found out is asked again. */
function knownFor<T>(find: () => Promise<T>): () => Promise<T> {
  let found: { readonly since: number; readonly what: Promise<T> } | undefined
  return () => {
    const now = performance.now()
    if (found !== undefined && now - found.since < KNOWN_FOR_MS) return found.what
    const what = find()
    found = { since: now, what }
    what.catch(() => {
      found = undefined
    })
    return what
  }
}

async function discovered(address: NhsAddress): Promise<Configuration> {
  const oidc = await import('openid-client')
  const { issuer, clientId, secret, timeoutSeconds = TIMEOUT_SECONDS } = address
  const onThisMachine = isLoopback(issuer) ? [oidc.allowInsecureRequests] : []
  return await oidc.discovery(
    new URL(issuer),
    clientId,
    { id_token_signed_response_alg: SIGNED_BY },
    oidc.ClientSecretPost(secret),
    { execute: [oidc.enableNonRepudiationChecks, ...onThisMachine], timeout: timeoutSeconds },
  )
}

const CLAIMS = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  sid: z.string().min(1).max(255).optional(),
  auth_time: z.number().optional(),
  id_assurance_level: z.coerce.number().catch(0),
  authentication_assurance_level: z.coerce.number().catch(0),
  selected_roleid: z.string().optional(),
})
const TOLD = z.object({
  selected_roleid: z.string().optional(),
  nhsid_nrbac_roles: z
    .array(
      z.object({
        person_roleid: z.string().optional(),
        org_code: z.string(),
        role_code: z.string().default(''),
      }),
    )
    .default([]),
})

async function personIn(service: Configuration, came: URL, left: NhsLeft): Promise<NhsBack> {
  const oidc = await import('openid-client')
  try {
    const tokens = await oidc.authorizationCodeGrant(service, came, {
      expectedState: left.state,
      expectedNonce: left.nonce,
      pkceCodeVerifier: left.verifier,
      idTokenExpected: true,
    })
    const claims = CLAIMS.parse(tokens.claims())
    const told = TOLD.parse(await oidc.fetchUserInfo(service, tokens.access_token, claims.sub))
    return { kind: 'person', person: personOf(claims, told) }
  } catch (error) {
    if (isAway(error)) return { kind: 'away' }
    const isBrokenOff =
      error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied'
    return { kind: isBrokenOff ? 'broken-off' : 'not-ours' }
  }
}

function personOf(claims: z.infer<typeof CLAIMS>, told: z.infer<typeof TOLD>): NhsPerson {
  const chosen = claims.selected_roleid ?? told.selected_roleid
  const roles = told.nhsid_nrbac_roles.filter(
    ({ person_roleid: id }) => chosen === undefined || id === chosen,
  )
  return {
    issuer: claims.iss,
    subject: claims.sub,
    session: claims.sid ?? null,
    authenticatedAt: claims.auth_time === undefined ? null : claims.auth_time * 1000,
    identityLevel: claims.id_assurance_level,
    authenticationLevel: claims.authentication_assurance_level,
    roles: roles.map(({ org_code, role_code }) => ({
      organisation: org_code,
      codes: role_code.split(':').map((code) => code.trim()),
    })),
  }
}
