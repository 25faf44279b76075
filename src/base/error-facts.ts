const FACTS = ['code', 'table', 'constraint', 'routine'] as const

/**
 * What an error says about our code. Its message stays out: a database puts values into it (H36), and a
 * value may be a patient's.
 */
export function errorFacts(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error }
  const facts = FACTS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? [[name, value]] : []
  })
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause === undefined ? {} : { cause: errorFacts(error.cause) }
  return { error: error.name, ...Object.fromEntries(facts), ...cause, frames }
}
