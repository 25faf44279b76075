import { mistakesBetween } from '#base/mistakes.ts'
import { soundOf } from './likeness.ts'
import { foldName, type PersonName } from './person-name.ts'

/** Names that one typing mistake or the ear can take for each other (H01). */
export const isSimilarName = (one: PersonName, other: PersonName): boolean =>
  areAlike(heardName(one), heardName(other))

type HeardPart = { readonly folded: string; readonly sound: string }
type HeardName = { readonly family: HeardPart; readonly given: HeardPart }

function heardPart(name: string): HeardPart {
  const folded = foldName(name)
  return { folded, sound: soundOf(folded) }
}

const heardName = ({ familyName, givenName }: PersonName): HeardName => ({
  family: heardPart(familyName),
  given: heardPart(givenName),
})

const areAlike = (one: HeardName, other: HeardName): boolean =>
  isSimilarPart(one.family, other.family) && isSimilarPart(one.given, other.given)

const isSimilarPart = (one: HeardPart, other: HeardPart): boolean =>
  one.folded === other.folded ||
  one.sound === other.sound ||
  mistakesBetween(one.folded, other.folded, 1) === 1

/** Those of a list who have a namesake in it: shown with a warning, because one may be opened for the other. */
export function withNamesakes<Person extends PersonName>(
  people: readonly Person[],
): ReadonlySet<Person> {
  const heard = people.map((person) => ({ person, name: heardName(person) }))
  return new Set(
    heard
      .filter(({ person, name }) =>
        heard.some((other) => other.person !== person && areAlike(name, other.name)),
      )
      .map(({ person }) => person),
  )
}

/** A line of a list of people; one of a person without a name is about somebody else's work. */
type ListedPerson = {
  readonly patientId: string | null
  readonly familyName: string | null
  readonly givenName: string | null
}

/** The patients of a list who have a namesake in it, by their ids: a person who stands on it twice is not their own. */
export function namesakesListed(lines: readonly ListedPerson[]): ReadonlySet<string> {
  const people = new Map<string, PersonName & { readonly id: string }>()
  for (const { patientId, familyName, givenName } of lines) {
    if (patientId === null || familyName === null || givenName === null) continue
    people.set(patientId, { id: patientId, familyName, givenName })
  }
  return new Set([...withNamesakes([...people.values()])].map(({ id }) => id))
}
