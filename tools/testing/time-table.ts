import { type Counted, inWords, sum } from './tally.ts'

const SLOWEST = 10

/** How long each suite took over all its parts and which files took longest, so that growth is seen. */
export function whereTheTimeWent(
  ran: readonly (Counted & { readonly name: string; readonly seconds: number })[],
  wholeSeconds: number,
): string {
  const bySuite = Map.groupBy(ran, ({ name }) => name)
  const suites = [...bySuite].map(([name, parts]) => ({
    name: parts.length > 1 ? `${name}, in ${parts.length} parts` : name,
    seconds: parts.reduce((total, { seconds }) => total + seconds, 0),
    words: inWords(sum(parts.map(({ tally }) => tally))),
  }))
  const files = ran.flatMap((one) => one.files)
  return [
    'Seconds by suite',
    ...longestFirst(suites).map(({ name, seconds, words }) => line(seconds, `${name}: ${words}`)),
    ...(files.length > SLOWEST ? [`Seconds of the ${SLOWEST} slowest files`] : []),
    ...(files.length > SLOWEST ? longestFirst(files).slice(0, SLOWEST) : []).map(
      ({ name, seconds }) => line(seconds, name),
    ),
    line(wholeSeconds, 'from start to end'),
  ].join('\n')
}

const longestFirst = <T extends { readonly seconds: number }>(all: readonly T[]): readonly T[] =>
  all.toSorted((one, other) => other.seconds - one.seconds)

const line = (seconds: number, words: string): string =>
  `${seconds.toFixed(1).padStart(8)} ${words}`
