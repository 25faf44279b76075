// From one direct oral anticoagulant to another: the new one starts when the next dose of the old one would have been due,
// so that there is neither a day of both nor a day of none (H18).
import { capitalised } from '#base/capitalised.ts'
import { addDays, clinicalDate, type Day } from '#base/day.ts'
import { type Doac, type DoacDose, isDoac } from '#clinical/doac/doac.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { reaches } from '#clinical/renal.ts'
import type { EpisodePlan, Medicine } from './episode.ts'
import type { FieldFinding } from './typed-fields.ts'

/** Days after the last dose of another direct oral anticoagulant in which its next dose is asked. @see docs/evidence.md#next-dose-days */
export const NEXT_DOSE_DAYS = 4

/**
 * Days from the last dose of dabigatran to the first of rivaroxaban, from a clearance in mL/min on: 24 hours, 48 hours, 3 to
 * 4 days. @see docs/evidence.md#next-dose-dabigatran
 */
export const DABIGATRAN_TO_RIVAROXABAN: readonly {
  readonly from: number
  readonly days: number
}[] = [
  { from: 50, days: 1 },
  { from: 30, days: 2 },
  { from: 0, days: 4 },
]

/** A course of a direct oral anticoagulant that has ended. */
export type DoacBefore = {
  readonly medicine: Doac
  readonly dose: DoacDose | null
  /** The day of the last dose. */
  readonly lastOn: Day
}

type AnyBefore = Omit<DoacBefore, 'medicine'> & { readonly medicine: Medicine | null }

/** The other course of a direct oral anticoagulant that ended so lately that its next dose is asked; the newest one. */
export function doacBefore(
  { medicine }: Pick<EpisodePlan, 'medicine'>,
  before: readonly AnyBefore[],
  today: Day,
): DoacBefore | undefined {
  if (!isDoac(medicine)) return undefined
  return before
    .flatMap(({ medicine: old, ...rest }) => (isDoac(old) ? [{ medicine: old, ...rest }] : []))
    .filter(({ lastOn }) => lastOn > addDays(today, -NEXT_DOSE_DAYS))
    .toSorted((one, other) => (one.lastOn < other.lastOn ? 1 : -1))[0]
}

/** When the new medicine starts at the earliest. */
export type NextDose =
  | {
      readonly kind: 'known'
      readonly earliestOn: Day
      /** That it may take the place of the evening dose of the last day, when that one has not been taken. */
      readonly orThatEvening: boolean
      readonly says: string
    }
  | { readonly kind: 'clearance-needed' }

/** When a medicine starts after another one. @see docs/evidence.md#next-dose */
export function nextDose(
  { medicine: old, dose, lastOn }: DoacBefore,
  medicine: Doac,
  clearance: Fraction | 'not-known',
): NextDose {
  const atTheHour = `not before the hour of the last dose of ${old}`
  if (old === 'dabigatran' && medicine === 'rivaroxaban') {
    if (clearance === 'not-known') return { kind: 'clearance-needed' }
    const days = DABIGATRAN_TO_RIVAROXABAN.find(({ from }) => reaches(clearance, from))?.days
    return known(addDays(lastOn, days ?? NEXT_DOSE_DAYS), false, atTheHour)
  }
  if (old === 'rivaroxaban' && medicine === 'dabigatran') {
    return known(addDays(lastOn, 1), false, atTheHour)
  }
  const says = `when the next dose of ${old} would have been due`
  return known(addDays(lastOn, 1), dose?.timesADay === 2, says)
}

const known = (earliestOn: Day, orThatEvening: boolean, says: string): NextDose => ({
  kind: 'known',
  earliestOn,
  orThatEvening,
  says,
})

const SOURCE = 'Source: NHS Highland, anticoagulant switching, 2025 (verified).'

/** The rule for these two medicines with its dates, for the page, the record and the refusal. */
export function nextDoseInWords(before: DoacBefore, medicine: Doac, next: NextDose): string {
  const old = `${capitalised(before.medicine)} was taken until ${clinicalDate(before.lastOn)}.`
  if (next.kind === 'clearance-needed') {
    return `${old} When ${medicine} starts hangs on the creatinine clearance, which is not known: record weight and creatinine first. ${SOURCE}`
  }
  const evening = next.orThatEvening
    ? `, or in the place of the evening dose of ${clinicalDate(before.lastOn)} when that has not been taken`
    : ''
  return `${old} ${capitalised(medicine)} starts ${next.says}: on ${clinicalDate(next.earliestOn)}${evening}. ${SOURCE}`
}

/** Why a medicine may not start on the day of its plan; empty when it may. */
export function againstNextDose(asked: {
  readonly before: DoacBefore
  readonly medicine: Doac
  readonly startsOn: Day
  readonly clearance: Fraction | 'not-known'
  /** That the evening dose of the old one is not taken, and the new one takes its place. */
  readonly inPlaceOfEvening: boolean
}): readonly FieldFinding[] {
  const { before, medicine, startsOn, clearance, inPlaceOfEvening } = asked
  const next = nextDose(before, medicine, clearance)
  if (next.kind === 'clearance-needed') {
    const message = nextDoseInWords(before, medicine, next)
    return [{ field: '', code: 'clearance-needed', message }]
  }
  if (startsOn >= next.earliestOn) return []
  const isThatEvening = next.orThatEvening && startsOn === before.lastOn
  if (isThatEvening && inPlaceOfEvening) return []
  const field = isThatEvening ? 'inPlaceOfEvening' : ''
  const taken = `${capitalised(before.medicine)} was taken until ${clinicalDate(before.lastOn)}, and the plan starts ${medicine} on ${clinicalDate(startsOn)}.`
  const change = `hange the start date of the plan to ${clinicalDate(next.earliestOn)} or later`
  const todo = isThatEvening
    ? `Tick that the evening dose is not taken, or c${change}`
    : `C${change}`
  return [{ field, code: 'old-dose-acts', message: `${taken} ${todo}. ${SOURCE}` }]
}
