import type { CrashReport, Silence } from './crash-test.ts'

/** What many clinics that were struck come to. */
export type Figures = {
  readonly cycles: number
  readonly saves: number
  readonly lost: number
  readonly doubled: number
  /** Whatever else must not be. */
  readonly otherFaults: number
  readonly silences: readonly Silence[]
}

export const NO_FIGURES: Figures = {
  cycles: 0,
  saves: 0,
  lost: 0,
  doubled: 0,
  otherFaults: 0,
  silences: [],
}

const LOST = / is lost$/
const DOUBLED = /is stored \d+ times|is told [2-9] times|has \d+ appointments|nobody was told/

export function added(so: Figures, { acks, faults, silences }: CrashReport): Figures {
  const lost = faults.filter((fault) => LOST.test(fault)).length
  const doubled = faults.filter((fault) => DOUBLED.test(fault)).length
  return {
    cycles: so.cycles + silences.length,
    saves: so.saves + acks.length,
    lost: so.lost + lost,
    doubled: so.doubled + doubled,
    otherFaults: so.otherFaults + faults.length - lost - doubled,
    silences: [...so.silences, ...silences],
  }
}

export function figuresInWords({
  cycles,
  saves,
  lost,
  doubled,
  otherFaults,
  silences,
}: Figures): string {
  const kinds = [...new Set(silences.map(({ after }) => after))].sort()
  const table = kinds.map((kind) => {
    const ms = silences.filter(({ after }) => after === kind).map((silence) => silence.ms)
    const [half, most, all] = [0.5, 0.95, 1].map((share) => seconds(quantile(ms, share)))
    return `  ${kind}: ${ms.length} times, median ${half} s, p95 ${most} s, longest ${all} s`
  })
  return [
    `${cycles} cycles, ${saves} saves acknowledged: ${lost} lost, ${doubled} doubled, ${otherFaults} other faults`,
    'Nobody got a save acknowledged, from the strike on, for so long:',
    ...table,
  ].join('\n')
}

/** The smallest value that is not below this share of them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2)
