import type { Day } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { readHistory } from './clinic-history.ts'
import type { Desk } from './desk.ts'
import { notHere, type Refused } from './outcome.ts'
import { figuresOf } from './provider-control.ts'
import { readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

/** How well one person was controlled in a period; or what is wrong with the period that was asked for. */
export type PatientControl = {
  readonly kind: 'patient-control'
  readonly today: Day
  readonly now: number
  readonly patient: PatientOnScreen
  readonly figures: ({ readonly kind: 'figures' } & ReturnType<typeof figuresOf>) | Refused
}

type Question = { readonly patientId: string; readonly asked: TypedFields }

export const patientControl = view(
  'see-patient-control',
  async (desk, { patientId, asked }: Question): Promise<PatientControl | Refused> => {
    const id = uuid(patientId)
    const patient = id === undefined ? undefined : await patientOnScreen(desk.tx, id)
    if (patient === undefined) return notHere('patient')

    const { today, now } = desk
    const figures = await figuresOfOne(desk, patient.id, asked)
    return { kind: 'patient-control', today, now, patient, figures }
  },
  ({ patientId }) => patientId,
)

async function figuresOfOne(desk: Desk, patientId: string, asked: TypedFields) {
  const period = readReportPeriod(asked, desk)
  if (period.kind === 'refused') return period
  const history = await readHistory(desk, { ...period, patientId })
  return { kind: 'figures', ...figuresOf(history, period) } as const
}
