// Finding a medicine of the table by the name that a person typed (H21).
import { mistakesBetween } from '#base/mistakes.ts'
import { INTERACTIONS, type Interaction } from './interactions.ts'

/** Every name of the list, A to Z, as a person may pick it. @technical The order of the alphabet. */
export const INTERACTION_NAMES: readonly string[] = INTERACTIONS.flatMap(({ name, otherNames }) => [
  name,
  ...otherNames,
]).sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()

const BY_NAME: ReadonlyMap<string, readonly [Interaction, name: string]> = new Map(
  INTERACTIONS.flatMap((row) =>
    [row.name, ...row.otherNames].map((name) => [folded(name), [row, name] as const] as const),
  ),
)

/** The row of a name, and the name as the list writes it; capitals and double spaces do not matter. */
export const interactionNamed = (typed: string): readonly [Interaction, name: string] | undefined =>
  BY_NAME.get(folded(typed))

export const interactionOf = (id: string | null): Interaction | undefined =>
  INTERACTIONS.find((row) => row.id === id)

/**
 * A name of the list that was probably meant: contained in what was typed, or two letters away from it. Asked about,
 * never put in its place (H21).
 */
export function alikeInteraction(typed: string): string | undefined {
  const sought = folded(typed)
  return INTERACTION_NAMES.find((name) => {
    const known = folded(name)
    return holdsWord(sought, known) || (known.length >= 6 && mistakesBetween(sought, known, 2) <= 2)
  })
}

const holdsWord = (text: string, word: string): boolean =>
  ` ${text.replace(/[^a-z0-9'-]/g, ' ')} `.includes(` ${word} `)
