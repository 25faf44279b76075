import { CLAIM_OUTCOMES, type ClaimOutcome } from '#contract/claim-decision.ts'
import { addClaimPayment, addClaimStep } from '#store/claims-received.ts'
import { act, type Done } from './act.ts'
import { type ClaimInHand, claimsInHand, newestOf, seenClaimOf } from './claims-received.ts'
import { forCommissioner } from './commissioner-view.ts'
import type { Desk } from './desk.ts'
import {
  changedMeanwhile,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const PROPOSED = ['claimId', 'seen', 'outcome', 'reason'] as const satisfies readonly string[]
type Proposed = TextFields<(typeof PROPOSED)[number]>

/** @technical As much as a reason needs. */
const LONGEST_REASON = 500

/** Proposes what to do with a claim: to query, approve or reject it. Another person decides. */
export const proposeClaimDecision = act<Proposed, Done>({
  name: 'propose-claim-decision',
  parse: (input): Parsed<Proposed> => readTextFields(input, PROPOSED),
  perform: async (desk, fields) => {
    const found = await claimInHand(desk, fields)
    if ('status' in found) return found
    if (found.state.kind !== 'received') return IN_HAND
    const outcome = CLAIM_OUTCOMES.find((known) => known === fields.outcome)
    if (outcome === undefined) return CHOOSE
    const reason = (fields.reason ?? '').trim()
    const wrong = faultOfReason(reason, outcome !== 'approve')
    if (wrong !== undefined) return wrong
    return step(desk, found, { kind: 'proposed', outcome, reason })
  },
})

const DECIDED = ['claimId', 'seen', 'decision', 'reason'] as const satisfies readonly string[]
type Decided = TextFields<(typeof DECIDED)[number]>

/**
 * Decides on what somebody else has proposed, or sends it back. With an approval what is to be paid is written down, once; whoever has proposed
 * it does not decide it, which the database refuses too.
 */
export const decideClaim = act<Decided, Done>({
  name: 'decide-claim',
  parse: (input): Parsed<Decided> => readTextFields(input, DECIDED),
  perform: async (desk, fields) => {
    const found = await claimInHand(desk, fields)
    if ('status' in found) return found
    const { state } = found
    if (state.kind !== 'proposed') return NOTHING_PROPOSED
    if (state.proposal.by === desk.actor.accountId) return OWN_PROPOSAL
    const reason = (fields.reason ?? '').trim()
    const { outcome } = state.proposal
    if (fields.decision === 'declined') {
      const wrong = faultOfReason(reason, true)
      return wrong ?? step(desk, found, { kind: 'declined', outcome, reason })
    }
    if (fields.decision !== 'decided') return CHOOSE_DECISION
    const wrong = faultOfReason(reason, false)
    const said = reason === '' ? state.proposal.reason : reason
    return wrong ?? step(desk, found, { kind: 'decided', outcome, reason: said })
  },
})

/** The newest version of a claim to this commissioner, as whoever decides has seen it. */
async function claimInHand(
  desk: Desk,
  { claimId, seen }: { readonly claimId?: string; readonly seen?: string },
): Promise<ClaimInHand | Refused> {
  const claims = await forCommissioner(desk, ({ tx }) => claimsInHand(tx))
  if ('kind' in claims) return claims
  const found = claims.find(({ claim }) => claim.id === idTyped(claimId))
  if (found === undefined) return notHere('claim')
  if (newestOf(claims, found) !== found) return OVERTAKEN
  return seen === seenClaimOf(found) ? found : changedMeanwhile('this claim')
}

type Step = {
  readonly kind: 'proposed' | 'decided' | 'declined'
  readonly outcome: ClaimOutcome
  readonly reason: string
}

async function step(
  desk: Desk,
  { claim, number, steps, state }: ClaimInHand,
  said: Step,
): Promise<Done | Refused> {
  const { tx, actor, now } = desk
  const nth = steps.length + 1
  const at = new Date(now).toISOString()
  const isAdded = await addClaimStep(tx, {
    ...said,
    ...{ claimId: claim.id, nth, at },
    proposal: state.kind === 'proposed' ? state.proposal : null,
    by: actor.accountId,
    byName: actor.name,
    byRole: actor.role,
  })
  if (!isAdded) return changedMeanwhile('this claim')
  if (said.kind === 'decided' && said.outcome === 'approve') {
    const [amountPence, approvedAt] = [claim.totalPence, at]
    await addClaimPayment(tx, {
      ...{ claimId: claim.id, invoiceNumber: number, amountPence, stepNth: nth, approvedAt },
    })
  }
  const noted = { claim: number, nth, step: said.kind, outcome: said.outcome }
  return { kind: 'done', subject: claim.id, noted }
}

function faultOfReason(reason: string, isNeeded: boolean): Refused | undefined {
  if (reason.length > LONGEST_REASON) {
    return refusedField('reason', 'too-long', `Write no more than ${LONGEST_REASON} characters.`)
  }
  if (!isNeeded || reason !== '') return undefined
  return refusedField('reason', 'required', 'Write why: the provider reads it, and acts on it.')
}

const conflict = (code: string, message: string): Refused =>
  refused(409, { field: '', code, message })

const IN_HAND = conflict(
  'in-hand',
  'Something is proposed for this claim already, or it is decided. Read the steps.',
)
const NOTHING_PROPOSED = conflict(
  'nothing-proposed',
  'Nothing is proposed for this claim, or it is decided already. Read the steps.',
)
const OWN_PROPOSAL = refused(403, {
  field: '',
  code: 'own-proposal',
  message: 'You have proposed this yourself. Another person decides on it.',
})
const OVERTAKEN = conflict(
  'overtaken',
  'The provider has submitted this claim again. Decide on the newest version.',
)
const CHOOSE = refusedField('outcome', 'required', 'Choose: query, approve or reject.')
const CHOOSE_DECISION = refusedField(
  'decision',
  'required',
  'Choose: decide as proposed, or send it back.',
)
