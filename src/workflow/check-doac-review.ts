import { type ClinicOffers, clinicOffers } from './clinic-offers.ts'
import { openDoacCase } from './doac-case.ts'
import { REVIEW_FIELDS, type ReadReview, readReview } from './doac-review-read.ts'
import { refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'
import { view } from './view.ts'

/** What the rules say to a review that is entered and not yet saved, with the appointments of the next one. */
export type CheckedReview = {
  readonly kind: 'checked'
  readonly review: ReadReview
  readonly offers: ClinicOffers
}

/** Judges a review as entered; nothing is kept. */
export const checkDoacReview = view<unknown, CheckedReview>(
  'record-doac-review',
  async (desk, entered) => {
    const read = readTextFields(entered, REVIEW_FIELDS)
    if (read.kind === 'refused') return refused(422, ...read.findings)
    const known = await openDoacCase(desk, read.value.patientId, 'to-ask')
    if (known.kind === 'refused') return known
    const review = readReview(desk, known, read.value)
    if (review.kind === 'refused') return review
    const offers = await clinicOffers(desk, known.patient, review.next?.on ?? null)
    return { kind: 'checked', review, offers }
  },
  (_entered, { review }) => review.known.patient.id,
)
