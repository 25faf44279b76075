import { type Findings, typedNote } from '#register/typed-fields.ts'
import { findEvent, withdrawEventOf } from '#store/events.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, type Parsed, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['eventId', 'reason'] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical Limit of the form, in characters. */
const LONGEST_REASON = 500

/** Takes back an event that was entered in error; it stays on record with why, and what was submitted of it stays too. */
export const withdrawEvent = act<Fields, Done>({
  name: 'withdraw-event',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async ({ tx, actor, now }, fields) => {
    const event = await findEvent(tx, idTyped(fields.eventId))
    if (event === undefined) return notHere('event')
    const findings: Findings = []
    const reason = typedNote(fields, 'reason', LONGEST_REASON, findings)
    if (reason === '') findings.push(REASON_MISSING)
    if (findings.length > 0) return refused(422, ...findings)
    const written = { by: actor.accountId, at: new Date(now).toISOString() }
    if (!(await withdrawEventOf(tx, event.id, reason, written))) return changedMeanwhile('it')
    return { kind: 'done', patientId: event.patientId, subject: event.id }
  },
})

const REASON_MISSING = {
  field: 'reason',
  code: 'required',
  message: 'Write why this event was entered in error.',
}
