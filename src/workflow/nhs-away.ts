/** Whether nobody answered, rather than somebody said no: looked for through what an error was caused by. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { readonly code?: unknown }
  if (error.name === 'TimeoutError' || code === 'OAUTH_TIMEOUT' || code === 'ERR_JWKS_TIMEOUT') {
    return true
  }
  if (error instanceof TypeError && error.message === 'fetch failed') return true
  return isAway(error.cause)
}
