import { type Findings, typedNote } from '#register/typed-fields.ts'
import { commissionedVersions } from '#store/commissioned.ts'
import { contractOffers, endContractOffer } from '#store/contract-offers.ts'
import { act, type Done } from './act.ts'
import { forCommissioner } from './commissioner-view.ts'
import { changedMeanwhile, notHere, type Parsed, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

/** @technical Letters of a reason. */
const LONGEST = 200

const END_FIELDS = ['offerId', 'reason'] as const
type End = TextFields<(typeof END_FIELDS)[number]>

/** Takes an offer back, with the reason. One that was accepted is a contract, which a variation changes. */
export const withdrawOffer = act<End, Done>({
  name: 'offer-contract',
  parse: (input): Parsed<End> => readTextFields(input, END_FIELDS),
  perform: async (desk, fields) => {
    const { tx, actor, now } = desk
    const offer = (await contractOffers(tx)).find(({ id }) => id === idTyped(fields.offerId))
    if (offer === undefined) return notHere('offer')
    const findings: Findings = []
    const reason = typedNote(fields, 'reason', LONGEST, findings)
    if (reason === '') return WHY
    if (findings.length > 0) return refused(422, ...findings)
    const versions = await forCommissioner(desk, async ({ tx: reader }) => ({
      kind: 'versions' as const,
      accepted: (await commissionedVersions(reader)).some(({ offerId }) => offerId === offer.id),
    }))
    if (versions.kind === 'refused') return versions
    if (versions.accepted) return ACCEPTED
    const ended = { reason, by: actor.accountId, at: new Date(now).toISOString() }
    if (!(await endContractOffer(tx, offer.id, ended))) return changedMeanwhile('this offer')
    return { kind: 'done', subject: offer.id }
  },
})

const WHY = refusedField('reason', 'required', 'Enter why the offer is taken back.')
const ACCEPTED = refused(409, {
  field: '',
  code: 'accepted',
  message:
    'The provider has accepted this offer: it is a contract now. Offer a variation to change it.',
})
