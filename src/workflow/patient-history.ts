import { type Difference, differences, patientFacts } from '#register/patient-words.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { patientVersions } from '#store/patient-versions.ts'
import type { PatientStanding } from '#store/patients.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

/** One version of a record: who wrote it, when and why, and what it changed. */
export type ShownVersion = {
  readonly version: number
  readonly by: string
  readonly at: number
  readonly reason: string
  readonly standing: PatientStanding
  /** Empty for the first version: there was nothing before. */
  readonly changed: readonly Difference[]
}

export type PatientHistory = {
  readonly kind: 'history'
  readonly patient: PatientOnScreen
  readonly versions: readonly ShownVersion[]
}

/** Everything that was ever recorded of a person's details, newest first. */
export const patientHistory = view<{ readonly patientId: string }, PatientHistory>(
  'see-patient',
  async ({ tx }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const found = await patientVersions(tx, patientId)
    const versions = found.map((entry, nth) => {
      const before = found[nth + 1]
      return {
        version: entry.version,
        by: entry.recordedByName,
        at: entry.recordedAt,
        reason: entry.reason,
        standing: entry.standing,
        changed:
          before === undefined
            ? []
            : differences(patientFacts(before.details), patientFacts(entry.details)),
      }
    })
    return { kind: 'history', patient, versions }
  },
  ({ patientId }) => patientId,
)
