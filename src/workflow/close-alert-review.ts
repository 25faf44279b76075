import { type AlertReviewId, uuid } from '#base/ids.ts'
import { ALERT_REVIEW_OUTCOMES } from '#clinical/alerts/alert-review.ts'
import { type Findings, requiredChoice, typedNote } from '#register/typed-fields.ts'
import { closeAlertReviewRow, findAlertReview } from '#store/alert-reviews.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, type Parsed, refused } from './outcome.ts'
import { notSafetyOfficer } from './safety-officer.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['reviewId', 'version', 'outcome', 'note'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

const LONGEST_NOTE = 500

/** Closes the review of an alert with what is to be done about it, coded and in words; nothing else closes it (H33). */
export const closeAlertReview = act<Fields, Done>({
  name: 'close-alert-review',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const id = uuid<AlertReviewId>(fields.reviewId)
    const review = id && (await findAlertReview(desk.tx, id))
    if (review === undefined) return notHere('review of an alert')
    const stop = await notSafetyOfficer(desk)
    if (stop !== undefined) return stop
    if (review.state === 'closed') return alreadyClosed
    if (fields.version !== `${review.version}`) return changedMeanwhile('this review')

    const findings: Findings = []
    const choose = 'Choose what is to be done about this alert.'
    const outcome = requiredChoice(ALERT_REVIEW_OUTCOMES, fields, 'outcome', choose, findings)
    const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
    if (note === '') {
      findings.push({ field: 'note', code: 'required', message: 'Say why, in words.' })
    }
    if (outcome === undefined || findings.length > 0) return refused(422, ...findings)

    const { tx, actor, now } = desk
    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    const closing = { id: review.id, version: review.version, outcome, note, by, at }
    if (!(await closeAlertReviewRow(tx, closing))) return changedMeanwhile('this review')
    return { kind: 'done', subject: review.id, noted: { outcome } }
  },
})

const alreadyClosed = refused(409, {
  field: '',
  code: 'closed',
  message: 'Somebody has already closed this review. Nothing of yours is saved.',
})
