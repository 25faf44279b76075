import { wordIn } from '#register/typed-fields.ts'
import { lockRegister } from '#store/lock-register.ts'
import { addClaim, type SubmittedClaim, takeTurnToClaim } from '#store/quarterly-claims.ts'
import { act, type Done } from './act.ts'
import { claimedMonths, claimHash, seenClaim } from './claim-content.ts'
import { readQuarter } from './claim-quarter.ts'
import {
  type ClaimDraft,
  type ClaimStanding,
  claimStanding,
  claimsHeld,
  draftOf,
  newestClaim,
} from './claims-read.ts'
import type { Desk } from './desk.ts'
import { type Finding, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

/** An amount may be sent and is not looked at: what is claimed is worked out here. */
const FIELDS = [
  'contractId',
  'quarter',
  'version',
  'seen',
  'signed',
  'credit',
  'reason',
  'amount',
] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** Why a claim that came back is submitted again. The commissioner reads it, so that nobody writes of a patient in it. */
export const CLAIM_AGAIN_REASONS = {
  corrected: 'The record or a return is corrected, and the claim with it',
  stands: 'It was right: it is submitted as it was',
  'asked-by-commissioner': 'The commissioner asked for it',
} as const

/** A claim that was submitted, with the hash under which it stays. */
type ClaimDone = Done & { readonly version: number; readonly hash: string }

/**
 * Signs the claim of a quarter by name and submits it: made of the returns of its months, with every fact behind it, and never changed
 * afterwards (S27). A month of one patient has one payee: where another provider has claimed it since the page was made, nothing is
 * submitted. It writes nothing of anybody's care.
 */
export const submitClaim = act<Fields, ClaimDone>({
  name: 'submit-claim',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    await takeTurnToClaim(desk.tx)
    await lockRegister(desk.tx)
    const { quarter = '' } = fields
    const held = await claimsHeld(desk.tx)
    const under = held.contracts.find(({ newest }) => newest.id === idTyped(fields.contractId))
    if (under === undefined) return notHere('contract')
    const asked = readQuarter(under, quarter, desk.today)
    if (asked.kind === 'refused') return asked
    const draft = draftOf(held, under, asked.quarter)
    const standing = claimStanding(held, draft, desk.today)
    const before = newestClaim(held.claims, { contractId: under.newest.id, quarter: asked.quarter })
    const wrong = unready(standing) ?? faultsOf(fields, draft, before)
    return wrong ?? save(desk, draft, before, fields.reason ?? '')
  },
})

/** Why the claim of a quarter cannot be signed now. */
function unready(standing: ClaimStanding): Refused | undefined {
  switch (standing.kind) {
    case 'to-sign':
    case 'came-back':
      return undefined
    case 'submitted':
      return alreadySubmitted(standing.newest)
    case 'goes-on':
      return conflict('not-ended', 'This quarter has not ended. Its claim is signed when it has.')
    case 'nothing-here':
      return conflict('nothing-here', 'No month of this quarter is returned here.')
    case 'returns-missing':
      return conflict(
        'returns-missing',
        'A month of this quarter is not returned yet. Sign and submit its return first.',
      )
    case 'no-price':
      return conflict(
        'no-price',
        'For a month of this quarter no prices are held: the text that was agreed is not in this release. Nothing is claimed until it is.',
      )
  }
}

const conflict = (code: string, message: string): Refused =>
  refused(409, { field: '', code, message })

const alreadySubmitted = ({ signedName }: SubmittedClaim): Refused =>
  conflict(
    'already-submitted',
    `This claim is submitted already, signed by ${signedName}. What has changed since comes into the next claim by itself.`,
  )

function faultsOf(
  fields: Fields,
  draft: ClaimDraft,
  before: SubmittedClaim | undefined,
): Refused | undefined {
  if (fields.seen !== seenClaim(draft)) return countsOtherwise(draft)
  const findings: Finding[] = []
  if (draft.totalPence < 0 && fields.credit !== 'yes') findings.push(CREDIT)
  if (before !== undefined && wordIn(CLAIM_AGAIN_REASONS, fields.reason) === undefined) {
    findings.push(WHY_AGAIN)
  }
  if (fields.signed !== 'yes') findings.push(NOT_SIGNED)
  return findings.length > 0 ? refused(422, ...findings) : undefined
}

function countsOtherwise({ unpaid }: ClaimDraft): Refused {
  const contested = unpaid.filter(({ because }) => because === 'claimed-by-another').length
  const payee =
    contested === 0
      ? ''
      : ` ${contested === 1 ? 'One month of a patient is' : `${contested} months of patients are`} claimed by another provider; a month of one patient is paid once.`
  return conflict(
    'counts-otherwise',
    `Nothing is submitted: what is claimed has changed since this page was made.${payee} Look at the claim again, then sign.`,
  )
}

async function save(
  desk: Desk,
  draft: ClaimDraft,
  before: SubmittedClaim | undefined,
  reason: string,
): Promise<ClaimDone | Refused> {
  const { tx, actor, now } = desk
  const { contract, quarter, sums, entries, unpaid, recoveries, totalPence } = draft
  const said = {
    ...{ quarter, sums, unpaid, recoveries, totalPence },
    months: claimedMonths(draft),
    contractId: contract.id,
    contractVersion: contract.version,
    version: (before?.version ?? 0) + 1,
    reason: before === undefined ? null : reason,
    signedBy: actor.accountId,
    signedName: actor.name,
    signedRole: actor.role,
    submittedAt: new Date(now).toISOString(),
  }
  const hash = claimHash(said, entries)
  const id = desk.newId()
  if (!(await addClaim(tx, { ...said, id, hash }, entries))) return BY_ANOTHER
  const noted = { quarter, version: said.version, totalPence, facts: entries.length, hash }
  return { kind: 'done', subject: id, version: said.version, hash, noted }
}

const BY_ANOTHER = conflict('already-submitted', 'Somebody else has submitted this claim just now.')

const WHY_AGAIN: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Choose why this claim is submitted again.',
}
const NOT_SIGNED: Finding = {
  field: 'signed',
  code: 'required',
  message: 'Tick that you have looked at this claim and sign for it.',
}
const CREDIT: Finding = {
  field: 'credit',
  code: 'required',
  message:
    'More is given back than is claimed, so that this is a credit note. Tick that the amount goes back to the commissioner.',
}
