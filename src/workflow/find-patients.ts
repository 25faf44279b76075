import { distanceOf } from '#register/name-search.ts'
import { usedInPlaceOf } from '#register/record-link.ts'
import { parseSearch, type Search } from '#register/search-words.ts'
import { earlierNumberOwner } from '#store/nhs-number-changes.ts'
import { searchPatients } from '#store/patient-search.ts'
import { type FoundPatient, findPatient, findPatientByNhsNumber } from '#store/patients.ts'
import { searchNames } from '#store/search-names.ts'
import type { Desk } from './desk.ts'
import { refusedField } from './outcome.ts'
import { view } from './view.ts'

export type FoundPeople = {
  readonly kind: 'people'
  /** The most alike first. */
  readonly people: readonly FoundPatient[]
  /** How: a number names one person; a number that was changed since names who had it; names are only alike. */
  readonly by: 'nhs-number' | 'earlier-nhs-number' | 'likeness'
  readonly more: boolean
}

/** More than a person reads through; they add a first name or a date of birth instead. */
const MOST_SHOWN = 25

/** The people of the register who may be meant by what was typed in the one search box. */
export const findPatients = view<{ readonly who: string | undefined }, FoundPeople>(
  'find-patient',
  async (desk, { who }) => {
    const search = parseSearch(who ?? '')
    switch (search.kind) {
      case 'refused':
        return refusedField('who', search.code, search.message)
      case 'nhs-number':
        return byNumber(desk, search.nhsNumber)
      case 'people':
        return byLikeness(desk, search)
    }
  },
)

async function byNumber(desk: Desk, nhsNumber: string): Promise<FoundPeople> {
  const { tx } = desk
  const now = await findPatientByNhsNumber(tx, nhsNumber)
  const isUsed = now !== undefined && usedInPlaceOf(now) === undefined
  if (isUsed) return { kind: 'people', people: [now], by: 'nhs-number', more: false }
  const had = now === undefined ? await earlierNumberOwner(tx, nhsNumber) : [now]
  const people = await inUse(desk, had)
  return { kind: 'people', people, by: 'earlier-nhs-number', more: false }
}

async function byLikeness(
  desk: Desk,
  sought: Extract<Search, { kind: 'people' }>,
): Promise<FoundPeople> {
  const alike = await searchPatients(desk.tx, sought, MOST_SHOWN + 1)
  const found = alike.length > 0 ? alike : await withMistakes(desk, sought)
  return {
    kind: 'people',
    people: await inUse(desk, found.slice(0, MOST_SHOWN)),
    by: 'likeness',
    more: found.length > MOST_SHOWN,
  }
}

/** Each with the record that is used in the place of a closed one, once (H02). */
async function inUse(
  { tx }: Desk,
  people: readonly FoundPatient[],
): Promise<readonly FoundPatient[]> {
  const used = await Promise.all(
    people.map((person) => {
      const other = usedInPlaceOf(person)
      return other === undefined ? person : findPatient(tx, other)
    }),
  )
  const byId = new Map(used.flatMap((person) => (person ? [[person.id, person] as const] : [])))
  return [...byId.values()]
}

/** When no name shares enough letters with what was typed: those a slip of the finger or the ear away. */
async function withMistakes(
  { tx }: Desk,
  { name, dateOfBirth }: Extract<Search, { kind: 'people' }>,
): Promise<readonly FoundPatient[]> {
  const words = name.split(' ').filter(Boolean)
  if (words.length === 0) return []
  const nearest = (await searchNames(tx, dateOfBirth))
    .map(({ id, searchName }) => ({ id, distance: distanceOf(words, searchName.split(' ')) }))
    .filter((one): one is { id: string; distance: number } => one.distance !== 'other')
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_SHOWN + 1)
  const people = await Promise.all(nearest.map(({ id }) => findPatient(tx, id)))
  return people.filter((person) => person !== undefined)
}
