import { percentile } from '#base/percentile.ts'
import type { AgainstArgs } from './against-args.ts'
import type { Load, Timed } from './simulate-against.ts'

/** How long answers took, in milliseconds. */
type Times = {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly most: number
}

/** What a load came to. */
export type LoadReport = {
  readonly url: string
  readonly seed: number
  readonly clinicians: number
  readonly seconds: number
  readonly patients: number
  readonly saves: number
  readonly savesASecond: number
  readonly times: Readonly<Record<string, Times>>
  readonly refusals: readonly string[]
  /** Answers that never came, or that said that something broke; each was asked for again. */
  readonly broken: number
  readonly sentAgain: number
  /** Acknowledged saves that are not there exactly once. */
  readonly faults: readonly string[]
}

type Went = {
  readonly asked: AgainstArgs
  readonly seconds: number
  readonly timed: readonly Timed[]
  readonly load: Load
  readonly faults: readonly string[]
}

export function reportOf({ asked, seconds, timed, load, faults }: Went): LoadReport {
  const { acknowledged, refusals, seen } = load
  return {
    url: asked.url,
    seed: asked.seed,
    clinicians: asked.clinicians,
    seconds,
    patients: seen,
    saves: acknowledged.length,
    savesASecond: acknowledged.length / seconds,
    times: timesOf(timed),
    refusals,
    broken: timed.filter(({ kind }) => kind === 'unknown').length,
    sentAgain: acknowledged.filter(({ tries }) => tries > 1).length,
    faults,
  }
}

const EVERY_SAVE = 'every save'

function timesOf(timed: readonly Timed[]): LoadReport['times'] {
  const groups = new Map<string, number[]>([[EVERY_SAVE, []]])
  for (const { what, kind, tookMs } of timed) {
    if (kind !== 'done') continue
    groups.set(what, [...(groups.get(what) ?? []), tookMs])
    if (!what.includes(' ')) groups.get(EVERY_SAVE)?.push(tookMs)
  }
  return Object.fromEntries([...groups].map(([what, times]) => [what, summed(times)]))
}

function summed(times: readonly number[]): Times {
  const ascending = times.toSorted((a, b) => a - b)
  const [p50, p95, p99, most] = [50, 95, 99, 100].map(
    (percent) => Math.round(percentile(ascending, percent) * 10) / 10,
  )
  return { count: times.length, p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, most: most ?? 0 }
}

const WIDTHS = [26, 8, 9, 9, 9, 9] as const

/** For a person at a terminal. */
export function loadInWords(report: LoadReport): string {
  const { url, clinicians, seconds, patients, saves, savesASecond, seed, faults } = report
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, nth) => (nth === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[nth] ?? 9)))
      .join('')
  return `${[
    `${url}: ${clinicians} clinicians saw ${patients} patients in ${seconds.toFixed(1)} s (seed ${seed})`,
    `${saves} saves acknowledged, ${savesASecond.toFixed(1)} a second`,
    '',
    line(['answers in ms', 'number', 'p50', 'p95', 'p99', 'most']),
    ...Object.entries(report.times).map(([what, { count, p50, p95, p99, most }]) =>
      line([what, ...[count, p50, p95, p99, most].map(String)]),
    ),
    '',
    `refused: ${report.refusals.length}; broken or without an answer: ${report.broken}; saved after being sent again: ${report.sentAgain}`,
    ...new Set(report.refusals.slice(0, SHOWN)),
    faults.length === 0
      ? 'Every acknowledged save is there exactly once.'
      : `${faults.length} acknowledged saves are lost or doubled:`,
    ...faults.slice(0, SHOWN),
  ].join('\n')}\n`
}

/** No eye reads more of them. */
const SHOWN = 5
