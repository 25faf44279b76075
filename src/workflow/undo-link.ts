import { act, type Done } from './act.ts'
import { LINK_FIELDS, seeLink, stepOn } from './link-step.ts'
import { takeApart } from './link-tasks.ts'
import { type Refused, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/**
 * Takes two joined records apart: they were of two people (H02). Both are as they were, and a prescriber looks at what
 * was entered in between.
 */
export const undoLink = act<TextFields<(typeof LINK_FIELDS)[number]>, Done>({
  name: 'unlink-records',
  parse: (input) => readTextFields(input, LINK_FIELDS),
  perform: async (desk, fields): Promise<Done | Refused> => {
    const seen = await seeLink(desk, fields)
    if (seen.kind === 'refused') return seen
    const { link, note } = seen
    if (link.state === 'proposed') return DECLINE_IT
    if (note === '') return SAY_WHY
    const trouble = (await stepOn(desk, seen, 'undone')) ?? (await takeApart(desk, link))
    if (trouble !== undefined) return trouble
    const noted = { did: 'undone', closes: link.closesId }
    return { kind: 'done', patientId: link.keepsId, subject: link.linkId, noted }
  },
})

const DECLINE_IT = refused(409, {
  field: '',
  code: 'not-confirmed',
  message: 'Nobody has confirmed this yet. Say that the two records are not of one person.',
})
const SAY_WHY = refusedField('note', 'required', 'Say how you know that they are two people.')
