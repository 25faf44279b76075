import type { Family, Labels, Sample } from './exposition.ts'

/** Counts what happened since the process began, apart for each set of labels. */
export type Tally = {
  readonly add: (labels: Labels) => void
  readonly family: () => Family
}

export function tally(name: string, help: string): Tally {
  const counted = new Map<string, { readonly labels: Labels; value: number }>()
  const add = (labels: Labels) => {
    const one = known(counted, labels, () => ({ labels, value: 0 }))
    one.value += 1
  }
  return { add, family: () => ({ name, help, type: 'counter', samples: [...counted.values()] }) }
}

/** Counts how long things took, apart for each set of labels. */
export type Timings = {
  readonly add: (labels: Labels, seconds: number) => void
  readonly family: () => Family
}

type Timed = { readonly labels: Labels; readonly upTo: number[]; sum: number }

export function timings(name: string, help: string, bounds: readonly number[]): Timings {
  const timed = new Map<string, Timed>()
  const all = [...bounds, Number.POSITIVE_INFINITY]
  const add = (labels: Labels, seconds: number) => {
    const one = known(timed, labels, () => ({ labels, upTo: all.map(() => 0), sum: 0 }))
    one.sum += seconds
    all.forEach((bound, at) => {
      if (seconds <= bound) one.upTo[at] = (one.upTo[at] ?? 0) + 1
    })
  }
  const samplesOf = ({ labels, upTo, sum }: Timed): readonly Sample[] => [
    ...upTo.map((value, at) => ({
      part: '_bucket',
      labels: { ...labels, le: all[at] === Number.POSITIVE_INFINITY ? '+Inf' : String(all[at]) },
      value,
    })),
    { part: '_sum', labels, value: sum },
    { part: '_count', labels, value: upTo.at(-1) ?? 0 },
  ]
  const family = (): Family => ({
    name,
    help,
    type: 'histogram',
    samples: [...timed.values()].flatMap(samplesOf),
  })
  return { add, family }
}

function known<T>(all: Map<string, T>, labels: Labels, fresh: () => T): T {
  const key = Object.values(labels).join('\0')
  const found = all.get(key) ?? fresh()
  all.set(key, found)
  return found
}
