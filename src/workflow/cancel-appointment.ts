import { type AppointmentId, uuid } from '#base/ids.ts'
import { findAppointment, setAppointmentStatus } from '#store/appointments.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, type Parsed, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Cancelling = { readonly appointmentId: AppointmentId; readonly version: number }

/** Cancels an appointment. The test stays due: its date does not move. */
export const cancelAppointment = act<Cancelling, Done>({
  name: 'cancel-appointment',
  parse: parseCancelling,
  perform: async ({ tx, actor, now }, { appointmentId, version }) => {
    const appointment = await findAppointment(tx, appointmentId)
    if (appointment === undefined) return notHere('appointment')
    if (appointment.status !== 'booked') return notBooked

    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    const change = { id: appointmentId, version, status: 'cancelled', by, at } as const
    if (!(await setAppointmentStatus(tx, change))) return changedMeanwhile('this appointment')

    return { kind: 'done', patientId: appointment.patientId, subject: appointmentId }
  },
})

const notBooked = refused(409, {
  field: '',
  code: 'not-booked',
  message: 'This appointment is no longer booked, so it cannot be cancelled.',
})

function parseCancelling(input: unknown): Parsed<Cancelling> {
  const read = readTextFields(input, ['appointmentId', 'version'])
  if (read.kind === 'refused') return read
  const appointmentId = uuid<AppointmentId>(read.value.appointmentId)
  const version = Number(read.value.version)
  if (appointmentId === undefined || !Number.isInteger(version)) {
    return { kind: 'refused', findings: [WHICH] }
  }
  return { kind: 'parsed', value: { appointmentId, version } }
}

const WHICH = { field: '', code: 'required', message: 'Choose the appointment to cancel.' }
