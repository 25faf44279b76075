/** Who goes first: an address at which somebody has signed in, then one that is new, then one that asked in vain of late. */
const LANES = ['known', 'new', 'doubtful'] as const
export type Lane = (typeof LANES)[number]

/** A place among those whose password is to be looked at. */
export type Place = {
  /** Does the work when it is this one's turn. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Gives the place back; whoever enters leaves. */
  readonly leave: () => void
}

export type Turnstile = {
  /** A place, or undefined where as many of this lane wait as are let in. */
  readonly enter: (lane: Lane) => Place | undefined
}

/**
 * Looking at a password is dear on purpose, so few are looked at at once, and what is asked for beyond what can be answered
 * soon is refused before it costs anything: whoever guesses by the thousand takes neither the processors nor the turn of others.
 */
export function turnstile(most: {
  readonly atOnce: number
  /** Of these, so many for doubtful addresses: who guesses leaves room beside them. */
  readonly doubtfulAtOnce: number
  readonly inLane: number
}): Turnstile {
  const inside = { known: 0, new: 0, doubtful: 0 }
  const waiting: Readonly<Record<Lane, (() => void)[]>> = { known: [], new: [], doubtful: [] }
  const working = { known: 0, new: 0, doubtful: 0 }
  const hasRoom = (lane: Lane) => lane !== 'doubtful' || working.doubtful < most.doubtfulAtOnce
  const goOn = () => {
    while (working.known + working.new + working.doubtful < most.atOnce) {
      const lane = LANES.find((one) => waiting[one].length > 0 && hasRoom(one))
      const next = lane && waiting[lane].shift()
      if (lane === undefined || next === undefined) return
      working[lane] += 1
      next()
    }
  }
  const inTurn = async <T>(lane: Lane, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((turn) => {
      waiting[lane].push(turn)
      goOn()
    })
    try {
      return await work()
    } finally {
      working[lane] -= 1
      goOn()
    }
  }
  return {
    enter(lane) {
      if (inside[lane] >= most.inLane) return undefined
      inside[lane] += 1
      return {
        inTurn: (work) => inTurn(lane, work),
        leave: () => {
          inside[lane] -= 1
        },
      }
    },
  }
}
