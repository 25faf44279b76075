/** Counts wrong tries by a name that has no row of its own: a network address, a user name nobody has. */
export type TryLedger = {
  /** Until when this name has to rest, or undefined when it need not. */
  readonly restsUntil: (name: string, now: number) => number | undefined
  readonly count: (name: string, now: number) => void
  /** How often this name was counted of late. */
  readonly triesOf: (name: string, now: number) => number
  readonly forget: (name: string) => void
}

/** More names than these are not remembered at once; the one unseen for longest is forgotten first. */
const MOST_NAMES = 10_000

type Tries = { readonly count: number; readonly restsUntil: number; readonly last: number }

/**
 * Lives in the memory of one process. `restAfter` says how long a name rests after so many tries, and after
 * `forgetAfterMs` without a try the count starts again.
 */
export function tryLedger(rules: {
  readonly restAfter: (tries: number) => number
  readonly forgetAfterMs: number
}): TryLedger {
  const names = new Map<string, Tries>()
  const known = (name: string, now: number): Tries | undefined => {
    const tries = names.get(name)
    return tries === undefined || now - tries.last > rules.forgetAfterMs ? undefined : tries
  }
  return {
    restsUntil(name, now) {
      const until = known(name, now)?.restsUntil ?? 0
      return until > now ? until : undefined
    },
    triesOf: (name, now) => known(name, now)?.count ?? 0,
    forget: (name) => {
      names.delete(name)
    },
    count(name, now) {
      const count = (known(name, now)?.count ?? 0) + 1
      const rest = rules.restAfter(count)
      names.delete(name)
      names.set(name, { count, restsUntil: rest === 0 ? 0 : now + rest, last: now })
      const oldest = names.keys().next()
      if (names.size > MOST_NAMES && !oldest.done) names.delete(oldest.value)
    },
  }
}
