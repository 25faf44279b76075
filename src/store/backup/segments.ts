/** The files of PostgreSQL's log: 16 MiB each, named by their timeline and their number. */
const SEGMENT_BYTES = 16n * 2n ** 20n
const PER_FILE_ID = 2n ** 32n / SEGMENT_BYTES
const SEGMENT = /^[0-9A-F]{24}$/
const HISTORY = /^[0-9A-F]{8}\.history$/

export const isSegment = (name: string): boolean => SEGMENT.test(name)
export const isHistory = (name: string): boolean => HISTORY.test(name)

/** A place in the log, like 0/3000028, as the database writes it. */
export function placeOf(lsn: string): bigint {
  const [high = '', low = ''] = lsn.split('/')
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

/** The number of the segment that holds the byte before this place: the last one that is whole after a switch to here. */
export const lastWholeBefore = (lsn: string): bigint => (placeOf(lsn) - 1n) / SEGMENT_BYTES

export const segmentAt = (lsn: string): bigint => placeOf(lsn) / SEGMENT_BYTES

export function segmentName(timeline: number, number: bigint): string {
  const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0')
  return hex(BigInt(timeline)) + hex(number / PER_FILE_ID) + hex(number % PER_FILE_ID)
}

export function numberOf(segment: string): bigint {
  return BigInt(`0x${segment.slice(8, 16)}`) * PER_FILE_ID + BigInt(`0x${segment.slice(16)}`)
}
