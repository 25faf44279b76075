import { clinicalDate, type Day, dayFromParts, londonDay, parseDay } from '#base/day.ts'
import { parseInstant } from '#base/instant.ts'
import { londonInstant } from '#base/london-time.ts'
import { trimAscii } from '#base/typed-text.ts'
import type { Finding } from './outcome.ts'
import type { TextFields } from './text-fields.ts'

export const SAMPLE_FIELDS = [
  'sampledOn',
  'sampledOn[day]',
  'sampledOn[month]',
  'sampledOn[year]',
  'sampledTime',
  'sampledHour',
  'sampledAt',
] as const
export type SampleFields = TextFields<(typeof SAMPLE_FIELDS)[number]>

/** When the blood was taken: the day in London, and the instant where somebody gave it. */
export type Sample = { readonly on: Day; readonly at: number | null }
export type SampleRead =
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Two clocks may differ by so much; a sample later than that is in the future. @see docs/evidence.md#sample-ahead */
export const CLOCK_ALLOWANCE_MS = 60_000

/** Reads when the sample was taken: a day (with or without a clock time), or one instant. */
export function readSampleTime(fields: SampleFields, now: number): SampleRead {
  if (fields.sampledAt !== undefined && fields.sampledAt !== '') return fromInstant(fields, now)
  const read = readDay(fields)
  if (read.kind === 'refused') return refuse('sampledOn-day', read.code, read.message)
  if (read.day > londonDay(now)) {
    return refuse(
      'sampledOn-day',
      'in-future',
      'The sample is dated in the future. Check the date.',
    )
  }
  return withClock(read.day, fields, now)
}

function readDay(fields: SampleFields) {
  if (fields.sampledOn !== undefined) return parseDay(fields.sampledOn)
  return dayFromParts(
    fields['sampledOn[day]'] ?? '',
    fields['sampledOn[month]'] ?? '',
    fields['sampledOn[year]'] ?? '',
  )
}

function withClock(on: Day, fields: SampleFields, now: number): SampleRead {
  const typed = trimAscii(fields.sampledTime ?? '')
  if (typed === '') return { kind: 'sample', sample: { on, at: null } }
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typed)
  if (clock === null) {
    return refuse(
      'sampledTime',
      'format',
      'Enter the time of the sample like 09:40, or leave it empty.',
    )
  }
  const instant = londonInstant(on, Number(clock[1]) * 60 + Number(clock[2]))
  if (instant.kind === 'never-happens') {
    return refuse(
      'sampledTime',
      'no-such-time',
      'The clocks go forward at that time. Check the time.',
    )
  }
  const ms = instant.kind === 'instant' ? instant.ms : hourChosen(instant, fields.sampledHour)
  if (ms === undefined) {
    return refuse(
      'sampledHour',
      'happens-twice',
      `On ${clinicalDate(on)} the clocks go back and ${typed} comes twice. Say whether it was the first (BST) or the second (GMT).`,
    )
  }
  return notInFuture(on, ms, now, 'sampledTime')
}

function hourChosen(twice: { summerMs: number; winterMs: number }, chosen: string | undefined) {
  if (chosen === 'first') return twice.summerMs
  return chosen === 'second' ? twice.winterMs : undefined
}

function notInFuture(on: Day, ms: number, now: number, field: string): SampleRead {
  if (ms <= now + CLOCK_ALLOWANCE_MS) return { kind: 'sample', sample: { on, at: ms } }
  return refuse(field, 'in-future', 'The time of the sample is in the future. Check it.')
}

/** An instant is counted on the day that it was in London. */
function fromInstant(fields: SampleFields, now: number): SampleRead {
  const ms = sampledInstant(fields.sampledAt ?? '')
  if (ms === undefined) {
    const message =
      'Send the time of the sample like 2026-11-22T09:40:00Z, with a real time and offset.'
    return refuse('sampledAt', 'format', message)
  }
  const on = londonDay(ms)
  if (fields.sampledOn !== undefined && fields.sampledOn !== on) {
    const message = `The time of the sample falls on ${clinicalDate(on)}, not on the day that is given.`
    return refuse('sampledAt', 'days-differ', message)
  }
  return notInFuture(on, ms, now, 'sampledAt')
}

/** To the second: a fraction of one is refused. */
function sampledInstant(text: string): number | undefined {
  const read = parseInstant(text)
  return read.kind === 'instant' && !text.includes('.') ? read.ms : undefined
}

const refuse = (field: string, code: string, message: string): SampleRead => ({
  kind: 'refused',
  findings: [{ field, code, message }],
})
