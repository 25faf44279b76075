import { patientDate } from '#base/day.ts'
import { RECORD_SYSTEMS } from '#contract/contact-codes.ts'
import { ordinal } from '#web/contract/specification-words.ts'
import { Radios } from '#web/parts/radios.tsx'
import type { HomeVisitCount } from '#workflow/home-visit-count.ts'
import type { SavedDose } from '#workflow/saved-dose.ts'

const PLACES = [
  { value: 'clinic', text: 'At the clinic' },
  { value: 'home', text: "At the patient's home" },
  { value: '', text: 'Not said' },
] as const

type Typed = string | undefined

/** Where the patient is seen; a visit at home is counted by itself (S26). */
export function PlaceSeen({ value, error }: { readonly value: Typed; readonly error: Typed }) {
  return (
    <Radios
      id="place"
      name="place"
      legend="Where the patient is seen"
      error={error}
      value={value ?? ''}
      inline
      small
      choices={[...PLACES]}
    />
  )
}

/** What stands, for whoever does not open it. */
export function seenWhere(place: Typed): string {
  if (place === 'home') return "seen at the patient's home"
  return place === 'clinic' ? 'seen at the clinic' : 'where seen is not said'
}

const SEEN = {
  clinic: 'Seen at the clinic.',
  home: "Seen at the patient's home.",
  'not-said': 'Where the patient was seen is not recorded.',
} as const

/** Where the patient was seen for a dose; of a home visit how many there were, and that one beyond the cap is not paid. */
export const SeenAt = ({ place, homeVisit, codes }: Seen) => (
  <>
    <p>
      {SEEN[place ?? 'not-said']}
      {homeVisit !== null && ` ${countInWords(homeVisit)}`}
    </p>
    {codes.length > 0 && (
      <p className="nhsuk-body-s">For the record of the practice: {codesInWords(codes)}.</p>
    )}
  </>
)

type Seen = Pick<SavedDose, 'place' | 'homeVisit' | 'codes'>

const codesInWords = (codes: Seen['codes']): string =>
  codes.map((each) => `${RECORD_SYSTEMS[each.system]} ${each.codes.join(' and ')}`).join(', ')

function countInWords({ nth, since, isBeyondCap }: HomeVisitCount): string {
  const counted = `This is the ${ordinal(nth)} home visit since ${patientDate(since)}`
  return isBeyondCap ? `${counted}: recorded, not paid.` : `${counted}.`
}
