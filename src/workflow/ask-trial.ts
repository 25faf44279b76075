import { completeRuleSet } from '#clinical/warfarin/rule-set-form.ts'
import { TABLETS } from '#simulation/product-arm.ts'
import type { TrialSpec } from '#simulation/spec.ts'
import { findProposal } from '#store/rule-proposals.ts'
import { addTrial, endTrial, findTrial } from '#store/trials.ts'
import type { Tx } from '#store/tx.ts'
import { type Act, act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused, refused, refusedField } from './outcome.ts'
import { newestSiteRules } from './site-rules.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'
import { faultsOf, type TypedTrial, typedTrial } from './typed-trial.ts'

export type TrialAsked = Done & { readonly trialId: string; readonly number: number }

/** Asks what ways of dosing would do to invented people. Nobody's record is touched, and nothing of it is a dose to give. */
export const askTrial = waking(
  act<TypedTrial, TrialAsked>({
    name: 'try-dosing',
    parse: typedTrial,
    perform: async (desk, typed) => {
      const spec = await withRules(desk.tx, typed)
      if ('kind' in spec) return spec
      const faults = faultsOf(spec)
      return faults.length > 0 ? refused(422, ...faults) : asked(desk, spec, null)
    },
  }),
)

/** Asks the very same again: with the same version and rules its figures are the same to the bit. */
export const askTrialAgain = waking(
  act<TextFields<'trialId'>, TrialAsked>({
    name: 'try-dosing',
    parse: (input) => readTextFields(input, ['trialId']),
    perform: async (desk, { trialId }) => {
      const before = await findTrial(desk.tx, idTyped(trialId))
      return before === undefined ? notHere('trial') : asked(desk, before.spec, before.id)
    },
  }),
)

/** The spec with the rules of its arms as they are now, so that it stays what it was when they change. */
async function withRules(tx: Tx, { spec, proposalId }: TypedTrial): Promise<TrialSpec | Refused> {
  const [bySite, byProposal] = [spec.arms.includes('site'), spec.arms.includes('proposed')]
  if (!bySite && !byProposal) return spec
  const proposal = byProposal ? await findProposal(tx, idTyped(proposalId)) : undefined
  if (byProposal && proposal === undefined) return noProposal
  const { ruleSet, tabletPolicy } = (await newestSiteRules(tx)).rules
  const tablets =
    tabletPolicy === null
      ? TABLETS
      : { strengths: tabletPolicy.strengths, halves: tabletPolicy.halves }
  const rules = {
    ...(bySite && { site: { name: 'The rules of this site', ruleSet, tablets } }),
    ...(proposal !== undefined && {
      proposed: {
        name: `Proposal ${proposal.number}`,
        ruleSet: completeRuleSet(proposal.proposed),
        tablets,
      },
    }),
  }
  return { ...spec, rules }
}

const noProposal = refusedField('arms', 'no-proposal', 'No proposal for other rules is open here.')

async function asked(
  { tx, actor, now, newId }: Desk,
  spec: TrialSpec,
  againOf: string | null,
): Promise<TrialAsked | Refused> {
  const trial = { id: newId(), spec, againOf, by: actor.accountId, at: new Date(now).toISOString() }
  const number = await addTrial(tx, trial)
  if (number === undefined) return oneAtATime
  return { kind: 'done', subject: trial.id, noted: { spec, againOf }, trialId: trial.id, number }
}

const oneAtATime = refused(409, {
  field: '',
  code: 'one-at-a-time',
  message: 'Another trial of this site has not ended. Wait for it or cancel it, then ask again.',
})

/** Cancels a trial that has not ended: nothing of it is kept but that it was asked for. */
export const cancelTrial = act<TextFields<'trialId'>, Done>({
  name: 'try-dosing',
  parse: (input) => readTextFields(input, ['trialId']),
  perform: async ({ tx, actor, now }, { trialId }) => {
    const trial = await findTrial(tx, idTyped(trialId))
    if (trial === undefined) return notHere('trial')
    const at = new Date(now).toISOString()
    const end = { how: 'cancelled', by: actor.accountId } as const
    if (!(await endTrial(tx, trial.id, null, { end, at }))) return endedAlready
    return { kind: 'done', subject: trial.id, noted: { cancelled: trial.number } }
  },
})

const endedAlready = refused(409, {
  field: '',
  code: 'ended-already',
  message: 'This trial has ended already.',
})

/** After the act is kept, whoever runs trials is told; was nobody there, the next look finds it. */
function waking<Input, Result extends Done>(act: Act<Input, Result>): Act<Input, Result> {
  return {
    ...act,
    run: async (house, caller, key, input) => {
      const outcome = await act.run(house, caller, key, input)
      if (outcome.kind === 'done') house.trialAsked?.()
      return outcome
    },
  }
}
