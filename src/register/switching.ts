// From warfarin to a direct oral anticoagulant: what must be true on the day on which the new medicine starts (H18).
import { capitalised } from '#base/capitalised.ts'
import { addDays, clinicalDate, type Day } from '#base/day.ts'
import type { Doac } from '#clinical/doac/doac.ts'
import type { DoacUse } from '#clinical/doac/facts.ts'
import { formatInr, formatTenths, type Inr, isMeasured } from '#clinical/inr.ts'
import type { FieldFinding } from './typed-fields.ts'

/** The highest INR, in tenths, at which a medicine may start once warfarin is stopped. */
export type StartLimit = {
  readonly highestTenths: number
  readonly says: string
  readonly source: string
}

const SOURCE =
  'summaries of product characteristics as quoted by Pulse 2019 and NHS Highland (clinical reference 6.4, verified)'

const limit = (highestTenths: number, says: string): StartLimit => ({
  highestTenths,
  says,
  source: SOURCE,
})

/**
 * The INR below which the medicine may start; rivaroxaban has one for atrial fibrillation and one for a clot, and for any
 * other use none is known. Source: clinical reference 6.4. @see docs/evidence.md#switch-inr
 */
export function startLimit(medicine: Doac, use: DoacUse['kind']): StartLimit | 'not-known' {
  switch (medicine) {
    case 'apixaban':
    case 'dabigatran':
      return limit(19, 'below 2.0')
    case 'edoxaban':
      return limit(25, '2.5 or below')
    case 'rivaroxaban':
      if (use === 'atrial-fibrillation') return limit(30, '3.0 or below')
      return use === 'venous-thromboembolism' ? limit(25, '2.5 or below') : 'not-known'
  }
}

/** Days that the INR at a start may be old: of today or yesterday. @see docs/evidence.md#switch-inr-age */
export const SWITCH_INR_DAYS = 1

/** Above this target, in tenths, a person is not for the switch. @see docs/evidence.md#switch-target */
export const SWITCH_TARGET_TENTHS = 25

/** What is known on the day on which the new medicine is to start. */
export type SwitchFacts = {
  readonly today: Day
  readonly medicine: Doac
  readonly use: DoacUse['kind']
  readonly targetTenths: number | 'not-known'
  /** The day of the last dose of warfarin. */
  readonly stoppedOn: Day
  /** The newest final INR of the warfarin course. */
  readonly newest: { readonly inr: Inr; readonly on: Day } | undefined
  /** That no warfarin is left to be taken at home, and that no repeat prescription goes on. */
  readonly homeRemoved: boolean
  readonly repeatStopped: boolean
}

/** Everything that keeps the new medicine from starting; empty when it may. What is not known keeps it too. */
export const againstStarting = (facts: SwitchFacts): readonly FieldFinding[] => [
  ...againstTarget(facts),
  ...againstInr(facts),
  ...(facts.homeRemoved ? [] : [HOME_NEEDED]),
  ...(facts.repeatStopped ? [] : [REPEAT_NEEDED]),
]

/** Why a person with this target is not for the change; empty when they are. */
export function againstTarget({
  targetTenths,
}: Pick<SwitchFacts, 'targetTenths'>): readonly FieldFinding[] {
  if (targetTenths !== 'not-known' && targetTenths <= SWITCH_TARGET_TENTHS) return []
  const message =
    'Only a target INR of 2.5 or below is changed to these medicines here. Ask a specialist. Source: NHS Greater Glasgow and Clyde (clinical reference 6.4, verified).'
  return [{ field: 'medicine', code: 'target-too-high', message }]
}

/** What the INR says against the medicine: too high, too old, from before the last dose of warfarin, or not known. */
export function againstInr({
  today,
  medicine,
  use,
  stoppedOn,
  newest,
}: Omit<SwitchFacts, 'targetTenths' | 'homeRemoved' | 'repeatStopped'>): readonly FieldFinding[] {
  const allowed = startLimit(medicine, use)
  if (allowed === 'not-known') return [NO_LIMIT]
  if (newest === undefined || newest.on < addDays(today, -SWITCH_INR_DAYS) || newest.on > today) {
    return [INR_NEEDED]
  }
  if (newest.on < stoppedOn) return [INR_BEFORE_STOP]
  if (isMeasured(newest.inr) && newest.inr.tenths <= allowed.highestTenths) return []
  if (newest.inr.comparator === '<' && newest.inr.tenths <= allowed.highestTenths) return []
  const message = `The INR of ${clinicalDate(newest.on)} was ${formatInr(newest.inr)}. ${capitalised(medicine)} starts when it is ${allowed.says}. Test again; warfarin stays stopped by a dose with days omitted. Source: ${allowed.source}.`
  return [{ field: 'medicine', code: 'inr-too-high', message }]
}

/** The rule of each medicine in a row of words, for the page. */
export const START_LIMIT_WORDS: readonly (readonly [medicine: string, says: string])[] = [
  ['apixaban', `below ${formatTenths(20)}`],
  ['dabigatran', `below ${formatTenths(20)}`],
  ['edoxaban', `${formatTenths(25)} or below`],
  [
    'rivaroxaban',
    `${formatTenths(30)} or below in atrial fibrillation, ${formatTenths(25)} after a clot`,
  ],
]

const INR_NEEDED: FieldFinding = {
  field: '',
  code: 'inr-needed',
  message:
    'There is no final INR of today or yesterday on record. Enter one at a visit and refer it; then start the new medicine from here.',
}
const INR_BEFORE_STOP: FieldFinding = {
  field: 'stoppedOn',
  code: 'inr-before-stop',
  message:
    'The newest INR is from before the last dose of warfarin. Test on or after the day of the last dose.',
}
const NO_LIMIT: FieldFinding = {
  field: 'medicine',
  code: 'no-limit',
  message:
    'The INR at which rivaroxaban starts is known for atrial fibrillation and after a clot only. Ask a specialist.',
}
const HOME_NEEDED: FieldFinding = {
  field: 'homeRemoved',
  code: 'required',
  message: 'Confirm that no warfarin is left at home, or that it is given back today.',
}
const REPEAT_NEEDED: FieldFinding = {
  field: 'repeatStopped',
  code: 'required',
  message: 'Confirm that the repeat prescription of warfarin is stopped.',
}
