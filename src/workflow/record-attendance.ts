import { uuid } from '#base/ids.ts'
import {
  type Appointment,
  type AppointmentStatus,
  findAppointment,
  setAppointmentStatus,
} from '#store/appointments.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Came = 'arrived' | 'did-not-come' | 'not-recorded'

export type Attendance = {
  readonly appointmentId: string
  readonly version: number
  readonly came: Came
}

/** Records who came and who did not; "not recorded" takes a slip of the pointer back. */
export const recordAttendance = act<Attendance, Done>({
  name: 'record-attendance',
  parse: parseAttendance,
  perform: async (desk, { appointmentId, version, came }) => {
    const appointment = await findAppointment(desk.tx, appointmentId)
    if (appointment === undefined) return notHere('appointment')
    const refusal = refusalOf(desk, appointment, came)
    if (refusal !== undefined) return refusal

    const changed = await setAppointmentStatus(desk.tx, {
      id: appointmentId,
      version,
      status: STATUS_OF[came],
      by: desk.actor.accountId,
      at: new Date(desk.now).toISOString(),
    })
    if (!changed) return changedMeanwhile('this appointment')

    return {
      kind: 'done',
      patientId: appointment.patientId,
      subject: appointmentId,
      noted: { came },
    }
  },
})

const STATUS_OF: Readonly<Record<Came, AppointmentStatus>> = {
  arrived: 'arrived',
  'did-not-come': 'missed',
  'not-recorded': 'booked',
}

function refusalOf(desk: Desk, { onDate, status }: Appointment, came: Came): Refused | undefined {
  if (status === 'cancelled' || status === 'attended') {
    return refused(409, {
      field: '',
      code: `appointment-${status}`,
      message: `This appointment is already ${status}. Open the clinic list again.`,
    })
  }
  if (onDate > desk.today) return notYet
  return came === 'did-not-come' || onDate === desk.today ? undefined : onlyToday
}

const notYet = refused(422, {
  field: '',
  code: 'not-yet',
  message: 'This appointment is on a later day. Record who came on the day itself.',
})

const onlyToday = refused(422, {
  field: '',
  code: 'day-is-over',
  message: 'That clinic day is over. Book a new appointment instead.',
})

const CAME: readonly string[] = ['arrived', 'did-not-come', 'not-recorded'] satisfies Came[]
const isCame = (text: string | undefined): text is Came => text !== undefined && CAME.includes(text)

function parseAttendance(input: unknown): Parsed<Attendance> {
  const read = readTextFields(input, ['appointmentId', 'version', 'came'])
  if (read.kind === 'refused') return read
  const { came } = read.value
  const appointmentId = uuid(read.value.appointmentId)
  const version = Number(read.value.version)
  if (appointmentId === undefined || !Number.isInteger(version) || !isCame(came)) {
    return { kind: 'refused', findings: [NOT_FROM_THE_LIST] }
  }
  return { kind: 'parsed', value: { appointmentId, version, came } }
}

const NOT_FROM_THE_LIST = {
  field: '',
  code: 'not-from-the-list',
  message: 'Choose Arrived or Did not come on the clinic list.',
}
