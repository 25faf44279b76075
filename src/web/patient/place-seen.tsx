import { Radios } from '#web/parts/radios.tsx'

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
