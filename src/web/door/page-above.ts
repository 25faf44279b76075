import type { Route } from '#web/page.ts'

const matcher = ({ path }: Route): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)

/**
 * Answers, for the address a form was sent to, the nearest page that can be opened: the address itself, else
 * the one above it, else the front page.
 */
export function pagesAbove(routes: readonly Route[]): (path: string) => string {
  const pages = routes.filter(({ method }) => method === 'GET').map(matcher)
  const nearest = (path: string): string => {
    if (path === '' || pages.some((page) => page.test(path))) return path || '/'
    return nearest(path.slice(0, path.lastIndexOf('/')))
  }
  return nearest
}
