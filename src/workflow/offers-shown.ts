import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { agreedText, type ReleasedSpecification } from '#contract/catalogue.ts'
import { type NextReview, nextReview } from '#contract/review-month.ts'
import type { ProviderKind } from '#contract/specification.ts'
import { type CommissionedVersion, commissionedVersions } from '#store/commissioned.ts'
import {
  type ContractOffer,
  contractOffers,
  type Offerable,
  type OfferReceived,
  offerableProviders,
  offersReceived,
} from '#store/contract-offers.ts'
import { contractVersions } from '#store/contracts.ts'
import { thisProvider } from '#store/providers.ts'
import { contractsIn } from './board.ts'
import { forCommissioner } from './commissioner-view.ts'
import { notHere, type Refused } from './outcome.ts'
import { heldSpecifications } from './specifications-held.ts'
import { view } from './view.ts'

/** A contract with this commissioner, by its newest version. */
export type CommissionedShown = {
  readonly newest: CommissionedVersion
  readonly title: string
  readonly review: NextReview | undefined
}

export type CommissionedContracts = {
  readonly kind: 'commissioned'
  readonly today: Day
  readonly contracts: readonly CommissionedShown[]
  /** What waits for a provider, the newest first. */
  readonly waiting: readonly ContractOffer[]
  readonly providers: readonly Offerable[]
  readonly specifications: readonly ReleasedSpecification[]
  readonly mayOffer: boolean
}

/** The contracts of a commissioner, what it has offered, and what it can offer to whom. */
export const commissionedContracts = view<object, CommissionedContracts>(
  'see-commissioned',
  async (desk): Promise<CommissionedContracts | Refused> => {
    const { tx, today, actor } = desk
    const offers = await contractOffers(tx)
    const specifications = await heldSpecifications(tx)
    const mayOffer = permission('offer-contract', actor, today).kind === 'allowed'
    return forCommissioner(desk, async ({ tx: reader }): Promise<CommissionedContracts> => {
      const versions = await commissionedVersions(reader)
      const accepted = new Set(versions.map(({ offerId }) => offerId))
      return {
        ...{ kind: 'commissioned', today, specifications, mayOffer },
        contracts: contractsIn(versions).map((each) => shownOf(each.at(-1) ?? each[0], today)),
        waiting: offers.filter(
          ({ id, endedBecause }) => endedBecause === null && !accepted.has(id),
        ),
        providers: await offerableProviders(reader),
      }
    })
  },
)

function shownOf(newest: CommissionedVersion, today: Day): CommissionedShown {
  const document = agreedText(newest)?.document
  return {
    newest,
    title: document?.title ?? newest.specificationId,
    review: document && nextReview(today, newest, document),
  }
}

/** An offer as the provider reads it before it accepts: with everything that its specification says. */
export type OfferShown = {
  readonly kind: 'offer'
  readonly offer: OfferReceived
  readonly specification: ReleasedSpecification | undefined
  readonly providerKind: ProviderKind
  readonly isAccepted: boolean
  readonly mayAccept: boolean
}

export const offerShown = view<{ readonly offerId: string }, OfferShown>(
  'see-contract',
  async ({ tx, actor, today }, { offerId }): Promise<OfferShown | Refused> => {
    const offer = (await offersReceived(tx)).find(({ id }) => id === offerId)
    const provider = await thisProvider(tx)
    if (offer === undefined || provider === undefined) return notHere('offer')
    const held = await heldSpecifications(tx)
    const isAccepted = (await contractVersions(tx)).some((each) => each.offerId === offer.id)
    return {
      ...{ kind: 'offer', offer, isAccepted, providerKind: provider.kind },
      specification: held.find(({ hash }) => hash === offer.specificationHash),
      mayAccept: permission('agree-contract', actor, today).kind === 'allowed',
    }
  },
)
