import type { VisitPlace } from '#store/visits.ts'
import type { Finding } from './outcome.ts'

const PLACES: readonly VisitPlace[] = ['clinic', 'home']

/** Where the patient was seen; nothing where nobody says, which is not the same as the clinic. */
export function readPlace(typed: string | undefined): {
  readonly place: VisitPlace | null
  readonly findings: readonly Finding[]
} {
  if (typed === undefined || typed === '') return { place: null, findings: [] }
  const place = PLACES.find((one) => one === typed)
  if (place !== undefined) return { place, findings: [] }
  const message = "Say where the patient was seen: at the clinic or at the patient's home."
  return { place: null, findings: [{ field: 'place', code: 'choice', message }] }
}
