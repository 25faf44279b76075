import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { agreedText, type ReleasedSpecification } from '#contract/catalogue.ts'
import { contractYearOf, isWithinPrinted } from '#contract/contract.ts'
import type { ProviderKind } from '#contract/specification.ts'
import { type Commissioner, commissioners } from '#store/commissioned.ts'
import { type OfferReceived, offersReceived } from '#store/contract-offers.ts'
import { type ContractVersion, contractVersions } from '#store/contracts.ts'
import { thisProvider } from '#store/providers.ts'
import { newestOf } from './contracts-held.ts'
import { type LevelStop, levelStops } from './licences-shown.ts'
import { notHere, type Refused } from './outcome.ts'
import { heldSpecifications } from './specifications-held.ts'
import { view } from './view.ts'

/** A contract as it stands, with everything that it says and every version of it. */
export type ContractHeld = {
  readonly newest: ContractVersion
  /** The newest first. */
  readonly versions: readonly ContractVersion[]
  /** What was agreed to; nothing where this release of Evenkeel does not hold the version or another text under it. */
  readonly specification: ReleasedSpecification | undefined
  readonly year: { readonly from: Day; readonly to: Day }
  readonly standing: 'to-come' | 'running' | 'over'
  readonly isWithinPrinted: boolean
}

export type ContractShown = {
  readonly kind: 'contract'
  readonly today: Day
  readonly providerName: string
  readonly providerKind: ProviderKind
  /** Running first, then what is to come, then what is over. */
  readonly contracts: readonly ContractHeld[]
  readonly mayAgree: boolean
  /** The levels that are not provided today, each with why (S15). */
  readonly stops: readonly LevelStop[]
  /** What a commissioner has offered and nobody has accepted yet, the newest first. */
  readonly offers: readonly OfferReceived[]
  /** Every commissioner of this installation, for whoever records a contract. */
  readonly commissioners: readonly Commissioner[]
  /** Every specification that a contract can be on, for the same. */
  readonly specifications: readonly ReleasedSpecification[]
}

const ORDER = ['running', 'to-come', 'over'] as const

/** Everything that binds the provider: its contracts, and what each of them says (C5). */
export const contractShown = view<object, ContractShown>(
  'see-contract',
  async ({ tx, today, actor }): Promise<ContractShown | Refused> => {
    const provider = await thisProvider(tx)
    if (provider === undefined) return notHere('provider')
    const versions = await contractVersions(tx)
    const contracts = newestOf(versions)
      .map((newest) => heldOf(newest, versions, today))
      .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing))
    const mayAgree = permission('agree-contract', actor, today).kind === 'allowed'
    return {
      kind: 'contract',
      today,
      providerName: provider.name,
      providerKind: provider.kind,
      contracts,
      mayAgree,
      offers: (await offersReceived(tx)).filter(
        ({ id, endedBecause }) =>
          endedBecause === null && !versions.some(({ offerId }) => offerId === id),
      ),
      specifications: mayAgree ? await heldSpecifications(tx) : [],
      stops: await levelStops(tx, today),
      commissioners: mayAgree ? await commissioners(tx) : [],
    }
  },
)

function heldOf(
  newest: ContractVersion,
  versions: readonly ContractVersion[],
  today: Day,
): ContractHeld {
  const specification = agreedText(newest)
  const on = today < newest.from ? newest.from : today > newest.to ? newest.to : today
  return {
    newest,
    versions: versions.filter(({ id }) => id === newest.id).toReversed(),
    specification,
    year: contractYearOf(newest, on),
    standing: standingOf(newest, today),
    isWithinPrinted: specification !== undefined && isWithinPrinted(newest, specification.document),
  }
}

function standingOf({ from, to }: ContractVersion, today: Day): ContractHeld['standing'] {
  if (today < from) return 'to-come'
  return today > to ? 'over' : 'running'
}
