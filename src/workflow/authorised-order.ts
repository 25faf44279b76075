import { addDays, type Day } from '#base/day.ts'
import type { Alarm } from '#clinical/warfarin/advice.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import type { FoundTask } from '#store/tasks.ts'
import { CHANGE_FIELDS, readChange } from './changed-dose.ts'
import type { Desk } from './desk.ts'
import type { DoseOrder } from './dose-order.ts'
import { type Refused, refused, refusedField } from './outcome.ts'
import { isSamePerson } from './second-person.ts'
import { ruleSetHash } from './site-rules.ts'
import type { TextFields } from './text-fields.ts'
import type { WaitingVisit } from './visit-decision.ts'
import type { VisitTaskDetails } from './visit-task.ts'

export const ORDER_FIELDS = [...CHANGE_FIELDS, 'decision'] as const
export type Authorised = TextFields<(typeof ORDER_FIELDS)[number]>

/** What an authorised person decided, and who had proposed it. */
type ChosenOrder = {
  readonly kind: 'chosen'
  readonly order: DoseOrder
  readonly reason: { readonly code: string; readonly text: string }
  readonly proposedBy: string | null
  /** Somebody else entered or proposed what is decided here, so two people have looked. */
  readonly isSecondClinician: boolean
  /** The dose is the one suggested, so that its test day holds as well. */
  readonly asAdvised: boolean
  /** The day by which the next test is offered. */
  readonly testBy: Day
}

/** Reads the decision: the suggestion as it was, the dose another person proposes, or a dose of one's own. */
export async function chooseOrder(
  desk: Desk,
  fields: Authorised,
  task: FoundTask,
  waiting: WaitingVisit,
): Promise<ChosenOrder | Refused> {
  switch (fields.decision) {
    case 'as-suggested':
      return asSuggested(desk, task, waiting)
    case 'as-proposed':
      return asProposed(desk, task, waiting)
    case 'own':
      return ownDose(desk, fields, waiting)
    default:
      return refusedField('decision', 'required', 'Choose which dose you decide.')
  }
}

function asSuggested(
  { today, actor }: Desk,
  task: FoundTask,
  { details, episode, rules }: WaitingVisit,
): ChosenOrder | Refused {
  const { advice, inputs } = details.suggestion
  if (advice.kind === 'alarm') return noSuggestion
  if (inputs.today !== today || details.planVersion !== episode.version) return suggestionOld
  if (ruleSetHash(rules) !== details.suggestion.ruleSetHash) return rulesChanged
  return {
    kind: 'chosen',
    order: { dose: { kind: 'daily', dailyUg: advice.roundedUg }, omitDays: advice.omitDays },
    reason: { code: 'as-suggested', text: 'The suggestion, authorised' },
    proposedBy: null,
    isSecondClinician: task.openedBy !== actor.accountId,
    asAdvised: true,
    testBy: advice.nextTest.latestOn,
  }
}

async function asProposed(
  desk: Desk,
  task: FoundTask,
  waiting: WaitingVisit,
): Promise<ChosenOrder | Refused> {
  const { proposed } = waiting.details
  if (proposed === null) return refusedField('decision', 'no-proposal', 'No dose was proposed.')
  const same = await isSamePerson(desk, task.openedBy)
  if (same !== 'another') return same
  const testBy = testDay(desk, waiting.details, waiting.rules)
  return {
    kind: 'chosen',
    ...proposed,
    proposedBy: task.openedBy,
    isSecondClinician: true,
    asAdvised: false,
    testBy,
  }
}

function ownDose(desk: Desk, fields: Authorised, waiting: WaitingVisit): ChosenOrder | Refused {
  const change = readChange(fields, desk.today)
  if (change.kind === 'refused') return refused(422, ...change.findings)
  const { order, reason } = change
  const testBy = testDay(desk, waiting.details, waiting.rules)
  return {
    kind: 'chosen',
    order,
    reason,
    proposedBy: null,
    isSecondClinician: false,
    asAdvised: false,
    testBy,
  }
}

/**
 * By when a test is offered after a person's own dose, or after an action without one: as the published action of
 * the alarm says, as the rules would have it, or within a week.
 */
export function testDay(
  { today }: Desk,
  details: VisitTaskDetails | null,
  rules: Pick<RuleSet, 'afterHighInrMaxDays'>,
): Day {
  const soon = rules.afterHighInrMaxDays
  const advice = details?.suggestion.advice
  if (advice === undefined) return addDays(today, soon)
  if (advice.kind === 'alarm') return addDays(today, Math.min(soon, ...retests(advice.alarms)))
  return advice.nextTest.latestOn > today ? advice.nextTest.latestOn : addDays(today, soon)
}

const retests = (alarms: readonly Alarm[]): readonly number[] =>
  alarms.flatMap(({ retestWithinDays }) => retestWithinDays ?? [])

const noSuggestion = refusedField(
  'decision',
  'no-suggestion',
  'Nothing was suggested for this result. Decide a dose of your own.',
)

const suggestionOld = refused(409, {
  field: 'decision',
  code: 'suggestion-expired',
  message:
    'The suggestion is of another day or another plan. Decide a dose of your own, or send the result back to be entered again.',
})

const rulesChanged = refused(409, {
  field: 'decision',
  code: 'rule-set-changed',
  message:
    'The rules of this site have changed since the suggestion. Nothing is saved. Decide a dose of your own, or send the result back to be entered again.',
})
