import { trimAscii } from '#base/typed-text.ts'
import { findProposal, settleProposal } from '#store/rule-proposals.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused, refusedField } from './outcome.ts'
import { proposalSettled, settledMeanwhile } from './rule-proposal.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['proposalId', 'why'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** Declines what somebody else proposed, with the reason: nothing changes. */
export const declineRules = act({
  name: 'decline-rules',
  parse: (input) => readTextFields(input, FIELDS),
  perform: (desk, fields: Fields) => settle(desk, fields, 'declined'),
})

/** Takes back what one proposed oneself, with the reason: nothing changes. */
export const withdrawRules = act({
  name: 'propose-rules',
  parse: (input) => readTextFields(input, FIELDS),
  perform: (desk, fields: Fields) => settle(desk, fields, 'withdrawn'),
})

async function settle(
  { tx, actor, now }: Desk,
  { proposalId, why }: Fields,
  state: 'declined' | 'withdrawn',
): Promise<Done | Refused> {
  const proposal = await findProposal(tx, idTyped(proposalId))
  if (proposal === undefined) return notHere('proposal')
  if (proposal.state !== 'open') return proposalSettled
  const isOwn = proposal.proposedBy === actor.accountId
  if (isOwn !== (state === 'withdrawn')) return isOwn ? OWN : OF_ANOTHER
  const reason = trimAscii(why ?? '')
  if (reason === '') return NO_REASON
  const at = new Date(now).toISOString()
  const settled = { id: proposal.id, state, reason, shadowRunId: null, by: actor.accountId, at }
  if (!(await settleProposal(tx, settled))) return settledMeanwhile
  return { kind: 'done', subject: proposal.id, noted: { did: state } }
}

const NO_REASON = refusedField('why', 'required', 'Say why.')
const OWN = refusedField('', 'own-proposal', 'You proposed these rules yourself: withdraw them.')
const OF_ANOTHER = refusedField(
  '',
  'proposal-of-another',
  'Somebody else proposed these rules: only that person withdraws them. You may decline them.',
)
