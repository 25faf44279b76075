import type { Day } from '#base/day.ts'
import { missingForActivation } from './activation.ts'
import type { EpisodePlan } from './episode.ts'
import type { PatientDetails } from './patient.ts'
import type { FieldFinding } from './typed-fields.ts'

// The handing over of a patient from one provider to another (S4, S22): one document, and the steps from asking to the answer. Who
// sends answers for the patient until whoever receives has accepted.

/** An INR as the service before has it. */
export type HandedResult = {
  readonly on: string
  readonly comparator: '=' | '>' | '<'
  readonly tenths: number
  readonly method: 'provider-meter' | 'laboratory' | 'own-meter'
}

/** The dose that is taken now, as it was decided last. */
export type HandedDose = {
  readonly dailyUg: number
  readonly omitDays: number
  readonly from: string
  readonly until: string
}

/** Everything that is handed over with a patient, as one document. */
export type TransferPackage = {
  readonly patient: PatientDetails
  readonly phase: 'accepted' | 'initiating' | 'maintaining'
  readonly plan: EpisodePlan
  readonly nextTestOn: string | null
  readonly risk: number
  /** The oldest first. */
  readonly results: readonly HandedResult[]
  readonly dose: HandedDose | null
  /** What whoever receives should know before anything else. */
  readonly warnings: readonly string[]
}

/** So many results go along; with them a change of dose is judged. A local setting. @see docs/evidence.md#handed-results */
export const HANDED_RESULTS = 12

/**
 * What a package must hold before it can be accepted (S4, S10): what a plan must hold to be active, when the next test is, and of
 * somebody who takes warfarin already what they take and what it did.
 */
export function missingOfPackage(sent: TransferPackage, today: Day): readonly FieldFinding[] {
  const ofPlan = missingForActivation(sent.plan, today).filter(
    ({ field }) => field !== 'managementPlan' && field !== 'protocol',
  )
  if (sent.phase === 'accepted') return ofPlan.filter(({ field }) => field !== 'tabletSet')
  return [
    ...ofPlan,
    ...(sent.results.length === 0 ? [NO_RESULT] : []),
    ...(sent.dose === null ? [NO_DOSE] : []),
    ...(sent.nextTestOn === null ? [NO_TEST] : []),
  ]
}

const NO_RESULT = {
  field: 'inr-1',
  code: 'required',
  message: 'Enter the last INR and the day on which it was tested.',
}
const NO_DOSE = {
  field: 'dailyMg',
  code: 'required',
  message: 'Enter the dose that the patient takes now.',
}
const NO_TEST = {
  field: 'nextTestOn',
  code: 'required',
  message: 'Enter the day on which the next INR is due.',
}

export const TRANSFER_STEPS = [
  'sent',
  'renewed',
  'asked',
  'answered',
  'accepted',
  'declined',
  'withdrawn',
] as const
export type TransferStep = (typeof TRANSFER_STEPS)[number]

/** Which side of a transfer a provider is. */
export type TransferSide = 'sends' | 'receives'

/** Where a transfer stands, told by its last step. */
export type TransferState =
  | { readonly kind: 'waits'; readonly for: TransferSide }
  | { readonly kind: 'over'; readonly how: 'accepted' | 'declined' | 'withdrawn' }

export function stateAfter(step: TransferStep): TransferState {
  switch (step) {
    case 'sent':
    case 'renewed':
    case 'answered':
      return { kind: 'waits', for: 'receives' }
    case 'asked':
      return { kind: 'waits', for: 'sends' }
    case 'accepted':
    case 'declined':
    case 'withdrawn':
      return { kind: 'over', how: step }
  }
}

/** Whose each step is; a question and its answer need no other order than that one of them is over. */
const WHOSE: Readonly<Record<TransferStep, TransferSide>> = {
  sent: 'sends',
  renewed: 'receives',
  asked: 'receives',
  answered: 'sends',
  accepted: 'receives',
  declined: 'receives',
  withdrawn: 'sends',
}

/** Whether this side may take the step after that one: nothing follows the end, and nobody answers what was not asked. */
export function mayStep(last: TransferStep, next: TransferStep, side: TransferSide): boolean {
  if (stateAfter(last).kind === 'over' || next === 'sent' || WHOSE[next] !== side) return false
  return next !== 'answered' || last === 'asked'
}

/** Working days after which whoever waits for the other side is told to ask again. Ours, to be agreed between providers. @see docs/evidence.md#transfer-answer */
export const ANSWER_WITHIN_WORKING_DAYS = 2

/** Why a referral or a transfer is not taken. */
export const DECLINED_BECAUSE = {
  'not-commissioned': 'Not a service that is commissioned here',
  'no-capacity': 'No room at present',
  'not-suitable': 'Outside what this service may take on',
  elsewhere: 'Is looked after elsewhere',
  'wrong-person': 'Sent to the wrong service or about the wrong person',
  other: 'Another reason',
} as const
/** The last day for which the sender answers: the day before the acceptance, so that no day counts for two; never before the first. */
export const lastDayOfSender = (dayBefore: Day, startedOn: Day | null): Day =>
  startedOn !== null && startedOn > dayBefore ? startedOn : dayBefore
