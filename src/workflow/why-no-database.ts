/** What a server that cannot be reached or used said of it, in words for the person who starts Evenkeel; anything else is thrown on. */
export function whyNoDatabase(error: unknown): readonly string[] {
  const said = wordsOf(error)
  if (said === undefined) throw error
  return [
    `The database cannot be used: ${said}. Look at DATABASE_URL and MIGRATION_DATABASE_URL (docs/operations.md).`,
  ]
}

/** Errors of the network and of PostgreSQL have a code; a migration that failed has one as its cause. */
function wordsOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.message || error.code
  const because = wordsOf(error.cause)
  return because && `${error.message} ${because}`
}
