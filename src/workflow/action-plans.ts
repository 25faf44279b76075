import { permission } from '#access/policy.ts'
import {
  ACTION_ROWS,
  type BreachStanding,
  breachStanding,
  readPlan,
} from '#assurance/action-plan.ts'
import { type QualityFigure, qualityOf } from '#assurance/quality.ts'
import { type Day, londonDay } from '#base/day.ts'
import { agreedText } from '#contract/catalogue.ts'
import { type Findings, type TypedFields, typedNote } from '#register/typed-fields.ts'
import {
  actionPlans,
  actionUpdates,
  addActionPlan,
  addActionUpdate,
  type Breach,
  breachesOfProvider,
  stepsOfProvider,
} from '#store/breaches.ts'
import { eventsBetween } from '#store/events.ts'
import type { ActionPlan, ActionUpdate, StepOfBreach } from '#store/quality-seen.ts'
import type { Tx } from '#store/tx.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { holdsOtherNumber } from './free-text.ts'
import { changedMeanwhile, notHere, type Parsed, refused } from './outcome.ts'
import { contractsOf } from './returns-read.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { view } from './view.ts'

/** A decision about this provider, and what has followed. */
export type OwnBreach = Breach & {
  readonly commissionerName: string
  readonly requirementName: string
  readonly plans: readonly ActionPlan[]
  readonly updates: readonly ActionUpdate[]
  readonly steps: readonly StepOfBreach[]
  readonly standing: BreachStanding | undefined
}

export type OwnQuality = {
  readonly kind: 'own-quality'
  readonly today: Day
  readonly mayWrite: boolean
  readonly contracts: readonly {
    readonly contractId: string
    readonly reference: string
    readonly figures: readonly QualityFigure[]
  }[]
  readonly breaches: readonly OwnBreach[]
}

/** How this provider stands against each quality requirement, by the rule by which its commissioner sees it, and what was decided (C3, C5). */
export const ownQuality = view<object, OwnQuality>('see-action-plans', async (desk) => ({
  kind: 'own-quality',
  today: desk.today,
  mayWrite: permission('write-action-plan', desk.actor, desk.today).kind === 'allowed',
  contracts: await ownFigures(desk),
  breaches: await ownBreaches(desk.tx, desk.today),
}))

async function ownFigures({ tx, today }: Desk): Promise<OwnQuality['contracts']> {
  const figures: OwnQuality['contracts'][number][] = []
  for (const versions of await contractsOf(tx)) {
    const newest = versions.at(-1) ?? versions[0]
    const { id, reference, from, to } = newest
    const specification = agreedText(newest)?.document
    if (specification === undefined) continue
    const events = (await eventsBetween(tx, from, to))
      .filter(({ withdrawnReason }) => withdrawnReason === null)
      .map((event) => ({
        event: event.id,
        kind: event.kind,
        awareOn: event.awareOn,
        submittedOn: event.submittedAt === null ? null : londonDay(event.submittedAt),
      }))
    figures.push({ contractId: id, reference, figures: qualityOf(specification, events, today) })
  }
  return figures.toReversed()
}

async function ownBreaches(tx: Tx, today: Day): Promise<readonly OwnBreach[]> {
  const [plans, updates, steps] = [
    await actionPlans(tx),
    await actionUpdates(tx),
    await stepsOfProvider(tx),
  ]
  const names = new Map(
    (await contractsOf(tx)).flatMap(([first]) =>
      (agreedText(first)?.document.quality ?? []).map(({ id, name }) => [id, name] as const),
    ),
  )
  return (await breachesOfProvider(tx)).map((breach) => {
    const of = { plans: only(plans, breach), steps: only(steps, breach) }
    return {
      ...breach,
      ...of,
      updates: only(updates, breach),
      requirementName: names.get(breach.requirementId) ?? breach.requirementId,
      standing:
        breach.planDueOn === null
          ? undefined
          : breachStanding(breach.planDueOn, of.plans, of.steps, today),
    }
  })
}

const only = <Of extends { readonly breachId: string }>(all: readonly Of[], { id }: Breach) =>
  all.filter(({ breachId }) => breachId === id)

const PLAN_FIELDS = [
  'breachId',
  'version',
  ...ACTION_ROWS.flatMap(
    (row) => [`action-${row}`, `lead-${row}`, ...dayBoxes(`by-${row}` as const)] as const,
  ),
] as const satisfies readonly string[]
type PlanFields = TextFields<(typeof PLAN_FIELDS)[number]>

/** Submits an action plan, or another version of one: actions, who leads each and by when, all three asked (S29). */
export const submitActionPlan = act<PlanFields, Done>({
  name: 'write-action-plan',
  parse: (input): Parsed<PlanFields> => readTextFields(input, PLAN_FIELDS),
  perform: async (desk, fields) => {
    const breach = await openBreach(desk, fields.breachId)
    if (breach === undefined) return notHere('breach')
    if (fields.version !== `${breach.plans.length}`) return changedMeanwhile('this plan')
    const { actions, findings } = readPlan(fields, desk.today)
    const wrong = [...findings, ...numbersIn(fields)]
    if (wrong.length > 0) return refused(422, ...wrong)
    const version = breach.plans.length + 1
    const isNew = await addActionPlan(desk.tx, breach.id, version, actions, written(desk))
    if (!isNew) return changedMeanwhile('this plan')
    return { kind: 'done', subject: breach.id, noted: { version, actions: actions.length } }
  },
})

const UPDATE_FIELDS = ['breachId', 'nth', 'says'] as const satisfies readonly string[]
type UpdateFields = TextFields<(typeof UPDATE_FIELDS)[number]>

/** @technical Limit of the form, in characters. */
const LONGEST_UPDATE = 2000

/** Tells the commissioner how far the plan is. */
export const updateActionPlan = act<UpdateFields, Done>({
  name: 'write-action-plan',
  parse: (input): Parsed<UpdateFields> => readTextFields(input, UPDATE_FIELDS),
  perform: async (desk, fields) => {
    const breach = await openBreach(desk, fields.breachId)
    if (breach === undefined || breach.plans.length === 0) return notHere('action plan')
    if (fields.nth !== `${breach.updates.length}`) return changedMeanwhile('this plan')
    const findings: Findings = []
    const says = typedNote(fields, 'says', LONGEST_UPDATE, findings)
    if (says === '') findings.push(NOTHING_SAID)
    findings.push(...numbersIn(fields))
    if (findings.length > 0) return refused(422, ...findings)
    const nth = breach.updates.length + 1
    const isNew = await addActionUpdate(desk.tx, breach.id, nth, says, written(desk))
    if (!isNew) return changedMeanwhile('this plan')
    return { kind: 'done', subject: breach.id, noted: { nth } }
  },
})

/** A breach that this provider answers for and that has not ended. */
async function openBreach(
  { tx, today }: Desk,
  id: string | undefined,
): Promise<OwnBreach | undefined> {
  const breach = (await ownBreaches(tx, today)).find((each) => each.id === id)
  const ended = [undefined, 'closed', 'general-condition-9'].includes(breach?.standing)
  return ended ? undefined : breach
}

/** A commissioner reads it: it holds no NHS number. */
const numbersIn = (fields: TypedFields): Findings =>
  Object.entries(fields).flatMap(([field, text = '']) =>
    holdsOtherNumber(text, '') ? [{ field, code: 'says-who', message: NO_NUMBER }] : [],
  )

const written = ({ actor, now }: Desk) => ({
  by: actor.accountId,
  byName: actor.name,
  at: new Date(now).toISOString(),
})

const NO_NUMBER = 'The commissioner must not learn who a patient is. Take the NHS number out.'
const NOTHING_SAID = {
  field: 'says',
  code: 'required',
  message: 'Write how far the plan is.',
}
