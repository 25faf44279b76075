import {
  BREACH_DECISIONS,
  BREACH_STEPS,
  type BreachDecision,
  type BreachStanding,
  type BreachStep,
} from '#assurance/action-plan.ts'
import { planDueOn } from '#assurance/quality.ts'
import type { Day } from '#base/day.ts'
import {
  type Findings,
  requiredChoice,
  type TypedFields,
  typedNote,
} from '#register/typed-fields.ts'
import { addComment } from '#store/analysis-comments.ts'
import { addBreach, addBreachStep } from '#store/breaches.ts'
import { lockRegister } from '#store/lock-register.ts'
import { act, type Done } from './act.ts'
import { type CommissionerQuality, readQuality, type ToDecide } from './commissioner-quality.ts'
import type { Desk } from './desk.ts'
import {
  changedMeanwhile,
  type Finding,
  notHere,
  type Parsed,
  type Refused,
  refused,
} from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** @technical Limit of the forms, in characters. */
const LONGEST_TEXT = 2000

const DECIDE = ['contractId', 'requirementId', 'seen', 'decision', 'reason'] as const

/**
 * Decides on a quality requirement that is not met: the provider is notified and owes an action plan, or it is not, and why. The same
 * figures by the same rule stand before whoever decides for every provider (S29, C3).
 */
export const decideBreach = act<TextFields<(typeof DECIDE)[number]>, Done>({
  name: 'decide-breach',
  parse: (input): Parsed<TextFields<(typeof DECIDE)[number]>> => readTextFields(input, DECIDE),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const quality = await readQuality(desk)
    if (quality.kind === 'refused') return quality
    const found = quality.toDecide.find(
      ({ contract, figure }) =>
        contract.contractId === fields.contractId && figure.requirement.id === fields.requirementId,
    )
    if (found === undefined) return notHere('breach')
    if (fields.seen !== found.undecided.join(' ')) return changedMeanwhile('what is late')
    const asked = readDecision(desk, fields, found, quality)
    return asked.kind === 'refused' ? asked : saveDecision(desk, found, asked)
  },
})

type Asked = {
  readonly kind: 'asked'
  readonly decision: BreachDecision
  readonly reason: string
  readonly planDueOn: Day | null
}

function readDecision(
  { today }: Desk,
  fields: TypedFields,
  { contract }: ToDecide,
  { contracts }: CommissionerQuality,
): Asked | Refused {
  const findings: Findings = []
  const chosen = 'Choose whether the provider is notified.'
  const decision = requiredChoice(BREACH_DECISIONS, fields, 'decision', chosen, findings)
  const reason = readReason(fields, findings)
  const of = contracts.find(({ versions: [{ contractId }] }) => contractId === contract.contractId)
  const due = of?.specification === undefined ? 'not-known' : planDueOn(today, of.specification)
  if (decision === 'notified' && due === 'not-known') findings.push(NO_CLOCK)
  if (findings.length > 0 || decision === undefined) return refused(422, ...findings)
  const isDue = decision === 'notified' && due !== 'not-known'
  return { kind: 'asked', decision, reason, planDueOn: isDue ? due : null }
}

async function saveDecision(desk: Desk, found: ToDecide, asked: Asked): Promise<Done> {
  const { contract, figure, undecided } = found
  const { occasions, met, requirement } = figure
  const { decision, reason } = asked
  const id = desk.newId()
  const breach = {
    ...{ id, decision, reason, planDueOn: asked.planDueOn },
    ofProviderId: contract.providerId,
    contractId: contract.contractId,
    requirementId: requirement.id,
    figures: { occasions, met, late: undecided },
  }
  await addBreach(desk.tx, breach, written(desk))
  const noted = { decision, provider: contract.providerId, requirement: requirement.id }
  return { kind: 'done', subject: id, noted }
}

const STEP = ['breachId', 'nth', 'decided', 'reason'] as const

/** Decides what follows a breach: the plan is accepted or sent back, the breach closed, or General Condition 9 applied; each with a reason. */
export const stepBreach = act<TextFields<(typeof STEP)[number]>, Done>({
  name: 'decide-breach',
  parse: (input): Parsed<TextFields<(typeof STEP)[number]>> => readTextFields(input, STEP),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const quality = await readQuality(desk)
    if (quality.kind === 'refused') return quality
    const breach = quality.decided.find(({ id }) => id === fields.breachId)
    if (breach?.standing === undefined) return notHere('breach')
    if (ENDS.includes(breach.standing)) return ENDED
    if (fields.nth !== `${breach.steps.length}`) return changedMeanwhile('this breach')
    const asked = readStep(fields, breach.standing)
    if (asked.kind === 'refused') return asked
    const nth = breach.steps.length + 1
    if (!(await addBreachStep(desk.tx, breach.id, nth, asked, written(desk)))) {
      return changedMeanwhile('this breach')
    }
    return { kind: 'done', subject: breach.id, noted: { step: asked.step } }
  },
})

const ENDS: readonly BreachStanding[] = ['closed', 'general-condition-9']

type AskedStep = { readonly kind: 'asked'; readonly step: BreachStep; readonly reason: string }

function readStep(fields: TypedFields, standing: BreachStanding): AskedStep | Refused {
  const findings: Findings = []
  const step = requiredChoice(BREACH_STEPS, fields, 'decided', 'Choose what is decided.', findings)
  const reason = readReason(fields, findings)
  const isOfPlan = step === 'plan-accepted' || step === 'plan-returned'
  if (isOfPlan && standing !== 'plan-to-decide') findings.push(NO_PLAN)
  if (findings.length > 0 || step === undefined) return refused(422, ...findings)
  return { kind: 'asked', step, reason }
}

const COMMENT = ['eventId', 'says'] as const

/** Says something of an analysis to the provider that submitted it. */
export const commentAnalysis = act<TextFields<(typeof COMMENT)[number]>, Done>({
  name: 'comment-analysis',
  parse: (input): Parsed<TextFields<(typeof COMMENT)[number]>> => readTextFields(input, COMMENT),
  perform: async (desk, fields) => {
    const quality = await readQuality(desk)
    if (quality.kind === 'refused') return quality
    const analysis = quality.analyses.find(({ eventId }) => eventId === fields.eventId)
    if (analysis === undefined) return notHere('analysis')
    const findings: Findings = []
    const says = typedNote(fields, 'says', LONGEST_TEXT, findings)
    if (says === '') findings.push(NOTHING_SAID)
    if (findings.length > 0) return refused(422, ...findings)
    const { eventId, providerId } = analysis
    const id = desk.newId()
    await addComment(desk.tx, { id, eventId, says, ofProviderId: providerId, ...written(desk) })
    return { kind: 'done', subject: id, noted: { event: eventId } }
  },
})

const written = ({ actor, now }: Desk) => ({
  by: actor.accountId,
  byName: actor.name,
  at: new Date(now).toISOString(),
})

function readReason(fields: TypedFields, findings: Findings): string {
  const reason = typedNote(fields, 'reason', LONGEST_TEXT, findings)
  if (reason === '') findings.push(REASON_MISSING)
  return reason
}

const REASON_MISSING: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Write the reason. It stands in the list of all decisions, and the provider reads it.',
}
const NO_CLOCK: Finding = {
  field: 'decision',
  code: 'no-clock',
  message:
    'The day by which the plan is due cannot be worked out: the bank holidays of these days are not known.',
}
const NO_PLAN: Finding = {
  field: 'decided',
  code: 'no-plan',
  message: 'There is no action plan to decide on.',
}
const NOTHING_SAID: Finding = {
  field: 'says',
  code: 'required',
  message: 'Write what you have to say.',
}
const ENDED = refused(409, {
  field: '',
  code: 'ended',
  message: 'This breach is closed. Nothing is decided on it any more.',
})
