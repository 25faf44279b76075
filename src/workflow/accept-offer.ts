import { clinicalDate } from '#base/day.ts'
import { agreedText } from '#contract/catalogue.ts'
import { isWithinPrinted, overlapping } from '#contract/contract.ts'
import { type OfferReceived, offersReceived } from '#store/contract-offers.ts'
import { addContractVersion, type ContractVersion, contractVersions } from '#store/contracts.ts'
import { lockRegister } from '#store/lock-register.ts'
import { act, type Done } from './act.ts'
import { newestOf } from './contracts-held.ts'
import type { Desk } from './desk.ts'
import {
  changedMeanwhile,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { heldSpecifications } from './specifications-held.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['offerId', 'accepted'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** Accepts what a commissioner offered, word for word: a version of the provider's contract, which names the offer. */
export const acceptOffer = act<Fields, Done>({
  name: 'agree-contract',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const versions = await contractVersions(desk.tx)
    const offer = (await offersReceived(desk.tx)).find(({ id }) => id === idTyped(fields.offerId))
    if (offer === undefined) return notHere('offer')
    const wrong = whyNot(offer, newestOf(versions), versions)
    if (wrong !== undefined) return wrong
    if (fields.accepted !== 'yes') return NOT_TICKED
    return save(desk, offer)
  },
})

/** Why an offer cannot be accepted any more. */
function whyNot(
  offer: OfferReceived,
  held: readonly ContractVersion[],
  versions: readonly ContractVersion[],
): Refused | undefined {
  if (versions.some(({ offerId }) => offerId === offer.id)) return DONE_BEFORE
  if (offer.endedBecause !== null) return TAKEN_BACK
  const before = held.find(({ id }) => id === offer.contractId)
  if (offer.contractId !== null && before?.version !== offer.variesVersion) return OVERTAKEN
  const clash = overlapping(
    offer,
    held.filter(({ id }) => id !== offer.contractId),
  )[0]
  return clash && heldAlready(clash)
}

async function save(desk: Desk, offer: OfferReceived): Promise<Done | Refused> {
  const { tx, actor, now, today } = desk
  const text = (await heldSpecifications(tx)).find(({ hash }) => hash === offer.specificationHash)
  if (text === undefined || agreedText({ ...offer, issued: text }) === undefined)
    return notHere('specification')
  const by = `${offer.offeredName}, ${offer.commissionerName}`
  const id = offer.contractId ?? desk.newId()
  const version = (offer.variesVersion ?? 0) + 1
  const entry = {
    ...offer,
    ...{ id, version, offerId: offer.id, agreedWith: by, agreedOn: today },
    // Whoever offers it for these days confirms that the specification holds in them.
    periodConfirmedBy: isWithinPrinted(offer, text.document) ? null : by,
  }
  const recorded = { by: actor.accountId, at: new Date(now).toISOString() }
  if (!(await addContractVersion(tx, entry, recorded))) return changedMeanwhile('this contract')
  const { specificationId, specificationVersion, commissionerId, levels, from, to, effectiveOn } =
    offer
  const days = { from, to, effectiveOn }
  const noted = { version, specificationId, specificationVersion, commissionerId, levels, ...days }
  return { kind: 'done', subject: id, noted: { ...noted, offer: offer.id } }
}

const conflict = (code: string, message: string): Refused =>
  refused(409, { field: '', code, message })

const heldAlready = ({ reference, from, to }: ContractVersion): Refused =>
  conflict(
    'overlaps',
    `There is a contract for this service on some of these days already: ${reference}, ${clinicalDate(from)} to ${clinicalDate(to)}. Ask the commissioner for a variation of it.`,
  )
const DONE_BEFORE = conflict('accepted', 'This offer is accepted already: it is your contract.')
const TAKEN_BACK = conflict('taken-back', 'The commissioner has taken this offer back.')
const OVERTAKEN = conflict(
  'overtaken',
  'The contract was varied since this offer was made. Ask the commissioner for another.',
)
const NOT_TICKED = refusedField(
  'accepted',
  'required',
  'Tick that you accept the contract as it stands here.',
)
