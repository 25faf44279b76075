import { addDays, type Day } from '#base/day.ts'
import type { Inr } from './inr.ts'

/** What a site has decided about internal quality controls, from a day on; `everyDays` is null where none is asked for. */
export type ControlRule = {
  readonly from: Day
  /** A control must have passed within so many days, the day of the sample among them: 1 is the day itself. */
  readonly everyDays: number | null
  readonly source: string
}

/**
 * The longest time between two controls that a site may choose, in days. Source: no source names one; UK guidance asks for a
 * control at each clinic (M4 of the field reference). Status: local setting. @see docs/evidence.md#meter-controls
 */
export const LONGEST_CONTROL_DAYS = 31

/** The rule in force on a day; undefined before the first one, and where the one in force asks for none. */
export function controlRuleOn(
  rules: readonly ControlRule[],
  on: Day,
): (ControlRule & { readonly everyDays: number }) | undefined {
  const inForce = rules.findLast(({ from }) => from <= on)
  const { everyDays } = inForce ?? { everyDays: null }
  return inForce === undefined || everyDays === null ? undefined : { ...inForce, everyDays }
}

/** Whether a control passed: measured, and within the range of its vial; beyond what the meter measures it has not. */
export const controlOutcome = (
  measured: Inr,
  range: { readonly lowTenths: number; readonly highTenths: number },
): 'passed' | 'failed' =>
  measured.comparator === '=' &&
  measured.tenths >= range.lowTenths &&
  measured.tenths <= range.highTenths
    ? 'passed'
    : 'failed'

/** What is known of a meter of the register. */
export type MeterFacts = {
  readonly standing: 'in-service' | 'withdrawn'
  readonly newest: 'passed' | 'failed' | 'none'
  /** The days on which a control passed, as far back as any rule looks. */
  readonly passedOn: readonly Day[]
  /** The days whose last control failed: those, and at least the last day before them that had a control. */
  readonly failedOn: readonly Day[]
  /** Each control of those days in order, where a file told the time of any; else empty. */
  readonly controls: readonly TimedControl[]
}

/** A control in its order; `at` is null where it was typed, and only its day is known. */
export type TimedControl = {
  readonly on: Day
  readonly at: number | null
  readonly outcome: 'passed' | 'failed'
}

/** A sample by its day, and by its instant where somebody gave it. */
export type MeteredSample = { readonly on: Day; readonly at: number | null }

/** Why no dose rests on what a meter measured. */
export type MeterStop = 'withdrawn' | 'control-failed' | 'not-registered' | 'control-due'

/**
 * Whether an INR of a meter on a day may be dosed on. One that is withdrawn, or whose newest control failed, stops it
 * whatever the site has decided, and so does one whose last control by the day of the sample failed: a later one does not heal
 * it. Where a file told when controls were measured, one after the sample heals nothing either. What is not known of it (no register, no control in date) stops it once the site asks for controls (H06). `undefined` is
 * a meter that is not in the register.
 */
export function meterStop(
  meter: MeterFacts | undefined,
  rules: readonly ControlRule[],
  sample: MeteredSample,
): MeterStop | undefined {
  const { on: sampledOn } = sample
  if (meter?.standing === 'withdrawn') return 'withdrawn'
  if (meter !== undefined && (isFailed(meter, sampledOn) || hadFailed(meter, sample))) {
    return 'control-failed'
  }
  const rule = controlRuleOn(rules, sampledOn)
  if (rule === undefined) return undefined
  if (meter === undefined) return 'not-registered'
  const since = addDays(sampledOn, 1 - rule.everyDays)
  const isInDate = meter.passedOn.some((on) => on >= since && on <= sampledOn)
  return isInDate ? undefined : 'control-due'
}

/** Whether the newest control failed, or the last one on or before a day. */
function isFailed({ newest, passedOn, failedOn }: MeterFacts, on: Day): boolean {
  const last = failedOn
    .filter((failed) => failed <= on)
    .toSorted()
    .at(-1)
  const isHealed = passedOn.some((passed) => last !== undefined && passed > last && passed <= on)
  return newest === 'failed' || (last !== undefined && !isHealed)
}

/** Whether the last control before the sample failed; one of a day alone counts for the whole of it. */
const hadFailed = ({ controls }: MeterFacts, { on, at }: MeteredSample): boolean =>
  controls.findLast(
    (control) => control.on <= on && (control.at === null || at === null || control.at <= at),
  )?.outcome === 'failed'

/** The day from which a meter needs its next control; null where none is asked for, `now` where none ever passed. */
export function controlDueOn(
  meter: MeterFacts,
  rules: readonly ControlRule[],
  today: Day,
): Day | 'now' | null {
  const rule = controlRuleOn(rules, today)
  if (rule === undefined) return null
  const last = meter.passedOn.toSorted().at(-1)
  return last === undefined ? 'now' : addDays(last, rule.everyDays)
}

/** What is known of a lot of strips; null is an expiry that is not known. */
export type LotFacts = {
  readonly standing: 'usable' | 'blocked'
  readonly expiresOn: Day | null
}

/** Why no dose rests on what was measured with a lot. */
export type LotStop = 'blocked' | 'expired' | 'expiry-not-known'

/**
 * Whether an INR of strips of a lot on a day may be dosed on. The expiry is that of the box, or else that of the register;
 * where neither is known it stops once the site asks for controls (H06). Strips are good to the end of the day of their expiry.
 */
export function lotStop(
  lot: LotFacts | undefined,
  expiresOn: Day | null,
  rules: readonly ControlRule[],
  sampledOn: Day,
): LotStop | undefined {
  if (lot?.standing === 'blocked') return 'blocked'
  const until = [expiresOn, lot?.expiresOn ?? null].filter((on) => on !== null).toSorted()[0]
  if (until !== undefined) return until < sampledOn ? 'expired' : undefined
  return controlRuleOn(rules, sampledOn) === undefined ? undefined : 'expiry-not-known'
}
