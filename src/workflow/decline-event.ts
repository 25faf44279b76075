import { DECLINED_REASONS } from '#assurance/declined-reasons.ts'
import { type Findings, requiredChoice, typedNote } from '#register/typed-fields.ts'
import { addDeclined, suggestedEvents } from '#store/event-suggestions.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Parsed, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['patientId', 'source', 'reason', 'note'] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 500

/** Says why a fact of the record is no event, so that it is not looked for again; the reason stays on record. */
export const declineEvent = act<Fields, Done>({
  name: 'decline-event',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async ({ tx, actor, now }, fields) => {
    const findings: Findings = []
    const message = 'Choose why this is no event.'
    const reason = requiredChoice(DECLINED_REASONS, fields, 'reason', message, findings)
    const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
    if (findings.length > 0 || reason === undefined) return refused(422, ...findings)
    const known = await suggestedEvents(tx, idTyped(fields.patientId))
    const found = known.find(({ source }) => source === fields.source)
    if (found === undefined) return changedMeanwhile('what the record knows')

    const { source, patientId, kind } = found
    const written = { by: actor.accountId, at: new Date(now).toISOString() }
    const isNew = await addDeclined(tx, { source, patientId, kind, reason, note, ...written })
    if (!isNew) return changedMeanwhile('what the record knows')
    return { kind: 'done', patientId, noted: { source, reason } }
  },
})
