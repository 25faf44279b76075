import type { PersonName } from '#register/person-name.ts'
import { isLikeOneOf, likeNames } from './namesakes.ts'
import { FOUND_COLUMNS, type FoundPatient, type PatientRow, toFound } from './patients.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A person as a page shows them. */
export type PatientOnScreen = FoundPatient & {
  /** Somebody else has a similar name (H01). */
  readonly hasSimilarName: boolean
}

/** One person to be shown: asked besides, and by no act, whether somebody has a similar name. */
export async function patientOnScreen(tx: Tx, id: string): Promise<PatientOnScreen | undefined> {
  const row = await maybeOne<PatientRow & { like_names: readonly PersonName[] | null }>(
    tx,
    `select ${FOUND_COLUMNS}, ${likeNames('patient')} as like_names
       from patient where provider_id = $1 and id = $2 and standing <> 'withdrawn'`,
    [tx.providerId, id],
  )
  return row && { ...toFound(row), hasSimilarName: isLikeOneOf(row.details, row.like_names) }
}
