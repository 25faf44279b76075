// An instant as another system writes it: date, time and offset, as in RFC 3339.
import { dayNumber, parseDay } from './day.ts'

export type InstantParse =
  | { readonly kind: 'instant'; readonly ms: number }
  | {
      readonly kind: 'refused'
      readonly code: 'required' | 'type' | 'format' | 'no-such-day' | 'no-such-time' | 'offset'
      readonly message: string
    }

const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/
const FURTHEST_OFFSET_MINUTES = 14 * 60
const MINUTES_IN_A_DAY = 1440

type Refusal = Extract<InstantParse, { kind: 'refused' }>

const refused = (code: Refusal['code'], message: string): Refusal => ({
  kind: 'refused',
  code,
  message,
})

/** Reads an instant to the millisecond; a number, a bare date or a time without offset is refused. */
export function parseInstant(text: unknown): InstantParse {
  if (text === undefined || text === null || text === '') return refused('required', 'Send a time.')
  if (typeof text !== 'string') return refused('type', 'Send the time as text.')
  const [, dayText, hour, minute, second = '0', fraction = '', offset] = WRITTEN.exec(text) ?? []
  if (dayText === undefined || offset === undefined) {
    return refused('format', 'Send the time like 2026-11-22T10:00:00Z.')
  }
  const on = parseDay(dayText)
  if (on.kind === 'refused') return refused('no-such-day', on.message)
  const minuteOfDay = Number(hour) * 60 + Number(minute)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return refused('no-such-time', 'Hours go from 00 to 23, minutes and seconds from 00 to 59.')
  }
  const ahead = minutesOf(offset)
  if (ahead === undefined) return refused('offset', 'The offset from UTC is at most 14:00.')
  const utcMinute = dayNumber(on.day) * MINUTES_IN_A_DAY + minuteOfDay - ahead
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3))
  return { kind: 'instant', ms: utcMinute * 60_000 + Number(second) * 1000 + milliseconds }
}

/** An instant that Evenkeel wrote itself; any other text is a defect and throws. */
export function instantOf(text: string): number {
  const read = parseInstant(text)
  if (read.kind === 'refused') throw new RangeError(`not an instant: ${text}`)
  return read.ms
}

function minutesOf(offset: string): number | undefined {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))
  if (minutes > FURTHEST_OFFSET_MINUTES || Number(offset.slice(4)) > 59) return undefined
  return offset.startsWith('-') ? -minutes : minutes
}
