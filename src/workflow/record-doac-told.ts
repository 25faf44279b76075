import { addDoacTold, doacReviewsOf, findDoacReview } from '#store/doac-reviews.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { READ_TOLD_FIELDS, readToldNow } from './doac-told-typed.ts'
import { notHere, type Parsed, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [...READ_TOLD_FIELDS, 'reviewId'] as const
type Telling = TextFields<(typeof FIELDS)[number]>

/** Records that the patient knows what a review decided, when that was not at the review itself (H16). */
export const recordDoacTold = act<Telling, Done>({
  name: 'record-told',
  parse: (input): Parsed<Telling> => readTextFields(input, FIELDS),
  async perform({ tx, actor, now, newId }, fields) {
    const review = await findDoacReview(tx, idTyped(fields.reviewId))
    if (review === undefined || (await findPatient(tx, review.patientId)) === undefined) {
      return notHere('review')
    }
    const [newest] = await doacReviewsOf(tx, review.episodeId, 1)
    if (newest?.id !== review.id) return superseded
    const read = readToldNow(fields)
    if (read.kind === 'refused') return read
    if (read.told === null) {
      return refusedField('toldHow', 'required', 'Say how the patient was told.')
    }
    const id = newId()
    const { patientId } = review
    const entry = { id, reviewId: review.id, patientId, ...read.told }
    await addDoacTold(tx, { ...entry, by: actor.accountId, at: new Date(now).toISOString() })
    return { kind: 'done', patientId, subject: id, noted: { how: read.told.how } }
  },
})

const superseded = refused(410, {
  field: '',
  code: 'superseded',
  message: 'A newer review has taken the place of this one. Tell the patient the newer one.',
})
