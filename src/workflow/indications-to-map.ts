import { indicationOf, recogniseIndication } from '#clinical/indications.ts'
import { indicationMappings, textsOfUnverified } from '#store/indication-mappings.ts'
import { view } from './view.ts'

/** Words of another product, the concept chosen or offered for them, and how many plans wait. */
export type IndicationText = {
  readonly sourceText: string
  readonly episodes: number
  readonly unmapped: number
  readonly chosen: { readonly id: string; readonly label: string } | null
  /** Offered because the words are known exactly; a person confirms. */
  readonly offered: { readonly id: string; readonly label: string } | null
}

export type IndicationsToMap = {
  readonly kind: 'indications'
  readonly texts: readonly IndicationText[]
}

/** The texts of unverified plans, the unmapped first: nothing is mapped by itself. */
export const indicationsToMap = view<Record<string, never>, IndicationsToMap>(
  'map-indication',
  async ({ tx }) => {
    const texts = await textsOfUnverified(tx)
    const mappings = await indicationMappings(tx)

    const chosen = new Map(mappings.map((mapping) => [mapping.sourceText, mapping.indication]))
    return {
      kind: 'indications',
      texts: texts.map((text) => ({
        ...text,
        chosen: conceptOf(chosen.get(text.sourceText)),
        offered: offerFor(text.sourceText),
      })),
    }
  },
)

function conceptOf(id: string | undefined): IndicationText['chosen'] {
  const concept = id === undefined ? undefined : indicationOf(id)
  return concept === undefined ? null : { id: concept.id, label: concept.label }
}

function offerFor(text: string): IndicationText['offered'] {
  const concept = recogniseIndication(text)
  return concept === undefined ? null : { id: concept.id, label: concept.label }
}
