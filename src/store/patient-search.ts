import { FOUND_COLUMNS, type FoundPatient, type PatientRow, toFound } from './patients.ts'
import type { Tx } from './tx.ts'

/**
 * People who may be meant: by likeness of name (typo-tolerant), or by date of birth, or both. The most
 * alike first.
 */
export async function searchPatients(
  tx: Tx,
  sought: { readonly name: string; readonly dateOfBirth: string | null },
  limit: number,
): Promise<readonly FoundPatient[]> {
  const rows = await tx.query<PatientRow>(
    `select ${FOUND_COLUMNS} from patient
      where provider_id = $1 and standing <> 'withdrawn'
        and ($3::date is null or date_of_birth = $3)
        and ($2 = '' or search_name like '%' || $2 || '%' or word_similarity($2, search_name) > 0.4)
      order by word_similarity($2, search_name) desc, search_name, id
      limit $4`,
    [tx.providerId, sought.name, sought.dateOfBirth, limit],
  )
  return rows.map(toFound)
}

/** People who may be the same as the one about to be registered; the core scores them. */
export async function likelySamePatients(
  tx: Tx,
  sought: {
    readonly name: string
    readonly dateOfBirth: string
    readonly nhsNumber: string | null
  },
): Promise<readonly FoundPatient[]> {
  const rows = await tx.query<PatientRow>(
    `select ${FOUND_COLUMNS} from patient
      where provider_id = $1 and standing <> 'withdrawn'
        and (date_of_birth = $3 or nhs_number = $4 or similarity(search_name, $2) > 0.4)
      order by nhs_number = $4 desc nulls last, date_of_birth = $3 desc, similarity(search_name, $2) desc, id
      limit 200`,
    [tx.providerId, sought.name, sought.dateOfBirth, sought.nhsNumber],
  )
  return rows.map(toFound)
}
