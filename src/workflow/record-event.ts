import { BLEED_CRITERIA } from '#assurance/event-kinds.ts'
import { criterionField, readEvent, type TypedEvent } from '#assurance/event-typed.ts'
import { clinicalDate } from '#base/day.ts'
import { wordsOf } from '#register/typed-fields.ts'
import { suggestedEvents } from '#store/event-suggestions.ts'
import { addEvent, eventsOf, type FoundEvent } from '#store/events.ts'
import { lockRegister } from '#store/lock-register.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'patientId',
  'kind',
  ...wordsOf(BLEED_CRITERIA).map(criterionField),
  'related',
  ...dayBoxes('occurredOn'),
  ...dayBoxes('awareOn'),
  'note',
  'source',
] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/**
 * Records what happened to a patient and opens its analysis, whose clock began on the day on which this service came to know of it
 * (S12, S28). It changes nothing of the treatment.
 */
export const recordEvent = act<Fields, Done>({
  name: 'record-event',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const { tx, actor, now } = desk
    await lockRegister(tx)
    const patient = await findPatient(tx, idTyped(fields.patientId))
    if (patient === undefined) return notHere('patient')
    const typed = readEvent(fields, desk.today)
    const ofText = freeTextFindings(fields, patient)
    if (typed.kind === 'refused') return refused(422, ...typed.findings, ...ofText)
    if (ofText.length > 0) return refused(422, ...ofText)
    const { event } = typed
    const known = (await eventsOf(tx, patient.id)).find((each) => isSame(each, event))
    if (known !== undefined) return recordedAlready(known)
    const source = fields.source === undefined || fields.source === '' ? null : fields.source
    if (source !== null && !(await isSuggested(tx, patient.id, source))) {
      return changedMeanwhile('what the record knows')
    }

    const id = desk.newId()
    const written = { by: actor.accountId, at: new Date(now).toISOString() }
    await addEvent(tx, { ...event, ...written, id, patientId: patient.id, source })
    const { kind, severity, awareOn } = event
    return { kind: 'done', patientId: patient.id, subject: id, noted: { kind, severity, awareOn } }
  },
})

const isSame = (known: FoundEvent, event: TypedEvent): boolean =>
  known.withdrawnReason === null &&
  known.kind === event.kind &&
  known.occurredOn === event.occurredOn

const recordedAlready = ({ occurredOn }: FoundEvent): Refused =>
  refused(409, {
    field: 'kind',
    code: 'recorded-already',
    message: `The same is on record for ${clinicalDate(occurredOn)} already. Open that event instead.`,
  })

async function isSuggested(
  tx: Parameters<typeof suggestedEvents>[0],
  patientId: string,
  source: string,
): Promise<boolean> {
  return (await suggestedEvents(tx, patientId)).some((each) => each.source === source)
}
