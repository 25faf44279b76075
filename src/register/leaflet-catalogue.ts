// Leaflets that are published as named documents, each with the page that says so. Those from memory are listed for whoever
// keeps the leaflets of a site, and are offered to nobody until the site has seen one and adds it as its own (H15).

import type { Leaflet } from './leaflets.ts'

export type PublishedLeaflet = Leaflet & {
  readonly status: 'verified' | 'unverified'
  /** The page that names the document, its publisher and its date. */
  readonly source: string
}

const BSH_2022 =
  'https://b-s-h.org.uk/about-us/news/update-to-oral-anticoagulation-information-and-monitoring-booklets-the-yellow-book'
const BSH_NEWS = 'British Society for Haematology, news of 28 October 2022'
const FROM_MEMORY = 'from memory; to be seen at its publisher'

const NHS_2022 = {
  publisher: 'NHS Patient Safety with the British Society for Haematology',
  indications: null,
  language: 'en',
  version: 'October 2022',
  address: BSH_2022,
  status: 'verified',
  source: BSH_NEWS,
} as const

/** The card that a manufacturer puts into each pack; only that of apixaban was read of with its date. */
const alertCard = (
  medicine: 'dabigatran' | 'edoxaban' | 'rivaroxaban',
  brand: string,
  publisher: string,
): PublishedLeaflet => ({
  id: `alert-card-${medicine}`,
  title: `${brand} patient alert card`,
  publisher,
  medicines: [medicine],
  indications: null,
  language: 'en',
  version: 'version not known',
  address: '',
  status: 'unverified',
  source: FROM_MEMORY,
})

/** Published leaflets. @see docs/evidence.md#leaflets */
export const PUBLISHED_LEAFLETS: readonly PublishedLeaflet[] = [
  {
    ...NHS_2022,
    id: 'yellow-book-vka',
    title: 'Information booklet for patients on warfarin and other vitamin K antagonists',
    medicines: ['warfarin', 'acenocoumarol', 'phenindione'],
  },
  {
    ...NHS_2022,
    id: 'yellow-book-doac',
    title: 'Information booklet for patients on direct oral anticoagulants',
    medicines: ['apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban'],
  },
  {
    ...NHS_2022,
    id: 'anticoagulation-card',
    title: 'Anticoagulation card',
    medicines: [
      'warfarin',
      'acenocoumarol',
      'phenindione',
      'apixaban',
      'dabigatran',
      'edoxaban',
      'rivaroxaban',
    ],
  },
  {
    id: 'alert-card-apixaban',
    title: 'Eliquis patient alert card',
    publisher: 'Bristol-Myers Squibb',
    medicines: ['apixaban'],
    indications: null,
    language: 'en',
    version: 'April 2020',
    address: 'https://keepmeinformed.eu/Article?articleGuid=ad533b1d-12b9-49d2-bdce-e2418bdc86fb',
    status: 'verified',
    source: 'keepmeinformed.eu: updated patient information for Eliquis, April 2020',
  },
  alertCard('dabigatran', 'Pradaxa', 'Boehringer Ingelheim'),
  alertCard('edoxaban', 'Lixiana', 'Daiichi Sankyo'),
  alertCard('rivaroxaban', 'Xarelto', 'Bayer'),
]

/** The published leaflets that are offered as shipped. */
export const OFFERED_LEAFLETS: readonly PublishedLeaflet[] = PUBLISHED_LEAFLETS.filter(
  ({ status }) => status === 'verified',
)
