import type { PatientDetails } from '#register/patient.ts'
import { FLAGS_ASKED_LATER } from '#register/patient-flags.ts'
import type { PatientStanding } from './patients.ts'
import type { Tx } from './tx.ts'

export type PatientVersion = {
  readonly version: number
  readonly standing: PatientStanding
  readonly details: PatientDetails
  readonly reason: string
  readonly recordedByName: string
  readonly recordedAt: number
}

/** Every version of a person's record, newest first. */
export async function patientVersions(
  tx: Tx,
  patientId: string,
): Promise<readonly PatientVersion[]> {
  const versions = await tx.query<PatientVersion>(
    `select v.version, v.standing, v.details, v.reason, s.name as "recordedByName", v.recorded_at as "recordedAt"
       from patient_version v
       join staff s on s.provider_id = v.provider_id and s.account_id = v.recorded_by
      where v.provider_id = $1 and v.patient_id = $2
      order by v.version desc`,
    [tx.providerId, patientId],
  )
  return versions.map((row) => ({ ...row, details: { ...FLAGS_ASKED_LATER, ...row.details } }))
}
