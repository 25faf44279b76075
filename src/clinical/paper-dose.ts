// A dose that a clinician decided on paper, held against what the rules propose for the same INR (H29). It is never worked out here.
import type { Day } from '#base/day.ts'

export type PaperTold = {
  readonly dailyUg: number
  readonly omitDays: number
  readonly nextTestOn: Day
}

/** What the rules say to the same visit: a dose, or why they give none. */
export type Proposed =
  | ({ readonly kind: 'dose' } & PaperTold)
  | {
      readonly kind: 'alarm'
      readonly codes: readonly string[]
      readonly titles: readonly string[]
    }

/** Why an authorised prescriber looks before what was told on paper counts, and not just any second clinician. */
export const PAPER_DOUBTS = {
  alarm: 'The rules would have given no dose: they raise an alarm',
  'dose-differs': 'The dose is not what the rules propose',
  'test-later': 'The next test is later than the rules propose',
  'alarm-now': 'With what is known now the rules raise an alarm that they did not raise then',
  'medicine-now': 'A medicine that acts on the INR is on record now',
  'later-result': 'A later result is on record',
  'later-dose': 'A dose was decided in Evenkeel after the paper',
  'same-day': 'Somebody else entered something for the same day',
  'meter-unsound': 'No dose rests on this meter or these strips',
  'decider-not-authorised': 'Who decided it may not decide doses',
  'cannot-be-made': 'The tablets of the plan cannot make this dose',
  'not-told': 'Nobody has told the patient',
} as const
export type PaperDoubt = keyof typeof PAPER_DOUBTS

/**
 * Two doses that differ by no more are called alike; every entry is checked by a second person all the same. Source: no source names a
 * number; a choice of this service, no larger than the smallest step that a protocol takes as a change. Status: local setting.
 */
export const PAPER_TOLERANCE_PERCENT = 10

/** What of the dose itself is in doubt. */
export function doubtsOfDose(told: PaperTold, proposed: Proposed): readonly PaperDoubt[] {
  if (proposed.kind === 'alarm') return ['alarm']
  const isAlike =
    told.omitDays === proposed.omitDays &&
    Math.abs(told.dailyUg - proposed.dailyUg) * 100 <= proposed.dailyUg * PAPER_TOLERANCE_PERCENT
  return [
    ...(isAlike ? [] : (['dose-differs'] as const)),
    ...(told.nextTestOn > proposed.nextTestOn ? (['test-later'] as const) : []),
  ]
}

/** Alarms that only say that time has passed since the paper. */
const OF_AGE: readonly string[] = ['sample-too-old', 'answers-not-of-today']

/** Whether what is known now alarms where what was known then did not. */
export function alarmsOnlyNow(then: Proposed, now: Proposed): boolean {
  if (now.kind !== 'alarm') return false
  const isNew = (code: string) => then.kind !== 'alarm' || !then.codes.includes(code)
  return now.codes.some((code) => !OF_AGE.includes(code) && isNew(code))
}
