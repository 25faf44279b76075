import { timingSafeEqual } from 'node:crypto'

/**
 * Did another site send this? A browser says where a request comes from, and a page cannot change what it
 * says. A program that is no browser says nothing, and has no cookie of a person either.
 */
export function isFromElsewhere(headers: Headers, ownOrigin: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return true
  const origin = headers.get('origin')
  if (origin === null) return false
  if (ownOrigin !== undefined) return origin !== ownOrigin
  return !URL.canParse(origin) || new URL(origin).host !== headers.get('host')
}

/** Is this the token of the session? Compared in the same time, right or wrong. */
export function isSameToken(sent: string | undefined, token: string): boolean {
  const [a, b] = [Buffer.from(sent ?? ''), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}
