import { clinicalDate, type Day } from '#base/day.ts'
import { type Findings, typedDay, typedNote } from '#register/typed-fields.ts'
import { addClinicClosure, clinicClosures, removeClinicClosure } from '#store/clinics.ts'
import { act, type Done } from './act.ts'
import { type Parsed, refusedField } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Closing =
  | { readonly kind: 'close'; readonly on: Day; readonly reason: string }
  | { readonly kind: 'open-again'; readonly on: Day }

/** Closes one clinic day, or opens it again. Who is booked on it stays booked and is listed until moved. */
export const closeClinicDay = act<Closing, Done>({
  name: 'close-clinic-day',
  parse: parseClosing,
  perform: async ({ tx, actor, now, today, newId }, closing) => {
    const { kind, on } = closing
    if (on < today)
      return refusedField('on', 'in-the-past', 'This day is over. Choose a later one.')
    const noted = { kind, on }
    if (closing.kind === 'open-again') {
      const closures = await clinicClosures(tx, on)
      const closure = closures.find(({ onDate }) => onDate === on)
      if (closure !== undefined) await removeClinicClosure(tx, closure.id)
      return { kind: 'done', noted }
    }
    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    const closed = { id: newId(), onDate: on, reason: closing.reason, by, at }
    if (await addClinicClosure(tx, closed)) return { kind: 'done', noted }
    return refusedField('on', 'already-closed', `${clinicalDate(on)} is already closed.`)
  },
})

const FIELDS = ['what', 'on', 'on[day]', 'on[month]', 'on[year]', 'reason'] as const
const LONGEST_REASON = 120

function parseClosing(input: unknown): Parsed<Closing> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const findings: Findings = []
  const on = typedDay(read.value, 'on', findings)
  if (on === null && findings.length === 0) findings.push(WHICH_DAY)
  if (read.value.what === 'open-again') {
    return on === null
      ? { kind: 'refused', findings }
      : { kind: 'parsed', value: { kind: 'open-again', on } }
  }
  const reason = typedNote(read.value, 'reason', LONGEST_REASON, findings)
  if (reason === '') findings.push(WHY)
  if (on === null || findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'parsed', value: { kind: 'close', on, reason } }
}

const WHICH_DAY = { field: 'on', code: 'required', message: 'Enter the day.' }
const WHY = { field: 'reason', code: 'required', message: 'Write why no clinic is held.' }
