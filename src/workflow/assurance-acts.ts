import { submitActionPlan, updateActionPlan } from './action-plans.ts'
import { commentAnalysis, decideBreach, stepBreach } from './decide-breach.ts'
import { declineEvent } from './decline-event.ts'
import { recordEvent } from './record-event.ts'
import { stateEvents } from './state-events.ts'
import { keepAnalysis, submitAnalysis } from './submit-analysis.ts'
import { withdrawEvent } from './withdraw-event.ts'

/** What is done about events, and told to the commissioner of them. */
export const ASSURANCE_ACTS = {
  'record-event': recordEvent,
  'decline-event': declineEvent,
  'withdraw-event': withdrawEvent,
  'keep-analysis': keepAnalysis,
  'submit-analysis': submitAnalysis,
  'state-events': stateEvents,
  'submit-action-plan': submitActionPlan,
  'update-action-plan': updateActionPlan,
  'comment-analysis': commentAnalysis,
  'decide-breach': decideBreach,
  'step-breach': stepBreach,
} as const
