import { OFFERED_LEAFLETS } from '#register/leaflet-catalogue.ts'
import {
  type Leaflet,
  type LeafletOffer,
  leafletsFor,
  noLeafletInWords,
  withdrawalOf,
} from '#register/leaflets.ts'
import { episodesOf } from '#store/episodes.ts'
import { type ChosenLeaflet, leafletWithdrawals, siteLeaflets } from '#store/leaflets.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Tx } from '#store/tx.ts'
import { type Refused, refusedField } from './outcome.ts'

/** What may be handed to a person for one of their plans, or why nothing may. */
export type PlanLeaflets = {
  readonly episodeId: string
  readonly codes: Parameters<typeof leafletsFor>[0]
  readonly offer: LeafletOffer
  /** Empty where there is a leaflet. */
  readonly says: string
}

/** The leaflets of each plan of a person that is not at an end, chosen by its codes and by the language on record. */
export async function leafletsOffered(
  tx: Tx,
  { id, details: { language } }: FoundPatient,
): Promise<readonly PlanLeaflets[]> {
  const [episodes, ours, withdrawn] = await Promise.all([
    episodesOf(tx, id),
    siteLeaflets(tx),
    leafletWithdrawals(tx),
  ])
  const all = [...OFFERED_LEAFLETS, ...ours]
  const inUse = all.filter((leaflet) => withdrawalOf(leaflet, withdrawn) === undefined)
  return episodes
    .filter(({ phase }) => phase !== 'ended')
    .map(({ id: episodeId, plan: { medicine, indication } }) => {
      const codes = { medicine, indication, language }
      const offer = leafletsFor(codes, inUse)
      const says = offer.kind === 'none' ? noLeafletInWords(offer.because, codes) : ''
      return { episodeId, codes, offer, says }
    })
}

type Given = { readonly kind: 'given'; readonly given: readonly ChosenLeaflet[] }

/** The leaflets that were ticked, by their ids with spaces between; one that is not offered to this person is refused. */
export async function readGiven(
  tx: Tx,
  patient: FoundPatient,
  typed: string | undefined,
): Promise<Given | Refused> {
  const ids = new Set((typed ?? '').split(' ').filter((id) => id !== ''))
  if (ids.size === 0) return { kind: 'given', given: [] }
  const given = (await leafletsOffered(tx, patient)).flatMap(({ codes, offer }) => {
    const { medicine, indication } = codes
    if (offer.kind === 'none' || medicine === null) return []
    const ticked = offer.leaflets.filter(({ id }) => ids.has(id))
    return ticked.map((leaflet) => ({ leaflet: leafletOf(leaflet), medicine, indication }))
  })
  const found = new Set(given.map(({ leaflet: { id } }) => id))
  const isOffered = [...ids].every((id) => found.has(id))
  return isOffered ? { kind: 'given', given } : NOT_OFFERED
}

/** What a leaflet says of itself, without how it came into the catalogue. */
const leafletOf = (leaflet: Leaflet): Leaflet => {
  const { id, title, publisher, medicines, indications, language, version, address } = leaflet
  return { id, title, publisher, medicines, indications, language, version, address }
}

const NOT_OFFERED = refusedField(
  'leaflets',
  'not-offered',
  'A leaflet that is ticked is not one for the medicine, the indication and the language of this patient, or is withdrawn. Look at the list again.',
)
