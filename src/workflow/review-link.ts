import { episodesOf } from '#store/episodes.ts'
import { act, type Done } from './act.ts'
import { LINK_FIELDS, seeLink, stepOn } from './link-step.ts'
import { closeLinkTasks } from './link-tasks.ts'
import { type Refused, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...LINK_FIELDS, 'read'] as const

/**
 * A prescriber has read both histories as one (H02): from here the one record is used and the other is closed. A course
 * that still runs on the record to be closed comes first, so that nobody is treated twice or unseen (H18).
 */
export const reviewLink = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'review-linked-records',
  parse: (input) => readTextFields(input, FIELDS),
  perform: async (desk, fields): Promise<Done | Refused> => {
    const seen = await seeLink(desk, fields)
    if (seen.kind === 'refused') return seen
    const { link, note } = seen
    if (link.state !== 'confirmed') return NOT_CONFIRMED
    if (fields.read !== 'yes') return READ_BOTH
    if (note === '') return SAY_WHAT
    const courses = await episodesOf(desk.tx, link.closesId)
    if (courses.some(({ phase }) => phase !== 'ended')) return COURSE_RUNS
    const trouble =
      (await stepOn(desk, seen, 'reviewed')) ??
      (await closeLinkTasks(desk, link.linkId, 'reviewed'))
    if (trouble !== undefined) return trouble
    const noted = { did: 'reviewed', closes: link.closesId }
    return { kind: 'done', patientId: link.keepsId, subject: link.linkId, noted }
  },
})

const NOT_CONFIRMED = refused(409, {
  field: '',
  code: 'not-confirmed',
  message: 'A second person must confirm first that the two records are of one person.',
})
const READ_BOTH = refusedField(
  'read',
  'required',
  'Read the history of both records, and tick that you have.',
)
const SAY_WHAT = refusedField('note', 'required', 'Say what follows for treatment, in words.')
const COURSE_RUNS = refused(409, {
  field: '',
  code: 'course-runs',
  message:
    'A course of treatment has not ended on the record that is to be closed. End it there first, or take this back and propose to use that record instead.',
})
