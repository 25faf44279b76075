// Which leaflet may be handed to whom: chosen by the codes of medicine, indication and language, never by a title (H15).

import { INDICATIONS, indicationOf } from '#clinical/indications.ts'
import { MEDICINES, type Medicine } from './episode.ts'
import {
  LANGUAGE_WORDS,
  type Language,
  LEAFLET_LANGUAGE_WORDS,
  type LeafletLanguage,
} from './languages.ts'
import { MEDICINE_WORDS } from './plan-words.ts'
import { type Findings, type TypedFields, typedNote, wordIn } from './typed-fields.ts'

/**
 * A document for patients, by what it is about. It stays with its publisher; the product keeps none of its text, so whoever gives
 * it compares the title and the version on the paper with those that are offered.
 */
export type Leaflet = {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly medicines: readonly Medicine[]
  /** Ids of concepts of clinical/indications.ts; null: written for every indication. */
  readonly indications: readonly string[] | null
  readonly language: LeafletLanguage
  /** Its version or date, as printed on it. */
  readonly version: string
  /** Where its publisher shows it. */
  readonly address: string
}

/** What is handed out no more: one edition of a leaflet, or where its version is empty every one. */
export type WithdrawnEdition = { readonly leafletId: string; readonly version: string }

/** By which of these a leaflet is withdrawn; a newer edition of the same leaflet by none. */
export const withdrawalOf = <Withdrawn extends WithdrawnEdition>(
  { id, version }: Pick<Leaflet, 'id' | 'version'>,
  withdrawn: readonly Withdrawn[],
): Withdrawn | undefined =>
  withdrawn.find((one) => one.leafletId === id && (one.version === '' || one.version === version))

/** What a leaflet is chosen by. */
export type LeafletCodes = {
  readonly medicine: Medicine | null
  readonly indication: string | null
  readonly language: Language
}

export type LeafletOffer =
  | { readonly kind: 'leaflets'; readonly leaflets: readonly Leaflet[] }
  | {
      readonly kind: 'none'
      readonly because: 'medicine-not-known' | 'language-not-known' | 'no-leaflet'
    }

/**
 * The leaflets that may be handed to somebody with these codes. One of another medicine or language is never among them,
 * nor one for an indication that is not recorded. Where there is none, nothing else is offered in its place.
 */
export function leafletsFor(codes: LeafletCodes, leaflets: readonly Leaflet[]): LeafletOffer {
  const { medicine, indication, language } = codes
  if (medicine === null) return { kind: 'none', because: 'medicine-not-known' }
  if (language === 'not-known') return { kind: 'none', because: 'language-not-known' }
  const fitting = leaflets.filter(
    (leaflet) =>
      leaflet.medicines.includes(medicine) &&
      leaflet.language === language &&
      (leaflet.indications === null ||
        (indication !== null && leaflet.indications.includes(indication))),
  )
  if (fitting.length === 0) return { kind: 'none', because: 'no-leaflet' }
  return { kind: 'leaflets', leaflets: fitting }
}

/** Why nothing is offered, and what to do instead. */
export function noLeafletInWords(
  because: Extract<LeafletOffer, { kind: 'none' }>['because'],
  { medicine, language }: LeafletCodes,
): string {
  switch (because) {
    case 'medicine-not-known':
      return 'The plan names no medicine, so that no leaflet is offered.'
    case 'language-not-known':
      return 'The language in which this patient reads is not recorded, so that no leaflet is offered. Ask, and record it in the details.'
    case 'no-leaflet': {
      const about = medicine === null ? '' : ` about ${MEDICINE_WORDS[medicine]}`
      const read = language === 'mis' ? 'this language' : LANGUAGE_WORDS[language]
      return `No leaflet${about} in ${read}. Explain with an interpreter where one is needed, and write in the notes who interpreted.`
    }
  }
}

/** A leaflet in one line, as it is recorded and shown. */
export const leafletInWords = ({
  title,
  publisher,
  version,
  language,
}: Pick<Leaflet, 'title' | 'publisher' | 'version' | 'language'>): string =>
  `${title}, ${publisher}, ${version} (${LANGUAGE_WORDS[language]})`

/** What a leaflet is about, in words. */
export function coverInWords({ medicines, indications }: Leaflet): string {
  const of = medicines.map((medicine) => MEDICINE_WORDS[medicine]).join(', ')
  if (indications === null) return `${of}; any indication`
  return `${of}; ${indications.map((id) => indicationOf(id)?.label ?? id).join(', ')}`
}

export const medicineField = (medicine: Medicine) => `medicine-${medicine}` as const

/** @technical Limit of the form, in characters. */
const LONGEST_LINE = 200

export type ReadLeaflet =
  | { readonly kind: 'leaflet'; readonly leaflet: Omit<Leaflet, 'id'> }
  | { readonly kind: 'refused'; readonly findings: Findings }

/** Reads a leaflet of the site's own; everything that is wrong with it is answered at once. */
export function readLeaflet(fields: TypedFields): ReadLeaflet {
  const findings: Findings = []
  const line = (field: string, message: string): string => {
    const text = typedNote(fields, field, LONGEST_LINE, findings)
    if (text === '') findings.push({ field, code: 'required', message })
    return text
  }
  const title = line('title', 'Enter the title, as printed on the leaflet.')
  const publisher = line('publisher', 'Enter who publishes it.')
  const medicines = MEDICINES.filter((medicine) => fields[medicineField(medicine)] === 'yes')
  if (medicines.length === 0) {
    const message = 'Tick each medicine that the leaflet is about.'
    findings.push({ field: 'medicines', code: 'required', message })
  }
  const indications = readIndications(fields, findings)
  const language = wordIn(LEAFLET_LANGUAGE_WORDS, fields['language'])
  if (language === undefined) {
    const message = 'Choose the language in which it is written.'
    findings.push({ field: 'language', code: 'required', message })
  }
  const version = line('version', 'Enter its version or date, as printed on the leaflet.')
  const address = readAddress(fields, findings)
  if (findings.length > 0 || language === undefined) return { kind: 'refused', findings }
  const leaflet = { title, publisher, medicines, indications, language, version, address }
  return { kind: 'leaflet', leaflet }
}

/** For every indication, or for the one that is chosen. */
function readIndications(fields: TypedFields, findings: Findings): readonly string[] | null {
  const typed = fields['indication']
  if (typed === 'any') return null
  const found = INDICATIONS.find(({ id }) => id === typed)
  if (found !== undefined) return [found.id]
  const message = 'Choose the indication that it is written for, or any.'
  findings.push({ field: 'indication', code: 'required', message })
  return null
}

const ADDRESS = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[\x21-\x7e]*)?$/i

/** Where it is shown; a leaflet that is only on paper has no address. */
function readAddress(fields: TypedFields, findings: Findings): string {
  const text = typedNote(fields, 'address', LONGEST_LINE, findings)
  if (text !== '' && !ADDRESS.test(text)) {
    const message = 'Enter the address like https://www.example.nhs.uk/leaflet, or leave it empty.'
    findings.push({ field: 'address', code: 'format', message })
  }
  return text
}
