const BYTES = 4
const BITS_OF_READING = 12

/**
 * A result in four bytes: the number of its day, and 12 bits of which 2 are the comparator, 9 the tenths and 1 a
 * laboratory. A provider's ten years are over a million results: as rows of text they would take seconds to read.
 */
const PACKED = `int4send(((r.sampled_on - date '1970-01-01') << ${BITS_OF_READING})
  | (case r.comparator when '=' then 0 when '>' then 1 else 2 end << 10)
  | (r.tenths << 1) | (r.method = 'laboratory')::int)`

/** The results of one course packed: day after day, and of a day in the order in which they were entered. */
export const PACKED_IN_ORDER = `string_agg(${PACKED}, '' order by r.sampled_on, r.entered_at, r.id)`

/** A result that stands. */
export const STANDS = standing('true', 'true')

/** A result that stood, as the record was at an instant. */
export const stoodAt = (at: string): string =>
  standing(`r.entered_at <= ${at}`, `later.entered_at <= ${at}`)

/**
 * That few results replace another is said although it follows: else the database takes them for as many as all results,
 * and sorts those.
 */
function standing(isEntered: string, isReplaced: string): string {
  return `r.status in ('final', 'corrected') and ${isEntered}
  and not exists (select from inr_result later
                   where later.provider_id = r.provider_id and later.replaces = r.id and later.replaces is not null
                     and ${isReplaced})`
}

/** One result as it was packed; the day by its number. */
export type PackedResult = {
  readonly day: number
  readonly comparator: '=' | '>' | '<'
  readonly tenths: number
  readonly isLaboratory: boolean
}

/** How many results there are in a pack. */
export const countOfPacked = (packed: Buffer): number => packed.length / BYTES

/** One of the results of a pack, by its place. */
export function packedResult(packed: Buffer, nth: number): PackedResult {
  const word = packed.readUInt32BE(nth * BYTES)
  return {
    day: word >>> BITS_OF_READING,
    comparator: COMPARATORS[(word >>> 10) & 3] ?? '=',
    tenths: (word >>> 1) & 0x1ff,
    isLaboratory: (word & 1) === 1,
  }
}

const COMPARATORS = ['=', '>', '<'] as const

const dayAt = (packed: Buffer, nth: number): number =>
  packed.readUInt32BE(nth * BYTES) >>> BITS_OF_READING

/** The number of the day of the first of packed results; of none, later than any. */
export const firstDayOf = (packed: Buffer): number =>
  packed.length === 0 ? Number.POSITIVE_INFINITY : dayAt(packed, 0)

/** The packed results from one day to another, both included; and those of the newest day before. */
export function daysOfPacked(packed: Buffer, from: number, until: number) {
  const first = placeOfDay(packed, from)
  const end = placeOfDay(packed, until + 1)
  const before = first === 0 ? 0 : placeOfDay(packed, dayAt(packed, first - 1))
  return { results: between(packed, first, end), earlier: between(packed, before, first) }
}

const between = (packed: Buffer, first: number, end: number): Buffer =>
  packed.subarray(first * BYTES, end * BYTES)

/** Where the first result of a day or later stands. */
function placeOfDay(packed: Buffer, day: number): number {
  let [low, high] = [0, countOfPacked(packed)]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (dayAt(packed, middle) < day) low = middle + 1
    else high = middle
  }
  return low
}
