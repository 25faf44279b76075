const HERE = 'http://here.invalid'

/** A path of our own to go on to, or the front page: never another site, whatever the address says (D8.43, D8.44). */
export function ownPath(next: string | null | undefined): string {
  if (next === null || next === undefined || !/^\/(?![/\\])[^\\\u007f]*$/.test(next)) return '/'
  if (!URL.canParse(next, HERE)) return '/'
  const url = new URL(next, HERE)
  const isHere = url.origin === HERE && !url.pathname.startsWith('//')
  return isHere && url.pathname !== '/sign-in' ? `${url.pathname}${url.search}` : '/'
}
