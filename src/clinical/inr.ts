// The international normalised ratio: a comparator and whole tenths. `>8.0` is not 8.0 (H03, H04).

import { trimAscii } from '#base/typed-text.ts'

/** An INR. `>` and `<` say that the meter or laboratory could not measure beyond that value. */
export type Inr = { readonly comparator: '=' | '>' | '<'; readonly tenths: number }

/** An INR that was measured. Only this reaches an algorithm; the type keeps `>8.0` out (H04). */
export type MeasuredInr = { readonly comparator: '='; readonly tenths: number }

/** What a method can report, in tenths. Without a censoring limit `>` or `<` is refused. */
export type InrLimits = {
  readonly lowestTenths: number
  readonly highestTenths: number
  readonly censorAboveTenths?: number
  readonly censorBelowTenths?: number
}

/** The result "more than what it measures", ready to be recorded: `greater-than-8`, `greater-than-7-5`. */
type OfferedAbove = `greater-than-${string}`

export type InrRefusal = {
  readonly kind: 'refused'
  readonly code:
    | 'required'
    | 'type'
    | 'format'
    | 'use-a-point'
    | 'leading-zero'
    | 'hidden-character'
    | 'no-units'
    | 'not-a-result'
    | 'precision'
    | 'below-range'
    | 'above-range'
  readonly message: string
  readonly offer?: OfferedAbove | 'test-failed' | 'sample-unsuitable'
  readonly didYouMean?: string
}
export type InrParse = { readonly kind: 'inr'; readonly inr: Inr } | InrRefusal

/**
 * Point-of-care meter 0.8-8.0. Source: bad-inputs context; local setting per meter model.
 * @see docs/evidence.md#inr-accepted
 */
export const METER_RANGE: InrLimits = {
  lowestTenths: 8,
  highestTenths: 80,
  censorAboveTenths: 80,
  censorBelowTenths: 8,
}

/**
 * Laboratory 0.8-20.0. Source: safety reference 2.3, "INR accepted"; local setting.
 * @see docs/evidence.md#inr-accepted
 */
export const LABORATORY_RANGE: InrLimits = {
  lowestTenths: 8,
  highestTenths: 200,
  censorAboveTenths: 80,
  censorBelowTenths: 8,
}

const GRAMMAR = /^([<>]?)[ \t]*(0|[1-9]\d?)(?:\.(\d))?$/
const TOO_PRECISE = /^[<>]?[ \t]*(?:0|[1-9]\d?)\.\d{2,}$/
const WITH_UNITS = /^[<>]?[ \t]*\d{1,3}(?:\.\d+)?[ \t]*[a-z%]+$/i
const METER_HIGH = /^(?:hi|high|> ?hi)$/i
const METER_LOW = /^(?:lo|low|< ?lo)$/i
const METER_ERROR = /^(?:e|err|error)[ \t-]*\d*$/i
const BAD_SAMPLE = /^(?:clot|clotted|haemolysed|hemolysed|insufficient|unsuitable)$/i
const HIDDEN = /[\p{Cc}\p{Cf}\u00a0]/u

/** `2.5`, `>8.0`: always one decimal. */
export function formatInr(inr: Inr): string {
  const shown = formatTenths(inr.tenths)
  return inr.comparator === '=' ? shown : `${inr.comparator}${shown}`
}

/** Whole tenths as text with one decimal: 25 is `2.5`. */
export function formatTenths(tenths: number): string {
  return `${Math.trunc(tenths / 10)}.${tenths % 10}`
}

/** Whether the value was measured, not cut off at the end of a meter's range. */
export const isMeasured = (inr: Inr): inr is MeasuredInr => inr.comparator === '='

/** Reads an INR as typed, by a strict grammar; nothing is corrected, everything else is refused. */
export function parseInr(text: unknown, limits: InrLimits): InrParse {
  if (text === undefined || text === null) return refused('required', 'Enter the INR.')
  if (typeof text !== 'string') {
    return refused('type', 'Send the INR as text, for example "2.5".')
  }
  const typed = trimAscii(text)
  if (typed === '') return refused('required', 'Enter the INR.')
  const match = GRAMMAR.exec(typed)
  if (match === null) return notInGrammar(typed, limits)
  const tenths = Number(match[2]) * 10 + Number(match[3] ?? 0)
  if (match[1] === '>') return censoredAbove(tenths, limits)
  if (match[1] === '<') return censoredBelow(tenths, limits)
  return measured(typed, tenths, limits)
}

function measured(typed: string, tenths: number, limits: InrLimits): InrParse {
  if (tenths < limits.lowestTenths) {
    const lowest = formatTenths(limits.lowestTenths)
    return refused(
      'below-range',
      `The INR is below ${lowest}, the lowest this method reports. Check it.`,
    )
  }
  if (tenths > limits.highestTenths) return aboveRange(typed, limits)
  return { kind: 'inr', inr: { comparator: '=', tenths } }
}

function aboveRange(typed: string, limits: InrLimits): InrRefusal {
  const highest = formatTenths(limits.highestTenths)
  const withPoint = /^(\d)(\d)$/.exec(typed)
  if (withPoint !== null && Number(typed) <= limits.highestTenths) {
    const didYouMean = `${withPoint[1]}.${withPoint[2]}`
    return {
      ...refused(
        'above-range',
        `${typed} is above ${highest}, the highest this method reports. Did you mean ${didYouMean}? Type the result again.`,
      ),
      didYouMean,
    }
  }
  const refusal = refused(
    'above-range',
    `The INR is above ${highest}, the highest this method reports. If the meter showed more than it can measure, record it as >${mostShown(limits)}.`,
  )
  return limits.censorAboveTenths === undefined
    ? refusal
    : { ...refusal, offer: offeredAbove(limits) }
}

/** What a meter shows with a `>`: the end of its own range; a laboratory's is longer than any meter's. */
const mostShown = ({ highestTenths }: InrLimits): string =>
  formatTenths(Math.min(highestTenths, METER_RANGE.highestTenths))

const offeredAbove = (limits: InrLimits): OfferedAbove =>
  `greater-than-${mostShown(limits).replace(/\.0$/, '').replace('.', '-')}`

/** The INR that a button offers to record: `>7.5` of `greater-than-7-5`; nothing of another button. */
export function offeredInr(offer: string | undefined): string | undefined {
  const found = /^greater-than-(\d)(?:-(\d))?$/.exec(offer ?? '')
  return found === null ? undefined : `>${found[1]}.${found[2] ?? '0'}`
}

function censoredAbove(tenths: number, limits: InrLimits): InrParse {
  const limit = limits.censorAboveTenths
  if (limit === undefined) {
    return refused('format', 'This method does not report a result as "more than". Enter a number.')
  }
  if (tenths < limit || tenths > limits.highestTenths) {
    return refused(
      'format',
      `This method reports "more than" from ${formatTenths(limit)}. Check the result.`,
    )
  }
  return { kind: 'inr', inr: { comparator: '>', tenths } }
}

function censoredBelow(tenths: number, limits: InrLimits): InrParse {
  const limit = limits.censorBelowTenths
  if (limit === undefined) {
    return refused('format', 'This method does not report a result as "less than". Enter a number.')
  }
  if (tenths > limit || tenths < limits.lowestTenths) {
    return refused(
      'format',
      `This method reports "less than" below ${formatTenths(limit)}. Check the result.`,
    )
  }
  return { kind: 'inr', inr: { comparator: '<', tenths } }
}

function notInGrammar(typed: string, limits: InrLimits): InrRefusal {
  if (HIDDEN.test(typed)) {
    return refused(
      'hidden-character',
      'The INR holds a hidden character. Clear the box and type it.',
    )
  }
  return meterWords(typed, limits) ?? shapeOf(typed, limits)
}

function meterWords(typed: string, limits: InrLimits): InrRefusal | undefined {
  if (METER_HIGH.test(typed)) {
    const message = `If the meter shows more than it can measure, record it as >${mostShown(limits)}.`
    return { ...refused('not-a-result', message), offer: offeredAbove(limits) }
  }
  if (METER_LOW.test(typed)) {
    const least = formatTenths(limits.lowestTenths)
    const message = `If the meter shows less than it can measure, enter it as <${least}.`
    return refused('not-a-result', message)
  }
  if (METER_ERROR.test(typed)) {
    const message = 'A meter error is not an INR. Record "test failed" and test again.'
    return { ...refused('not-a-result', message), offer: 'test-failed' }
  }
  if (BAD_SAMPLE.test(typed)) {
    const message = 'That is not an INR. Record "sample unsuitable" and take another sample.'
    return { ...refused('not-a-result', message), offer: 'sample-unsuitable' }
  }
  return undefined
}

function shapeOf(typed: string, limits: InrLimits): InrRefusal {
  if (/^\d+[,·\u2219\u22c5]\d+$/.test(typed)) {
    return refused('use-a-point', 'Use a point for the decimal, for example 2.5.')
  }
  if (/^[<>]?\.\d+$/.test(typed)) {
    return refused('leading-zero', 'Write a zero before the point, for example 0.9.')
  }
  if (TOO_PRECISE.test(typed)) {
    return refused('precision', 'Enter the INR to one decimal place, for example 2.5.')
  }
  if (/^\d{3,}$/.test(typed)) return aboveRange(typed, limits)
  if (WITH_UNITS.test(typed) && !/^0[xb]/i.test(typed)) {
    return refused('no-units', 'An INR has no units. Enter the number only, for example 2.5.')
  }
  return refused('format', 'Enter the INR as a number with one decimal place, for example 2.5.')
}

function refused(code: InrRefusal['code'], message: string): InrRefusal {
  return { kind: 'refused', code, message }
}
