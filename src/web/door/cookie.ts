/** `__Host-` binds the cookie to this host and to https; a plain loopback address cannot have that. */
const nameOf = (isSecure: boolean) => (isSecure ? '__Host-evenkeel' : 'evenkeel-session')

const attributes = (isSecure: boolean) =>
  `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`

/** The cookie that carries a session's token. It lives as long as the browser; the server ends it earlier. */
export const sessionCookie = (token: string, isSecure: boolean): string =>
  `${nameOf(isSecure)}=${token}; ${attributes(isSecure)}`

export const noSessionCookie = (isSecure: boolean): string =>
  `${nameOf(isSecure)}=; Max-Age=0; ${attributes(isSecure)}`

export function tokenIn(header: string | null, isSecure: boolean): string | undefined {
  if (header === null) return undefined
  const start = `${nameOf(isSecure)}=`
  const found = header.split(/; ?/).find((cookie) => cookie.startsWith(start))
  return found?.slice(start.length)
}
