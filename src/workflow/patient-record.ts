import { type Fact, patientFacts } from '#register/patient-words.ts'
import { type NhsNumberChange, openChangeOf } from '#store/nhs-number-changes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import type { FoundPatient, PatientRecord } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type ShownPatient = {
  readonly kind: 'patient'
  readonly patient: PatientOnScreen
  readonly facts: readonly Fact[]
  /** A change of the NHS number that waits for a second person, and whether this person may be the second. */
  readonly openChange: (NhsNumberChange & { readonly maySettle: boolean }) | undefined
}

/** One person's record as it stands: for the pages that show and change it. */
export const patientRecord = view<{ readonly patientId: string }, ShownPatient>(
  'see-patient',
  async ({ tx, actor }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const change = await openChangeOf(tx, patientId)
    return {
      kind: 'patient',
      patient,
      facts: patientFacts(patient.details),
      openChange: change && { ...change, maySettle: change.proposedBy !== actor.accountId },
    }
  },
  ({ patientId }) => patientId,
)

/** A record as it is, to be written as a new version by the person at this desk. */
export const keptPatient = ({ actor, now }: Desk, patient: FoundPatient): PatientRecord => ({
  ...patient,
  importBatchId: null,
  recordedBy: actor.accountId,
  recordedAt: new Date(now).toISOString(),
})
