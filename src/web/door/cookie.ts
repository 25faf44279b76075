/** `__Host-` binds the cookie to this host and to https; a plain loopback address cannot have that. */
const nameOf = (isSecure: boolean) => (isSecure ? '__Host-evenkeel' : 'evenkeel-session')

const attributes = (isSecure: boolean) =>
  `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`

/** The cookie that carries a session's token. It lives as long as the browser; the server ends it earlier. */
export const sessionCookie = (token: string, isSecure: boolean): string =>
  `${nameOf(isSecure)}=${token}; ${attributes(isSecure)}`

export const noSessionCookie = (isSecure: boolean): string =>
  `${nameOf(isSecure)}=; Max-Age=0; ${attributes(isSecure)}`

export const tokenIn = (header: string | null, isSecure: boolean): string | undefined =>
  valueIn(header, nameOf(isSecure))

/** What tells one browser from another before anybody is signed in: a challenge for a passkey is good in the one that asked for it. */
const markNameOf = (isSecure: boolean) => (isSecure ? '__Host-evenkeel-mark' : 'evenkeel-mark')

export const markCookie = (mark: string, isSecure: boolean): string =>
  `${markNameOf(isSecure)}=${mark}; ${attributes(isSecure)}`

export const markIn = (header: string | null, isSecure: boolean): string | undefined =>
  valueIn(header, markNameOf(isSecure))

/** What somebody went to the NHS identity service for: they come back from another site, to which no stricter cookie would follow them. */
const errandNameOf = (isSecure: boolean) => (isSecure ? '__Host-evenkeel-nhs' : 'evenkeel-nhs')
const errandAttributes = (isSecure: boolean) =>
  `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`

export const errandCookie = (sealed: string, isSecure: boolean): string =>
  `${errandNameOf(isSecure)}=${sealed}; Max-Age=600; ${errandAttributes(isSecure)}`

export const noErrandCookie = (isSecure: boolean): string =>
  `${errandNameOf(isSecure)}=; Max-Age=0; ${errandAttributes(isSecure)}`

export const errandIn = (header: string | null, isSecure: boolean): string | undefined =>
  valueIn(header, errandNameOf(isSecure))

function valueIn(header: string | null, name: string): string | undefined {
  if (header === null) return undefined
  const start = `${name}=`
  const found = header.split(/; ?/).find((cookie) => cookie.startsWith(start))
  return found?.slice(start.length)
}
