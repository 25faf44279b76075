import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { type Genotype, genotypeOn } from '#kinetics/genotypes.ts'
import { genotypeReportsOf, type KeptGenotypeReport } from '#store/genotype-reports.ts'
import { type KeptMeasurement, measurementsOf } from '#store/measurements.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

/** What was measured of a person besides the INR, with what was taken back. */
export type PatientMeasurements = {
  readonly kind: 'measurements'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly measurements: readonly KeptMeasurement[]
  readonly mayWithdraw: boolean
  readonly genotype: Genotype
  /** The reports it was read from, newest first, with what was taken back. */
  readonly genotypeReports: readonly KeptGenotypeReport[]
  readonly mayRecordGenotype: boolean
}

export const patientMeasurements = view<{ readonly patientId: string }, PatientMeasurements>(
  'see-patient',
  async ({ tx, today, actor }, asked) => {
    const patient = await patientOnScreen(tx, idTyped(asked.patientId))
    if (patient === undefined) return notHere('patient')
    const reports = await genotypeReportsOf(tx, patient.id)
    const standing = reports.filter(({ takenBack }) => takenBack === null)
    return {
      kind: 'measurements',
      today,
      patient,
      measurements: await measurementsOf(tx, patient.id),
      mayWithdraw: permission('withdraw-measurement', actor, today).kind === 'allowed',
      genotype: genotypeOn(standing, today),
      genotypeReports: reports,
      mayRecordGenotype: permission('record-genotype', actor, today).kind === 'allowed',
    }
  },
  (_asked, { patient }) => patient.id,
)
