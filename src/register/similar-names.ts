import { mistakesBetween } from '#base/mistakes.ts'
import { soundOf } from './likeness.ts'
import { foldName, type PersonName } from './person-name.ts'

/** Names that one typing mistake or the ear can take for each other (H01). */
export function isSimilarName(one: PersonName, other: PersonName): boolean {
  return (
    isSimilarPart(one.familyName, other.familyName) && isSimilarPart(one.givenName, other.givenName)
  )
}

function isSimilarPart(one: string, other: string): boolean {
  const [a, b] = [foldName(one), foldName(other)]
  return a === b || mistakesBetween(a, b, 1) === 1 || soundOf(a) === soundOf(b)
}

/** Those of a list who have a namesake in it: shown with a warning, because one may be opened for the other. */
export function withNamesakes<Person extends PersonName>(
  people: readonly Person[],
): ReadonlySet<Person> {
  return new Set(
    people.filter((person) =>
      people.some((other) => other !== person && isSimilarName(person, other)),
    ),
  )
}
