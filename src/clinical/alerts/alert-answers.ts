// What counts as an alert here, and which recorded answer went past it (H33). An alert interrupts: it stands in the
// place of a dose, or asks before one is saved. A suggested dose interrupts nobody; it is counted beside them, because a
// rule that nearly everybody passes over is to be looked at as well.

/**
 * `alarm`: the published action in the place of a dose. `second-clinician`: a dose beyond the limits, for another person.
 * `confirm`: a question that a dose is saved through with a coded reason. `doac`: a dose of a direct oral
 * anticoagulant that the rule does not give. `suggestion`: the dose that a protocol suggested.
 */
export const ALERT_KINDS = ['alarm', 'second-clinician', 'confirm', 'doac', 'suggestion'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** `block`: nobody who meets it goes past it alone. `confirm`: gone past by a coded reason. `note`: interrupts nobody. */
export const TIERS = ['block', 'confirm', 'note'] as const

const TIER_OF: Readonly<Record<AlertKind, (typeof TIERS)[number]>> = {
  alarm: 'block',
  'second-clinician': 'block',
  confirm: 'confirm',
  doac: 'confirm',
  suggestion: 'note',
}

/** Which of the three tiers an alert of this kind is of (H33). */
export const tierOf = (kind: AlertKind): (typeof TIERS)[number] => TIER_OF[kind]

/** Whether an alert of this kind stops a person who works, so that it counts in the budget. */
export const isInterruptive = (kind: AlertKind): boolean => tierOf(kind) !== 'note'

/** Alerts that are alike in all that is asked of them, as they were recorded. */
export type AlikeAlerts = {
  /** `2026-11`, the month in which it was shown, as people here count months. */
  readonly month: string
  readonly kind: AlertKind
  /** Which alert of its kind. */
  readonly code: string
  /** The recorded end: of a task the code it was closed with, of a question or a suggestion what was saved; null while none is. */
  readonly ended: string | null
  /** The coded reason of the dose that ended it; of a question that was gone past, why. */
  readonly reason: string | null
  /** That dose beside the one in force when the alert was shown; null where none was decided. */
  readonly dose: 'as-before' | 'other' | 'not-known' | null
  readonly count: number
}

/** What became of an alert. Without an end on record, or without what it would be judged by, it is not known. */
export type AlertAnswer = 'gone-past' | 'acted-on' | 'not-known'

type Recorded = Pick<AlikeAlerts, 'kind' | 'ended' | 'reason' | 'dose'>

/** The answer to an alert, from what is on record of it. */
export function answerOf(recorded: Recorded): AlertAnswer {
  switch (recorded.kind) {
    case 'alarm':
      return recorded.ended === 'dosed' ? dosedOnAlarm(recorded) : ended(ALARM_ENDS, recorded)
    case 'doac':
      return recorded.ended === null ? doseThatDiffers(recorded) : ended(DOAC_ENDS, recorded)
    case 'second-clinician':
    case 'confirm':
      return ended(QUESTION_ENDS, recorded)
    case 'suggestion':
      return ended(SUGGESTION_ENDS, recorded)
  }
}

type Ends = ReadonlyMap<string, AlertAnswer>

/** Nothing is assumed of an end that is not named here. */
const ended = (ends: Ends, { ended: end }: Recorded): AlertAnswer =>
  (end === null ? undefined : ends.get(end)) ?? 'not-known'

/** An alarm that was closed without a dose: looked at and left, or with something done. */
const ALARM_ENDS: Ends = new Map([
  ['checked-no-harm', 'gone-past'],
  ['sent-to-hospital', 'acted-on'],
  ['vitamin-k-given', 'acted-on'],
  ['venous-sample-taken', 'acted-on'],
  ['contacted-and-advised', 'acted-on'],
  ['specialist-asked', 'acted-on'],
  ['done-again', 'acted-on'],
])

const DOAC_ENDS: Ends = new Map([
  ['dose-stands', 'gone-past'],
  ['dose-changed', 'acted-on'],
  ['stopped', 'acted-on'],
  ['reviewed-again', 'acted-on'],
])

const QUESTION_ENDS: Ends = new Map([
  ['confirmed', 'gone-past'],
  ['dosed-otherwise', 'acted-on'],
])

const SUGGESTION_ENDS: Ends = new Map([
  ['overridden', 'gone-past'],
  ['kept', 'acted-on'],
])

/** Whoever dosed by the published action, or as a specialist said, did what the alarm asks, whatever the dose is. */
const AS_ASKED: readonly (string | null)[] = ['published-action', 'specialist-advice']

/** A dose was decided on an alarm: the same as before went past it, unless the reason says that it was what is asked. */
function dosedOnAlarm({ reason, dose }: Recorded): AlertAnswer {
  if (AS_ASKED.includes(reason) || dose === 'other') return 'acted-on'
  return dose === 'as-before' ? 'gone-past' : 'not-known'
}

/** A dose that is not the rule's and was let stand with a reason: put right by the next review, or gone past. */
function doseThatDiffers({ reason, dose }: Recorded): AlertAnswer {
  if (reason === 'dose-being-corrected' || dose === 'other') return 'acted-on'
  return dose === 'as-before' ? 'gone-past' : 'not-known'
}
