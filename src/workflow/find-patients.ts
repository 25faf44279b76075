import { parseSearch, type Search } from '#register/search-words.ts'
import { earlierNumberOwner } from '#store/nhs-number-changes.ts'
import { searchPatients } from '#store/patient-search.ts'
import { type FoundPatient, findPatientByNhsNumber } from '#store/patients.ts'
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

async function byNumber({ tx }: Desk, nhsNumber: string): Promise<FoundPeople> {
  const now = await findPatientByNhsNumber(tx, nhsNumber)
  if (now !== undefined) return { kind: 'people', people: [now], by: 'nhs-number', more: false }
  const people = await earlierNumberOwner(tx, nhsNumber)
  return { kind: 'people', people, by: 'earlier-nhs-number', more: false }
}

async function byLikeness(
  { tx }: Desk,
  sought: Extract<Search, { kind: 'people' }>,
): Promise<FoundPeople> {
  const found = await searchPatients(tx, sought, MOST_SHOWN + 1)
  return {
    kind: 'people',
    people: found.slice(0, MOST_SHOWN),
    by: 'likeness',
    more: found.length > MOST_SHOWN,
  }
}
