// The text format that Prometheus reads, version 0.0.4: a name, what it means, its kind, and a line for each value.

export type Labels = Readonly<Record<string, string>>

export type Sample = {
  readonly value: number
  readonly labels?: Labels
  /** Of a histogram: what stands behind the name (`_bucket`, `_sum`, `_count`). */
  readonly part?: string
}

export type Family = {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly samples: readonly Sample[]
}

export const exposition = (families: readonly Family[]): string =>
  families.map((family) => `${linesOf(family).join('\n')}\n`).join('')

const linesOf = ({ name, help, type, samples }: Family): readonly string[] => [
  `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
  `# TYPE ${name} ${type}`,
  ...samples.map(
    ({ value, labels = {}, part = '' }) => `${name}${part}${braced(labels)} ${written(value)}`,
  ),
]

function braced(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${quoted(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const quoted = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const written = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? '+Inf' : String(value)
