// One text for one value, so that equal values have equal hashes.

/** JSON with the keys in order and no spaces; keys that hold nothing are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inList).join(',')}]`
  if (typeof value !== 'object' || value === null) return scalar(value)
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`
}

const inList = (value: unknown): string => canonicalJson(value === undefined ? null : value)

function scalar(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`not a value that can be written: ${value}`)
  }
  const text = JSON.stringify(value)
  if (text === undefined) throw new RangeError(`not a value that can be written: ${typeof value}`)
  return text
}
