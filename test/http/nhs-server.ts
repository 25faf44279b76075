import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, UnsecuredJWT } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

/** What the identity service says of whoever signs in there next. */
type NhsSays = {
  subject: string
  identityLevel: string
  authenticationLevel: string
  roles: readonly { person_roleid: string; org_code: string; role_code: string }[]
  selected: string | undefined
}

export const CLIENT_ID = 'evenkeel'
export const CLIENT_SECRET = 'a secret of this test alone'

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** An OpenID provider on this machine in the shape of NHS CIS2, at which everybody signs in without being asked. */
export async function nhsServer(origin: string) {
  const http = createServer()
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const [own, another] = [keyPair(), keyPair()]
  const says: NhsSays = {
    subject: '',
    identityLevel: '3',
    authenticationLevel: '3',
    roles: [],
    selected: undefined,
  }
  const state = {
    issuer,
    says,
    idTokenSeconds: 600,
    /** Makes another token of what an honest one says, in the place of that one. */
    forges: undefined as ((claims: Claims) => Promise<string>) | undefined,
    /** It shows the public half of another key than it signs by. */
    signsByAnother: false,
    signOut: async (subject: string, session: string) => {
      const client = await provider.Client.find(CLIENT_ID)
      assert.ok(client !== undefined)
      await (client as unknown as Leaves).backchannelLogout(subject, session)
    },
    /** A token that the service might say a sign-out by, or that somebody else made. */
    token: async (
      claims: Readonly<Record<string, unknown>>,
      by: { readonly alg?: 'none' | 'HS256' | 'RS384'; readonly key?: 'another' } = {},
    ): Promise<string> => {
      const now = Math.floor(Date.now() / 1000)
      const all = {
        iss: issuer,
        aud: CLIENT_ID,
        iat: now,
        exp: now + 120,
        jti: randomUUID(),
        ...claims,
      }
      if (by.alg === 'none') return new UnsecuredJWT(all).encode()
      if (by.alg === 'HS256') {
        const secret = new TextEncoder().encode(CLIENT_SECRET)
        return await new SignJWT(all).setProtectedHeader({ alg: 'HS256', kid: KEY }).sign(secret)
      }
      const { privateKey } = by.key === 'another' ? another : own
      return await new SignJWT(all)
        .setProtectedHeader({ alg: by.alg ?? 'RS256', kid: KEY })
        .sign(privateKey)
    },
    close: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  const jwk = { ...own.privateKey.export({ format: 'jwk' }), kid: KEY, alg: 'RS256', use: 'sig' }
  const provider = new Provider(issuer, {
    ...settings(origin),
    jwks: { keys: [jwk as never] },
    ttl: { ...LASTS, IdToken: () => state.idTokenSeconds },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => claimsOf(accountId, says) }),
  })
  const serve = provider.callback()
  http.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      const login = { accountId: says.subject, remember: false }
      provider.interactionFinished(request, response, { login }).catch(() => response.destroy())
    } else if (request.url === '/jwks' && state.signsByAnother) {
      const shown = {
        ...another.publicKey.export({ format: 'jwk' }),
        kid: KEY,
        alg: 'RS256',
        use: 'sig',
      }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ keys: [shown] }))
    } else {
      if (request.url === '/token' && state.forges !== undefined) forgeInto(response, state.forges)
      serve(request, response)
    }
  })
  return state
}

export type Claims = Readonly<Record<string, unknown>>

/** The answer that the service sends with this token in the place of its own. */
function forgeInto(response: ServerResponse, forges: (claims: Claims) => Promise<string>): void {
  const end = response.end.bind(response)
  const forged = async (answer: unknown) => {
    const whole = JSON.parse(String(answer))
    const [, claims = ''] = String(whole.id_token).split('.')
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString())
    const text = JSON.stringify({ ...whole, id_token: await forges(said) })
    response.setHeader('content-length', Buffer.byteLength(text))
    end(text)
  }
  response.end = ((answer: unknown) => {
    forged(answer).catch(() => response.destroy())
    return response
  }) as typeof response.end
}

type Leaves = { backchannelLogout(subject: string, session: string): Promise<void> }

const KEY = 'of-this-test'
const SCOPES = 'openid profile nationalrbacaccess'
const LASTS = { AccessToken: 60, AuthorizationCode: 60, Session: 600, Interaction: 600, Grant: 600 }

const claimsOf = (sub: string, says: NhsSays) => ({
  sub,
  id_assurance_level: says.identityLevel,
  authentication_assurance_level: says.authenticationLevel,
  nhsid_nrbac_roles: says.roles,
  ...(says.selected !== undefined && { selected_roleid: says.selected }),
})

const settings = (origin: string): Configuration => ({
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [`${origin}/sign-in/nhs/back`],
      token_endpoint_auth_method: 'client_secret_post',
      backchannel_logout_uri: `${origin}/sign-in/nhs/logout`,
      backchannel_logout_session_required: true,
    },
  ],
  cookies: { keys: ['of this test'] },
  conformIdTokenClaims: false,
  scopes: SCOPES.split(' '),
  claims: {
    openid: [
      'sub',
      'sid',
      'auth_time',
      'id_assurance_level',
      'authentication_assurance_level',
      'selected_roleid',
    ],
    nationalrbacaccess: ['nhsid_nrbac_roles'],
  },
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
  // It keeps itself from this very machine, where Evenkeel is.
  fetch: (url, { method = 'GET', headers = {}, body = null } = {}) =>
    fetch(url, { method, headers, body }),
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  pkce: { required: () => true },
  renderError: (ctx, out) => {
    ctx.body = JSON.stringify(out)
  },
  loadExistingGrant: async ({ oidc }) => {
    const { client, session, provider } = oidc
    const [clientId, accountId] = [client?.clientId ?? '', session?.accountId ?? '']
    const grant = new provider.Grant({ clientId, accountId })
    grant.addOIDCScope(SCOPES)
    await grant.save()
    return grant
  },
})

/** Goes through the pages of the service as a browser does, until it is sent away from there. */
export async function throughNhs(from: string): Promise<string> {
  const jar = new Map<string, string>()
  const own = new URL(from).origin
  let to = from
  for (let hop = 0; hop < 8; hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(to, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    assert.ok(location !== null, `${response.status} ${await response.text()}`)
    to = new URL(location, to).href
    if (new URL(to).origin !== own) return to
  }
  return assert.fail('the service goes round in circles')
}
